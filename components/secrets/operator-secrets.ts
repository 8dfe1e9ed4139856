import * as secretsmanager from "@pulumi/aws/secretsmanager";
import * as pulumi from "@pulumi/pulumi";
import { RECOVERY_DAYS } from "./secret-with-value";

export interface OperatorSecretsArgs {
  /** Each secret by a word: its physical name, and what an operator puts into it. */
  readonly secrets: Readonly<Record<string, { readonly secretName: string; readonly holds: string }>>;
  /** Key that encrypts them. */
  readonly keyArn: pulumi.Input<string>;
}

/**
 * Secrets that come from outside: the program makes them empty, so that no value is ever in a state, and an operator
 * fills each once: `aws secretsmanager put-secret-value --secret-id NAME --secret-string file://…`.
 */
export class OperatorSecrets extends pulumi.ComponentResource {
  constructor(name: string, args: OperatorSecretsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:secrets:OperatorSecrets", name, {}, opts);
    for (const [word, { secretName, holds }] of Object.entries(args.secrets))
      new secretsmanager.Secret(
        `${name}-${word}`,
        {
          name: secretName,
          description: `${holds}; an operator fills it`,
          kmsKeyId: args.keyArn,
          recoveryWindowInDays: RECOVERY_DAYS,
        },
        { parent: this, protect: true, retainOnDelete: true },
      );
    this.registerOutputs({});
  }
}
