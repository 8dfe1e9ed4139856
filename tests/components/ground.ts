import { Provider } from "@pulumi/aws/provider";
import * as ec2 from "@pulumi/aws/ec2";
import * as ecs from "@pulumi/aws/ecs";
import * as iam from "@pulumi/aws/iam";
import * as kms from "@pulumi/aws/kms";
import * as s3 from "@pulumi/aws/s3";
import * as sns from "@pulumi/aws/sns";
import type * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { logDestinationSecrets } from "../../components/logging/log-destination";
import { secretWithValue } from "../../components/secrets/secret-with-value";
import type { Thing } from "../../rehearsal/clouds/cloud";
import type { Graph } from "../graph/graph";
import { runProgram } from "../graph/run";

export const ACCOUNT = "111122223333";
export const REGION = "eu-west-1";

export const role = (name: string) => `arn:aws:iam::${ACCOUNT}:role/${name}`;

/** An image as a release names it. */
export const image = (name: string) =>
  `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com/${name}@sha256:${"0123456789abcdef".repeat(4)}`;

/** What is there before a component is made, as other stacks would have told it. */
const Ground = z.object({
  keyArn: z.string(),
  logBucket: z.string(),
  alarmTopicArn: z.string(),
  vpcId: z.string(),
  subnetIds: z.array(z.string()),
  clusterArn: z.string(),
  clusterName: z.string(),
  boundaryArn: z.string(),
  groupId: z.string(),
});
export type Ground = z.infer<typeof Ground>;

/** A provider for the account and region of all these tests. */
export const ireland = () => new Provider("aws", { region: REGION, allowedAccountIds: [ACCOUNT] });

/** The policy of a key that the account and its services may use. */
const openKey = {
  Version: "2012-10-17",
  Statement: [
    { AWS: `arn:aws:iam::${ACCOUNT}:root` },
    ...["logs.eu-west-1", "sns", "cloudwatch"].map((service) => ({ Service: `${service}.amazonaws.com` })),
  ].map((principal) => ({ Effect: "Allow", Principal: principal, Action: "kms:*", Resource: "*" })),
};

/** A permission boundary that forbids nothing. */
const anything = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
};

function makeGround(): Record<keyof Ground, pulumi.Input<unknown>> {
  const provider = ireland();
  const opts = { provider };
  const vpc = new ec2.Vpc("vpc", { cidrBlock: "10.20.0.0/16" }, opts);
  const cluster = new ecs.Cluster("cluster", { name: "ground" }, opts);
  new ecs.ClusterCapacityProviders(
    "capacity",
    { clusterName: cluster.name, capacityProviders: ["FARGATE", "FARGATE_SPOT"] },
    opts,
  );
  const subnets = ["a", "b", "c"].map(
    (zone, position) =>
      new ec2.Subnet(
        zone,
        { vpcId: vpc.id, cidrBlock: `10.20.${position}.0/24`, availabilityZone: `${REGION}${zone}` },
        opts,
      ),
  );
  const keyArn = new kms.Key("key", { policy: JSON.stringify(openKey) }, opts).arn;
  for (const secretName of Object.values(logDestinationSecrets))
    secretWithValue(secretName, { secretName, value: "told", keyArn }, opts);
  return {
    keyArn,
    logBucket: new s3.Bucket("logs", { bucket: "ground-access-logs" }, opts).bucket,
    alarmTopicArn: new sns.Topic("alarms", { name: "ground-alarms" }, opts).arn,
    vpcId: vpc.id,
    subnetIds: subnets.map(({ id }) => id),
    clusterArn: cluster.arn,
    clusterName: cluster.name,
    groupId: new ec2.SecurityGroup("group", { vpcId: vpc.id }, opts).id,
    boundaryArn: new iam.Policy("boundary", { name: "boundary", policy: JSON.stringify(anything) }, opts).arn,
  };
}

let made: Promise<{ readonly ground: Ground; readonly things: readonly Thing[] }> | undefined;

/** The ground is made once: components find it, and change nothing of it. */
async function makeOnce() {
  made ??= runProgram(makeGround, { project: "ground" }).then(({ outputs, things }) => ({
    ground: Ground.parse(outputs),
    things,
  }));
  return made;
}

/**
 * Runs a program of one component, or a few, on that ground.
 * @param make makes it with the options that hold it to the account and region; what it gives back are the outputs
 */
export async function runComponent(
  make: (ground: Ground, opts: pulumi.ComponentResourceOptions) => unknown,
  preview = false,
): Promise<Graph> {
  const { ground, things } = await makeOnce();
  return runProgram(() => make(ground, { providers: [ireland()] }), { preview, existing: things });
}
