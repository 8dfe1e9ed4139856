import { z } from "zod";
import { contract } from "../../components/contract";
import { accountId, arn, awsRegion, azureLocation, cidr } from "../../components/place/schemas";

const days = z.number().int().min(0);

/** What is true of a whole stage, and what all its stacks share. */
export const foundation = contract("foundation-base", 5, {
  accountId,
  owner: z.string(),
  domain: z.string(),
  /** Of the people who run the archive: `Europe/London`. */
  timeZone: z.string(),
  regions: z.object({ primary: awsRegion, second: awsRegion, azure: azureLocation }),
  retention: z.object({
    profile: z.enum(["lawful-deletion", "regulated"]),
    lockDays: days.min(1),
    /** 0: locks are never renewed. */
    renewEveryDays: days,
    floorDays: days,
    logDays: days.min(1),
  }),
  network: z.object({
    vpcId: z.string(),
    cidr,
    publicSubnetIds: z.array(z.string()).length(3),
    privateSubnetIds: z.array(z.string()).length(3),
    isolatedSubnetIds: z.array(z.string()).length(3),
    natAddresses: z.array(z.ipv4()).min(1),
  }),
  cluster: z.object({ arn: arn("ecs"), name: z.string(), namespaceArn: arn("servicediscovery") }),
  keyArns: z.object({ data: arn("kms"), logs: arn("kms"), secrets: arn("kms"), tasks: arn("kms") }),
  accessLogBucketName: z.string(),
  alarmTopicArn: arn("sns"),
  breakGlassRoleArn: arn("iam"),
  /** Who alone changes settings of the archive's vaults, and policies of its keys. */
  custodianRoleArns: z.array(arn("iam")).min(1),
  /** The same for the vaults and keys of each system beside the archive. */
  serviceCustodianRoleArns: z.object({
    webservice: z.array(arn("iam")).min(1),
    datavault: z.array(arn("iam")).min(1),
    platform: z.array(arn("iam")).min(1),
  }),
  /** Roles of people, or patterns of them, that must not write what the services write. */
  peoplesRoleArns: z.array(arn("iam")).min(1),
  boundaryArn: arn("iam"),
});
