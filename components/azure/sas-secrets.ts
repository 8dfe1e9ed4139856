import * as secretsmanager from "@pulumi/aws/secretsmanager";
import * as pulumi from "@pulumi/pulumi";
import { RECOVERY_DAYS } from "../secrets/secret-with-value";
import { sasAccesses, sasSecretNames, type CopyPlace, type SasAccess } from "./sas-access";

export interface SasSecretsArgs extends CopyPlace {
  /** Key of the stage that encrypts secrets. */
  readonly secretsKeyArn: pulumi.Input<string>;
}

const descriptions: Readonly<Record<SasAccess, string>> = {
  readOnly: "URL by which the Azure copy is read; the renewal writes it",
  readWrite: "URL by which the Azure copy is read and written, never deleted; the renewal writes it",
};

/**
 * The two secrets with the URLs into the Azure container. The program makes them empty, and so no value is ever in a
 * state: SasRenewal fills them. Until its first run, tasks that read them do not start: call it once after the first
 * deployment (see there).
 */
export class SasSecrets extends pulumi.ComponentResource {
  readonly names: Readonly<Record<SasAccess, string>>;

  constructor(name: string, args: SasSecretsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:azure:SasSecrets", name, {}, opts);
    this.names = sasSecretNames(args);
    for (const access of sasAccesses)
      new secretsmanager.Secret(
        `${name}-${access}`,
        {
          name: this.names[access],
          description: descriptions[access],
          kmsKeyId: args.secretsKeyArn,
          recoveryWindowInDays: RECOVERY_DAYS,
        },
        { parent: this, protect: true, retainOnDelete: true },
      );
    this.registerOutputs({ names: this.names });
  }
}
