import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as eks from "@pulumi/aws/eks";
import * as pulumi from "@pulumi/pulumi";
import type { Statement } from "../identity/policy";
import { podRole } from "./pod-identity";

export interface ObservabilityArgs {
  readonly clusterName: pulumi.Input<string>;
  /** Its name as the program knows it, and its ARN by that. */
  readonly plainClusterName: string;
  readonly clusterArn: pulumi.Input<string>;
  readonly region: pulumi.Input<string>;
  readonly accountId: pulumi.Input<string>;
  readonly boundaryArn: pulumi.Input<string>;
  /** Key of the logs, and the days that they are kept. */
  readonly logsKeyArn: pulumi.Input<string>;
  readonly logDays: pulumi.Input<number>;
}

const ADD_ON = "amazon-cloudwatch-observability";

/** As the add-on has them [AWS: Install the CloudWatch agent with the Amazon CloudWatch Observability EKS add-on]. */
const AGENT = { namespace: "amazon-cloudwatch", serviceAccount: "cloudwatch-agent" };

/** The groups of Container Insights, which the agent would make by itself without a key or an end. */
const LOGS = ["application", "dataplane", "host", "performance"];

/** Has CloudWatch see what runs in a cluster: Container Insights with enhanced observability, by pod, node and namespace. */
export class Observability extends pulumi.ComponentResource {
  constructor(name: string, args: ObservabilityArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:kubernetes:Observability", name, {}, opts);
    const child = { parent: this };
    const logs = LOGS.map(
      (what) =>
        new cloudwatch.LogGroup(
          `${name}-${what}`,
          {
            name: `${logPrefix(args)}/${what}`,
            retentionInDays: args.logDays,
            kmsKeyId: args.logsKeyArn,
          },
          child,
        ),
    );
    const role = podRole(
      `${name}-agent`,
      {
        roleName: `${args.plainClusterName}-observability`,
        pods: AGENT,
        clusterArn: args.clusterArn,
        accountId: args.accountId,
        boundaryArn: args.boundaryArn,
        statements: agentStatements(args),
      },
      child,
    );
    new eks.Addon(
      `${name}-add-on`,
      {
        clusterName: args.clusterName,
        addonName: ADD_ON,
        podIdentityAssociations: [{ serviceAccount: AGENT.serviceAccount, roleArn: role.arn }],
        resolveConflictsOnCreate: "OVERWRITE",
        resolveConflictsOnUpdate: "OVERWRITE",
      },
      { ...child, dependsOn: [...logs, role], customTimeouts: { create: "30m", update: "30m" } },
    );
    this.registerOutputs({});
  }
}

const logPrefix = ({ plainClusterName }: ObservabilityArgs): string =>
  `/aws/containerinsights/${plainClusterName}`;

const agentStatements = (args: ObservabilityArgs): readonly Statement[] => [
  {
    Sid: "WriteLogs",
    Effect: "Allow",
    Action: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"],
    Resource: pulumi.interpolate`arn:aws:logs:${args.region}:${args.accountId}:log-group:${logPrefix(args)}/*`,
  },
  { Sid: "FindThem", Effect: "Allow", Action: ["logs:DescribeLogGroups"], Resource: "*" },
  {
    Sid: "TellMetrics",
    Effect: "Allow",
    Action: ["cloudwatch:PutMetricData"],
    Resource: "*",
    Condition: { StringEquals: { "cloudwatch:namespace": ["ContainerInsights", "CWAgent"] } },
  },
  {
    Sid: "SeeNodes",
    Effect: "Allow",
    Action: ["ec2:DescribeInstances", "ec2:DescribeTags", "ec2:DescribeVolumes"],
    Resource: "*",
  },
];
