import * as pulumi from "@pulumi/pulumi";
import type { Statement } from "../identity/policy";

export interface ReadSecretsArgs {
  /** Names of the secrets. */
  readonly secretNames: readonly pulumi.Input<string>[];
  /** Key that encrypts them. */
  readonly secretsKeyArn: pulumi.Input<string>;
  readonly place: { readonly region: pulumi.Input<string>; readonly accountId: pulumi.Input<string> };
}

/** Lets somebody read secrets of Secrets Manager by their names. */
export function readSecrets({ secretNames, secretsKeyArn, place }: ReadSecretsArgs): readonly Statement[] {
  return [
    {
      Sid: "ReadSecrets",
      Effect: "Allow",
      Action: ["secretsmanager:GetSecretValue"],
      // Secrets Manager adds a hyphen and six characters to each name.
      Resource: secretNames.map(
        (secretName) =>
          pulumi.interpolate`arn:aws:secretsmanager:${place.region}:${place.accountId}:secret:${secretName}-??????`,
      ),
    },
    {
      Sid: "DecryptSecrets",
      Effect: "Allow",
      Action: ["kms:Decrypt"],
      Resource: secretsKeyArn,
      Condition: {
        StringEquals: { "kms:ViaService": pulumi.interpolate`secretsmanager.${place.region}.amazonaws.com` },
      },
    },
  ];
}
