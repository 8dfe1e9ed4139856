import { vaultInventoryComplete } from "../../../policies/rules/vault-inventory-complete";
import { type Given, tryRule, UNKNOWN } from "../try-rule";

const STACK: Given = { type: "pulumi:pulumi:Stack", name: "strongroom-pre" };
const TABLE: Given = { type: "aws:dynamodb/table:Table", name: "table", props: { name: "primary" } };

function bucket(name: unknown, more: Partial<Given> = {}): Given {
  return { type: "aws:s3/bucket:Bucket", name: "bucket", props: { bucket: name }, ...more };
}

function container(props: object, more: Partial<Given> = {}): Given {
  return { type: "azure-native:storage:BlobContainer", name: "container", props, ...more };
}

function account(props: object, more: Partial<Given> = {}): Given {
  return { type: "azure-native:storage:StorageAccount", name: "account", props, ...more };
}

function expecting(...names: string[]): object {
  return { expectedVaults: { other: ["elsewhere"], strongroom: names } };
}

const COPY = "azure:archive/replica";
const fromAccount = { from: { accountName: ["account"] } };

function misses(name: string, by = "strongroom-pre"): string {
  return `${by}: it declares no ${name}; expected every vault that expectedVaults names`;
}

tryRule(vaultInventoryComplete, {
  remedy: "Declare the vault again under its name; expectedVaults only ever grows.",
  accepts: [
    {
      as: "compliant",
      what: "a vault and the copy in the second cloud",
      given: [STACK, bucket("primary"), container({ accountName: "archive", containerName: "replica" })],
      config: expecting("primary", COPY),
    },
    {
      as: "compliant",
      what: "a container as Azure reports it, in an account of this stack as Azure reports it",
      given: [STACK, account({ name: "archive" }), container({ name: "replica" }, fromAccount)],
      config: expecting(COPY),
    },
    {
      as: "compliant",
      what: "a container in an account that is only being made",
      given: [
        STACK,
        account({ accountName: "archive", name: UNKNOWN }),
        container({ accountName: UNKNOWN, containerName: "replica", name: UNKNOWN }, fromAccount),
      ],
      config: expecting(COPY),
    },
    {
      as: "compliant",
      what: "a container in an account of another stack",
      given: [
        STACK,
        account({ accountName: "other" }),
        container({ accountName: "archive", containerName: "replica" }),
      ],
      config: expecting(COPY),
    },
    { as: "near miss", what: "more than what is expected", given: [STACK, bucket("a")] },
    {
      as: "near miss",
      what: "another project's vaults",
      given: [STACK],
      config: { expectedVaults: { other: ["elsewhere"] } },
    },
    { as: "not applicable", what: "a stack without anything", given: [], config: expecting("primary") },
  ],
  refuses: [
    {
      what: "a stack without its vault",
      given: [TABLE, STACK],
      config: expecting("primary"),
      says: [misses("primary")],
    },
    {
      what: "what is left of a stack, without the stack itself",
      given: [TABLE],
      config: expecting("primary"),
      says: [misses("primary", "table")],
    },
    {
      what: "two of three, of another project",
      given: [bucket("glacier", { stack: "pre::other" })],
      config: { expectedVaults: { other: ["primary", "glacier", "mirror"] } },
      says: [misses("primary", "bucket"), misses("mirror", "bucket")],
    },
    {
      what: "a bucket that was renamed",
      given: [STACK, bucket("primary-2")],
      config: expecting("primary"),
      says: [misses("primary")],
    },
    {
      what: "a bucket whose name is not known",
      given: [STACK, bucket(UNKNOWN)],
      config: expecting("primary"),
      says: [misses("primary")],
    },
    {
      what: "a deprecated bucket of the name",
      given: [STACK, bucket("primary", { type: "aws:s3/bucketV2:BucketV2" })],
      config: expecting("primary"),
      says: [misses("primary")],
    },
    {
      what: "another container of the account",
      given: [STACK, container({ accountName: "archive", containerName: "replica-2" })],
      config: expecting(COPY),
      says: [misses(COPY)],
    },
    {
      what: "the container of another account",
      given: [STACK, container({ accountName: "archive2", containerName: "replica" })],
      config: expecting(COPY),
      says: [misses(COPY)],
    },
    {
      what: "a container of an account that is not known",
      given: [STACK, container({ accountName: UNKNOWN, containerName: "replica" })],
      config: expecting(COPY),
      says: [misses(COPY)],
    },
    {
      what: "a container of an account that is computed from something else",
      given: [
        STACK,
        account({ accountName: "archive" }, { type: "azure-native:resources:ResourceGroup" }),
        container({ accountName: UNKNOWN, containerName: "replica" }, fromAccount),
      ],
      config: expecting(COPY),
      says: [misses(COPY)],
    },
    {
      what: "a container whose name is not known",
      given: [STACK, container({ accountName: "archive", containerName: UNKNOWN, name: UNKNOWN })],
      config: expecting(COPY),
      says: [misses(COPY)],
    },
  ],
});
