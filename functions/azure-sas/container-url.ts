import {
  ContainerClient,
  ContainerSASPermissions,
  generateBlobSASQueryParameters,
  SASProtocol,
  type BlobServiceClient,
  type StoragePipelineOptions,
} from "@azure/storage-blob";
import type { Access, Copy } from "./environment";

/** A container's URL with a token in it: whoever has it has the access. */
export interface ContainerUrl {
  readonly url: string;
  readonly expiresOn: Date;
}

/** Azure's longest for a user delegation key, from its start [Microsoft: Create a user delegation SAS]. */
const VALID_DAYS = 7;
const DAY_MILLISECONDS = 86_400_000;
/** Clocks differ: a token that begins just now may be one of the future elsewhere. */
const CLOCK_MILLISECONDS = 15 * 60_000;

/**
 * Makes a URL that is good for seven days, over HTTPS alone. It names no addresses: a token takes one range and we
 * have a NAT gateway in each zone; the account's firewall admits just those.
 * @throws when Azure delegates nothing, or for a shorter time than was asked for
 */
export async function containerUrl(
  service: BlobServiceClient,
  { account, container }: Copy,
  permissions: Access["permissions"],
  now: Date,
): Promise<ContainerUrl> {
  // A token's times are whole seconds.
  const start = Math.floor((now.getTime() - CLOCK_MILLISECONDS) / 1000) * 1000;
  const [startsOn, expiresOn] = [new Date(start), new Date(start + VALID_DAYS * DAY_MILLISECONDS)];
  const key = await service.getUserDelegationKey(startsOn, expiresOn);
  if (key.signedExpiresOn < expiresOn)
    throw new Error(
      `Azure gave a delegation key until ${key.signedExpiresOn.toISOString()}, asked was ${expiresOn.toISOString()}`,
    );
  const token = generateBlobSASQueryParameters(
    {
      containerName: container,
      permissions: ContainerSASPermissions.parse(permissions),
      protocol: SASProtocol.Https,
      startsOn,
      expiresOn,
    },
    key,
    account,
  );
  return { url: `${service.getContainerClient(container).url}?${token.toString()}`, expiresOn };
}

/**
 * Lists one blob by the URL. It runs behind the same NAT gateways as the replicators: what it may do, they may.
 * @throws what Azure answers when it refuses
 */
export async function tryUrl({ url }: ContainerUrl, options: StoragePipelineOptions): Promise<void> {
  await new ContainerClient(url, undefined, options).listBlobsFlat().byPage({ maxPageSize: 1 }).next();
}
