import { wellArchitected } from "../frameworks";
import { parameters } from "../parameters";
import { rule } from "../rule";

export const persistentProtected = rule({
  name: "persistent-protected",
  why: "What holds data is neither deleted nor replaced by mistake",
  level: "mandatory",
  severity: "critical",
  framework: wellArchitected("REL09"),
  remedy:
    "Give the resource, or the component around it, { protect: true }, and leave deleteBeforeReplace out.",
  reads: parameters.pick({}),
  types: [
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
  ],
  *resource({ opts }) {
    if (!opts.protect) yield { found: "protect is off", expected: "protect: true on a persistent resource" };
    if (opts.deleteBeforeReplace)
      yield {
        found: "deleteBeforeReplace is on",
        expected: "it to be off, so that a replacement never starts with a deletion",
      };
  },
});
