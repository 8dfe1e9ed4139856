import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { METRICS_NAMESPACE } from "../functions/node-function";
import type { Statement } from "../identity/policy";
import { ServiceRole } from "../identity/service-role";
import type { MachineCapacityArgs } from "./machine-capacity";

/**
 * Who a machine is: it joins its cluster and says how its tasks do, and no more. Images, secrets and logs are the
 * execution role's, as on Fargate, and nobody gets a session on it.
 */
export function machineProfile(
  name: string,
  args: MachineCapacityArgs,
  child: pulumi.CustomResourceOptions,
): { readonly profile: iam.InstanceProfile; readonly role: ServiceRole } {
  const roleName = `${args.capacityName}-machines`;
  const role = new ServiceRole(
    `${name}-machine`,
    {
      roleName,
      service: "ec2.amazonaws.com",
      accountId: args.place.accountId,
      // EC2 names no account when it hands a machine its role.
      namesNoAccount: true,
      boundaryArn: args.place.boundaryArn,
      statements: machineStatements(args),
    },
    child,
  );
  const profile = new iam.InstanceProfile(`${name}-profile`, { name: roleName, role: role.roleName }, child);
  return { profile, role };
}

/** What the agent of ECS needs [AWS: Amazon ECS container instance IAM role], for one cluster. */
function machineStatements({ place, clusterName }: MachineCapacityArgs): readonly Statement[] {
  const ofEcs = (rest: string) => pulumi.interpolate`arn:aws:ecs:${place.region}:${place.accountId}:${rest}`;
  const cluster = ofEcs(`cluster/${clusterName}`);
  return [
    {
      Sid: "FindTheCluster",
      Effect: "Allow",
      Action: ["ecs:DiscoverPollEndpoint"],
      Resource: "*",
    },
    {
      Sid: "JoinTheClusterAndReport",
      Effect: "Allow",
      Action: [
        "ecs:RegisterContainerInstance",
        "ecs:DeregisterContainerInstance",
        "ecs:SubmitAttachmentStateChanges",
        "ecs:SubmitContainerStateChange",
        "ecs:SubmitTaskStateChange",
      ],
      Resource: cluster,
    },
    {
      Sid: "HearWhatToRun",
      Effect: "Allow",
      Action: ["ecs:Poll", "ecs:StartTelemetrySession", "ecs:UpdateContainerInstancesState"],
      Resource: ofEcs(`container-instance/${clusterName}/*`),
      Condition: { ArnEquals: { "ecs:cluster": cluster } },
    },
    {
      Sid: "SayHowFullItsDiskIs",
      Effect: "Allow",
      Action: ["cloudwatch:PutMetricData"],
      Resource: "*",
      Condition: { StringEquals: { "cloudwatch:namespace": METRICS_NAMESPACE } },
    },
  ];
}
