import * as eks from "@pulumi/aws/eks";
import * as pulumi from "@pulumi/pulumi";
import type { Statement } from "../identity/policy";
import { readSecrets, type ReadSecretsArgs } from "../secrets/read-secrets";

/** Since November 2025 an add-on of EKS itself, which brings the driver along [AWS: What's new, 2025-11]. */
const ADD_ON = "aws-secrets-store-csi-driver-provider";

/**
 * Has pods mount secrets of Secrets Manager as files, which Kubernetes keeps nowhere. Who reads them is the pod, by its own
 * identity: what brings them has no right itself.
 */
export class PodSecrets extends pulumi.ComponentResource {
  constructor(
    name: string,
    { clusterName }: { readonly clusterName: pulumi.Input<string> },
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("strongroom:kubernetes:PodSecrets", name, {}, opts);
    new eks.Addon(
      `${name}-add-on`,
      {
        clusterName,
        addonName: ADD_ON,
        resolveConflictsOnCreate: "OVERWRITE",
        resolveConflictsOnUpdate: "OVERWRITE",
      },
      { parent: this, customTimeouts: { create: "30m", update: "30m" } },
    );
    this.registerOutputs({});
  }
}

/** What a pod's role needs in order to mount secrets: their values, and which version each has. */
export function mountSecrets(args: ReadSecretsArgs): readonly Statement[] {
  if (args.secretNames.length === 0) return [];
  return readSecrets(args).map((statement) =>
    statement.Sid === "ReadSecrets"
      ? { ...statement, Action: ["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"] }
      : statement,
  );
}
