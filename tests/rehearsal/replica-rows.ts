import type { Replica } from "../../projects/storage/replicas/replicas";

export const BUCKET = "aws:s3/bucket:Bucket";
export const FUNCTION = "aws:lambda/function:Function";

/** What one more entry of the list brings, compared with the stage as it is committed. */
export interface Expected {
  readonly what: string;
  readonly row: Replica;
  /** Words of which one is in the name of everything that is new in storage/base. */
  readonly own: readonly string[];
  /** What is new, by type, where operators look for it under a name of its own. */
  readonly base: Readonly<Record<string, readonly string[]>>;
  /** The only resources of both stacks that were there before and are told something new. */
  readonly changed: readonly string[];
  /** What a bag must have before it is registered. */
  readonly copies: string;
}

export const BRISTOL: Replica = {
  id: "bristol",
  store: "s3",
  role: "secondary",
  storage: "cold",
  display: "Bristol",
};

/** Ids, accounts and containers of the greatest lengths that a list may have. */
export const LONGEST: readonly Replica[] = [
  { id: "s3-with-16-chars", store: "s3", role: "secondary", storage: "cold", display: "S3" },
  {
    id: "az-with-16-chars",
    store: "azure",
    display: "Azure",
    account: "archiveaccount21chars",
    container: `archive-${"c".repeat(55)}`,
    redundancy: "Standard_RAGRS",
  },
  { id: "mi-with-16-chars", store: "mirror", of: "s3-with-16-chars", region: "eu-central-1" },
];

const keeperOf = (id: string) => ({
  [FUNCTION]: [`strongroom-pro-${id}-keeper`],
  "aws:scheduler/schedule:Schedule": [`strongroom-pro-${id}-keeper-daily`],
});

export const expectations: readonly Expected[] = [
  {
    what: "a bucket in the primary region",
    row: BRISTOL,
    own: ["bristol"],
    base: { [BUCKET]: ["archive-vault-pro-bristol-444455556666"], ...keeperOf("bristol") },
    changed: [
      "bag-tagger-task-role-permissions",
      "inventories-policy",
      "replica_aggregator-task",
      "replica_aggregator_input-queue",
    ],
    copies: "4",
  },
  {
    what: "a container in Azure",
    row: {
      id: "dublin",
      store: "azure",
      display: "Dublin",
      account: "examplearchivedublin",
      container: "storage-replica-ireland",
      redundancy: "Standard_GRS",
    },
    own: ["dublin"],
    base: {
      [BUCKET]: [],
      "aws:secretsmanager/secret:Secret": [
        "azure/examplearchivedublin/storage-replica-ireland/read_only_sas_url",
        "azure/examplearchivedublin/storage-replica-ireland/read_write_sas_url",
      ],
      [FUNCTION]: ["strongroom-pro-dublin-sas"],
    },
    changed: ["replica_aggregator-task", "replica_aggregator_input-queue"],
    copies: "4",
  },
  {
    what: "a mirror in a third region",
    row: { id: "frankfurt", store: "mirror", of: "glacier", region: "eu-central-1" },
    own: ["frankfurt", "eu-central-1"],
    base: {
      [BUCKET]: [
        "archive-replica-pro-frankfurt-444455556666",
        "storage-inventories-eu-central-1-444455556666",
        "strongroom-pro-access-logs-eu-central-1-444455556666",
      ],
      "aws:kms/alias:Alias": ["alias/strongroom-pro-data-eu-central-1"],
      "aws:sns/topic:Topic": ["strongroom-pro-alarms"],
      ...keeperOf("frankfurt"),
    },
    changed: ["glacier-replication-role-permissions", "glacier-replication-rules"],
    copies: "3",
  },
];
