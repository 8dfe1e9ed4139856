import { randomBytes } from "node:crypto";
import { PutSecretValueCommand, type SecretsManagerClient } from "@aws-sdk/client-secrets-manager";

/** 256 bits: 43 letters, digits, hyphens and underscores, as the program's own passwords are made of. */
const BYTES = 32;

/**
 * Gives a secret a new random value, which nobody is shown.
 * @returns the id of the version that is now its current one
 */
export async function renew(secrets: SecretsManagerClient, secretName: string): Promise<string> {
  const { VersionId } = await secrets.send(
    new PutSecretValueCommand({
      SecretId: secretName,
      SecretString: randomBytes(BYTES).toString("base64url"),
    }),
  );
  if (VersionId === undefined) throw new Error(`Secrets Manager tells no new version of ${secretName}`);
  return VersionId;
}
