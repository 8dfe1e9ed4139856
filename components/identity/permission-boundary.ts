import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { policyDocument } from "./policy";

export interface PermissionBoundaryArgs {
  /** Physical name. */
  readonly policyName: string;
}

/**
 * All that any role of a workload may ever do, by service; `*` only behind a reading verb. A new system that needs more
 * adds it here, where it is seen. What is missing on purpose: whatever deletes objects of S3, keys, tables or logs,
 * changes policies or roles, or lifts a lock.
 */
export const boundaryActions: Readonly<Record<string, readonly string[]>> = {
  cloudwatch: ["PutMetricData"],
  dynamodb: [
    "GetItem",
    "BatchGetItem",
    "PutItem",
    "UpdateItem",
    "DeleteItem",
    "BatchWriteItem",
    "Query",
    "Scan",
    "DescribeTable",
  ],
  // A function in private subnets has network interfaces there.
  ec2: [
    "CreateNetworkInterface",
    "DeleteNetworkInterface",
    "AssignPrivateIpAddresses",
    "UnassignPrivateIpAddresses",
    "DescribeNetworkInterfaces",
    "DescribeSubnets",
  ],
  ecr: ["GetAuthorizationToken", "BatchCheckLayerAvailability", "GetDownloadUrlForLayer", "BatchGetImage"],
  ecs: ["UpdateTaskProtection"],
  iam: ["PassRole"],
  kms: ["Decrypt", "Encrypt", "GenerateDataKey", "DescribeKey"],
  lambda: ["InvokeFunction"],
  logs: [
    "CreateLogGroup",
    "CreateLogStream",
    "PutLogEvents",
    "DescribeLogGroups",
    "DescribeLogStreams",
    "GetLogEvents",
    "FilterLogEvents",
  ],
  s3: [
    "Get*",
    "List*",
    "PutObject",
    "AbortMultipartUpload",
    "PutObjectTagging",
    "PutObjectRetention",
    "CreateJob",
    "DescribeJob",
    "ReplicateObject",
    "ReplicateTags",
    "InitiateReplication",
  ],
  secretsmanager: ["GetSecretValue", "PutSecretValue", "DescribeSecret"],
  sns: ["Publish"],
  sqs: ["SendMessage", "ReceiveMessage", "DeleteMessage", "ChangeMessageVisibility"],
  ssm: ["GetParameters"],
  sts: ["GetWebIdentityToken"],
};

/** The permission boundary of a stage: a role that has it can do no more than this, whatever its policy says. */
export class PermissionBoundary extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: PermissionBoundaryArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:identity:PermissionBoundary", name, {}, opts);
    const policy = new iam.Policy(
      `${name}-policy`,
      {
        name: args.policyName,
        description: "All that any role of a workload of this stage may ever do",
        policy: policyDocument(
          Object.entries(boundaryActions).map(([service, actions]) => ({
            Sid: service.charAt(0).toUpperCase() + service.slice(1),
            Effect: "Allow",
            Action: actions.map((action) => `${service}:${action}`),
            Resource: "*",
          })),
        ),
      },
      { parent: this, protect: true, retainOnDelete: true },
    );
    this.arn = policy.arn;
    this.registerOutputs({ arn: this.arn });
  }
}
