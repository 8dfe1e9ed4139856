import type { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import type { STSClient } from "@aws-sdk/client-sts";
import { ClientAssertionCredential, type ClientAssertionCredentialOptions } from "@azure/identity";
import { BlobServiceClient, type StoragePipelineOptions } from "@azure/storage-blob";
import { webIdentityToken } from "./aws-identity";
import { containerUrl, tryUrl } from "./container-url";
import type { Access, Copy } from "./environment";
import { daysLeft, putUrl } from "./secret";
import { withoutSecrets } from "./without-secrets";

/** What the renewal talks to. */
export interface World {
  readonly sts: STSClient;
  readonly secrets: SecretsManagerClient;
  /** How Microsoft Entra and the storage account are reached. */
  readonly entra: ClientAssertionCredentialOptions;
  readonly blobs: StoragePipelineOptions;
  readonly now: () => Date;
  /** Tells how long a secret's value is still good for. */
  readonly publish: (secretName: string, days: number) => void;
}

/**
 * Renews every access, and tells of each how many days it has left, be it renewed or not.
 * @throws one error with all that failed, and no token in it
 */
export async function renewAll(copy: Copy, accesses: readonly Access[], world: World): Promise<void> {
  const failures: string[] = [];
  const attempt = async (what: string, act: () => Promise<void>) => {
    await act().catch((error: unknown) => failures.push(`${what}: ${withoutSecrets(error)}`));
  };
  for (const access of accesses) {
    await attempt(`renewing ${access.secretName}`, () => renew(copy, access, world));
    await attempt(`looking at ${access.secretName}`, async () =>
      world.publish(access.secretName, await daysLeft(world.secrets, access.secretName, world.now())),
    );
  }
  // Of the errors themselves nothing is passed on: what is in them Lambda would log.
  if (failures.length > 0) throw new Error(failures.join("; "));
}

/** A URL gets into the secret only after it was tried: the old one is good for days yet. */
async function renew(copy: Copy, access: Access, world: World): Promise<void> {
  const token = await webIdentityToken(world.sts);
  const credential = new ClientAssertionCredential(
    copy.tenantId,
    access.clientId,
    () => Promise.resolve(token),
    world.entra,
  );
  const service = new BlobServiceClient(
    `https://${copy.account}.blob.core.windows.net`,
    credential,
    world.blobs,
  );
  const made = await containerUrl(service, copy, access.permissions, world.now());
  await tryUrl(made, world.blobs);
  await putUrl(world.secrets, access.secretName, made);
}
