import { randomUUID } from "node:crypto";
import {
  DescribeSecretCommand,
  PutSecretValueCommand,
  type SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import type { ContainerUrl } from "./container-url";

const DAY_SECONDS = 86_400;
/** A version's id says when its value ends: nobody has to read the value to know. */
const VERSION = /^expires-(\d+)-/;

/** Makes the URL the secret's current value. */
export async function putUrl(
  secrets: SecretsManagerClient,
  secretName: string,
  { url, expiresOn }: ContainerUrl,
): Promise<void> {
  await secrets.send(
    new PutSecretValueCommand({
      SecretId: secretName,
      ClientRequestToken: `expires-${expiresOn.getTime() / 1000}-${randomUUID()}`,
      SecretString: url,
    }),
  );
}

/** Days until the secret's current value ends; 0 when it has ended, or has none that this function put. */
export async function daysLeft(
  secrets: SecretsManagerClient,
  secretName: string,
  now: Date,
): Promise<number> {
  const { VersionIdsToStages: versions = {} } = await secrets.send(
    new DescribeSecretCommand({ SecretId: secretName }),
  );
  const [current = ""] = Object.entries(versions).find(([, stages]) => stages.includes("AWSCURRENT")) ?? [];
  const ends = Number(VERSION.exec(current)?.[1] ?? 0);
  return Math.max(0, (ends - now.getTime() / 1000) / DAY_SECONDS);
}
