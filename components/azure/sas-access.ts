/** The two ways into the container, each with an identity and a secret of its own. */
export const sasAccesses = ["readOnly", "readWrite"] as const;
export type SasAccess = (typeof sasAccesses)[number];

/** Where the copies are. */
export interface CopyPlace {
  readonly accountName: string;
  readonly containerName: string;
}

/** What the secrets' names begin with: the `{azure prefix}` of storage-service.md 4.5. */
export const sasSecretPrefix = ({ accountName, containerName }: CopyPlace) =>
  `azure/${accountName}/${containerName}`;

/** Names of the secrets that replicators and verifiers read their URLs from. */
export const sasSecretNames = (place: CopyPlace): Readonly<Record<SasAccess, string>> => ({
  readOnly: `${sasSecretPrefix(place)}/read_only_sas_url`,
  readWrite: `${sasSecretPrefix(place)}/read_write_sas_url`,
});
