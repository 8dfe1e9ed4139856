import * as pulumi from "@pulumi/pulumi";
import type { Statement } from "../identity/policy";

export interface ReadSecretsArgs {
  /** Names of the secrets, or their ARNs with what of them is meant, as ECS takes them. */
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
      Resource: secretNames.map((secret) =>
        pulumi
          .all([secret, place.region, place.accountId])
          .apply(([given, region, accountId]) => secretArn(given, region, accountId)),
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

/** As policies name it: Secrets Manager adds a hyphen and six characters to each name. */
const secretArn = (secret: string, region: string, accountId: string): string =>
  secret.startsWith("arn:")
    ? secret.split(":").slice(0, 7).join(":")
    : `arn:aws:secretsmanager:${region}:${accountId}:secret:${secret}-??????`;
