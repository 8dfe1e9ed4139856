import * as pulumi from "@pulumi/pulumi";
import { boundaryPolicy } from "../identity/boundary-policy";

export interface MachineBoundaryArgs {
  /** Physical name. */
  readonly policyName: string;
  /** The stage's AWS regions. */
  readonly regions: readonly string[];
}

/** All that the agent of ECS does on a machine [AWS: Amazon ECS container instance IAM role], and its disk's alarm. */
export const machineActions: readonly string[] = [
  "cloudwatch:PutMetricData",
  "ecs:DeregisterContainerInstance",
  "ecs:DiscoverPollEndpoint",
  "ecs:Poll",
  "ecs:RegisterContainerInstance",
  "ecs:StartTelemetrySession",
  "ecs:SubmitAttachmentStateChanges",
  "ecs:SubmitContainerStateChange",
  "ecs:SubmitTaskStateChange",
  "ecs:UpdateContainerInstancesState",
];

/**
 * The permission boundary of machines that tasks run on. It is apart from the workloads' own: a machine reads no data,
 * and no task can ever say that it is a machine.
 */
export class MachineBoundary extends pulumi.ComponentResource {
  constructor(name: string, args: MachineBoundaryArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:capacity:MachineBoundary", name, {}, opts);
    boundaryPolicy(
      name,
      {
        policyName: args.policyName,
        description: "All that machines of this stage may ever do for ECS",
        statements: [{ Sid: "RunTasks", Effect: "Allow", Action: machineActions, Resource: "*" }],
        regions: args.regions,
      },
      { parent: this },
    );
    this.registerOutputs({});
  }
}
