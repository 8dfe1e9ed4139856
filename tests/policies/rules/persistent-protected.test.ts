import { persistentProtected } from "../../../policies/rules/persistent-protected";
import { type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

const PERSISTENT = [
  "aws:s3/bucket:Bucket",
  "aws:kms/key:Key",
  "aws:rds/cluster:Cluster",
  "aws:rds/instance:Instance",
  "aws:opensearch/domain:Domain",
  "aws:efs/fileSystem:FileSystem",
  "aws:dynamodb/table:Table",
  "aws:ecr/repository:Repository",
  "azure-native:storage:StorageAccount",
  "azure-native:storage:BlobContainer",
  "azure-native:keyvault:Vault",
  "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
];

function resource(opts: NonNullable<Given["opts"]>, type = "aws:dynamodb/table:Table"): Given {
  return { type, name: "ingests", props: { name: UNKNOWN, tags: UNKNOWN }, opts };
}

const unprotected = PERSISTENT.map((type): Refused => ({
  what: `${type} without protection`,
  given: resource({}, type),
  says: ["ingests: protect is off; expected protect: true on a persistent resource"],
}));

tryRule(persistentProtected, {
  remedy:
    "Give the resource, or the component around it, { protect: true }, and leave deleteBeforeReplace out.",
  accepts: [
    { as: "compliant", what: "a protected table", given: resource({ protect: true }) },
    {
      as: "near miss",
      what: "a protected table that says no to deleteBeforeReplace",
      given: resource({ protect: true, deleteBeforeReplace: false }),
    },
    {
      as: "not applicable",
      what: "a queue",
      given: resource({ protect: false, deleteBeforeReplace: true }, "aws:sqs/queue:Queue"),
    },
  ],
  refuses: [
    ...unprotected,
    {
      what: "a protected table that is deleted before it is replaced",
      given: resource({ protect: true, deleteBeforeReplace: true }),
      says: [
        "ingests: deleteBeforeReplace is on; expected it to be off, so that a replacement never starts with a deletion",
      ],
    },
    {
      what: "both",
      given: resource({ protect: false, deleteBeforeReplace: true }),
      says: [
        "ingests: protect is off; expected protect: true on a persistent resource",
        "ingests: deleteBeforeReplace is on; expected it to be off, so that a replacement never starts with a deletion",
      ],
    },
  ],
});
