import { vaultReplicationComplete } from "../../../policies/rules/vault-replication-complete";
import { type Accepted, type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

const KEY = "arn:aws:kms:eu-west-2:111122223333:key/1";
const whole = {
  id: "mirror",
  status: "Enabled",
  filter: { prefix: "" },
  sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } },
  destination: { encryptionConfiguration: { replicaKmsKeyId: KEY } },
};

function replication(rules: unknown): Given {
  return {
    type: "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
    name: "replication",
    props: { bucket: UNKNOWN, rules },
  };
}

function fine(what: string, rule: object): Accepted {
  return { as: "compliant", what, given: replication([{ ...whole, ...rule }]) };
}

function partial(what: string, rule: object, ...found: readonly string[]): Refused {
  return {
    what,
    given: replication([{ ...whole, ...rule }]),
    says: found.map((each) => `replication: ${each}`),
  };
}

function filtered(what: string, filter: object, path: string, found: string): Refused {
  return partial(
    what,
    filter,
    `${path} of replication rule mirror is ${found}; expected nothing, since a rule covers the whole bucket`,
  );
}

function keyless(what: string, encryptionConfiguration: unknown, found: string): Refused {
  return partial(
    what,
    { destination: { encryptionConfiguration } },
    `destination.encryptionConfiguration.replicaKmsKeyId of replication rule mirror is ${found}; expected the ARN of a key in the destination's region`,
  );
}

const off = "status of replication rule mirror is Disabled; expected Enabled";
const unselected = "sourceSelectionCriteria.sseKmsEncryptedObjects.status of replication rule mirror is";

tryRule(vaultReplicationComplete, {
  remedy:
    "Enable the rule and its sourceSelectionCriteria.sseKmsEncryptedObjects, name a replica key, and give it a filter with an empty prefix.",
  accepts: [
    fine("an empty prefix", {}),
    fine("no filter", { filter: undefined }),
    fine("an empty filter", { filter: {} }),
    fine("empty filters of every kind", {
      prefix: "",
      filter: { prefix: "", tag: {}, and: { prefix: "", tags: {} } },
    }),
    fine("filters reported as absent", { prefix: null, filter: { prefix: null, tag: null, and: null } }),
    fine("a key that is only being made", {
      destination: { bucket: UNKNOWN, encryptionConfiguration: { replicaKmsKeyId: UNKNOWN } },
    }),
    { as: "near miss", what: "no rules at all", given: replication([]) },
    {
      as: "not applicable",
      what: "the bucket's own deprecated block, which is refused as such",
      given: {
        type: "aws:s3/bucket:Bucket",
        name: "bucket",
        props: { replicationConfiguration: { rules: [{ status: "Disabled" }] } },
      },
    },
  ],
  refuses: [
    partial("a rule that is off", { status: "Disabled" }, off),
    partial(
      "a status that is not known",
      { status: UNKNOWN },
      "status of replication rule mirror is not known in preview; expected Enabled",
    ),
    partial(
      "encrypted objects that are passed over",
      { sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Disabled" } } },
      `${unselected} Disabled; expected Enabled`,
    ),
    partial(
      "encrypted objects of which nothing is said",
      { sourceSelectionCriteria: {} },
      `${unselected} absent; expected Enabled`,
    ),
    filtered("a prefix of the old kind", { prefix: "bags/" }, "prefix", "bags/"),
    filtered("a prefix", { filter: { prefix: "bags/" } }, "filter.prefix", "bags/"),
    filtered("a tag", { filter: { tag: { key: "a", value: "b" } } }, "filter.tag", "an object"),
    filtered(
      "a prefix beside others",
      { filter: { and: { prefix: "bags/" } } },
      "filter.and.prefix",
      "bags/",
    ),
    filtered("tags", { filter: { and: { prefix: "", tags: { a: "b" } } } }, "filter.and.tags", "an object"),
    filtered("a filter that is not known", { filter: UNKNOWN }, "filter.prefix", "not known in preview"),
    filtered("a filter that is a text", { filter: "bags/" }, "filter.prefix", "not an object"),
    keyless("no key", undefined, "absent"),
    keyless("an empty encryption", {}, "absent"),
    keyless("an empty key", { replicaKmsKeyId: "" }, "a text of 0 characters"),
    keyless("a key that is a number", { replicaKmsKeyId: 1 }, "not a text"),
    keyless("an encryption that is not known", UNKNOWN, "not known in preview"),
    keyless("an encryption that is a text", KEY, "not an object"),
    {
      what: "the second of two rules, without a name",
      given: replication([whole, { ...whole, id: undefined, status: "Disabled" }]),
      says: ["replication: status of replication rule 2 is Disabled; expected Enabled"],
    },
    {
      what: "the first of two rules, with a name that is not known",
      given: replication([{ ...whole, id: UNKNOWN, status: "Disabled" }, whole]),
      says: ["replication: status of replication rule 1 is Disabled; expected Enabled"],
    },
    {
      what: "rules that are not known",
      given: replication(UNKNOWN),
      says: [
        "replication: rules is not known in preview; expected a list of rules that can be read in preview",
      ],
    },
    {
      what: "no rules where they belong",
      given: replication(undefined),
      says: ["replication: rules is absent; expected a list of rules that can be read in preview"],
    },
  ],
});
