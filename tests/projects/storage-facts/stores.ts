import { ACCOUNT, buckets, CNS, tables, vaults } from "./places";

/** storage-service.md 6.1, 6.2 and 6.5 for production, transcribed by hand. */

/** Rules of a bucket: what they pick, and what happens after how many days. */
export type Rules = readonly string[];

/** decisions.md 3 instead of the source's 90 days: noncurrent versions expire a year after they became so. */
const noncurrent = "expire_noncurrent_versions: all; noncurrent STANDARD_IA 30, GLACIER 60, expire 365";

export const lifecycle: Readonly<Record<string, Rules>> = {
  [vaults.primary]: [
    "transition_objects_to_standard_ia: all; STANDARD_IA 30",
    "move_mxf_objects_to_glacier: digitised/ Content-Type=application/mxf; GLACIER 90",
    "move_digitised_tif_to_glacier: digitised/ Content-Type=image/tiff; GLACIER 90",
    noncurrent,
  ],
  [vaults.glacier]: ["transition_objects_to_deep_archive: all; DEEP_ARCHIVE 90", noncurrent],
  // decisions.md 1: as cold as what it mirrors.
  [`archive-replica-pro-mirror-${ACCOUNT}`]: [
    "transition_objects_to_deep_archive: all; DEEP_ARCHIVE 90",
    noncurrent,
  ],
  [buckets.manifests]: ["objects_to_standard_ia: all; STANDARD_IA 30"],
  [buckets.unpacked]: ["expire-after-30-days: all; expire 30"],
  [buckets.cache]: ["transition-to-standard-ia: all; STANDARD_IA 30"],
  [buckets.infra]: [
    "expire_tmp: tmp/; STANDARD_IA 30, GLACIER 60, expire 90",
    "expire_noncurrent_versions: all; noncurrent expire 30, delete markers",
  ],
};

export interface TableFact {
  readonly keys: readonly string[];
  /** Of each index: its name and key. */
  readonly indices: readonly string[];
  readonly expiresBy: string | undefined;
}

const keyed = (...keys: readonly string[]): TableFact => ({ keys, indices: [], expiresBy: undefined });
const locks: TableFact = {
  keys: ["id S"],
  indices: ["context-ids-index contextId S ALL"],
  expiresBy: "expires",
};

export const tableFacts: Readonly<Record<string, TableFact>> = {
  [tables.ingests]: keyed("id S"),
  [tables.replicas]: keyed("id S"),
  [tables.versions]: { ...keyed("id S", "version N"), indices: ["ingestId_index ingestId S ALL"] },
  [tables.manifests]: keyed("id S", "version N"),
  [tables.versionerLocks]: locks,
  [tables.replicatorLocks]: locks,
  [tables.azureTags]: keyed("id S"),
  [`${CNS}_deleted_bags`]: keyed("ingest_id S"),
};

/** storage-service.md 7.4: what people's roles must not write. */
export const closedToPeople = [tables.ingests, tables.manifests, tables.replicas, tables.versions];
