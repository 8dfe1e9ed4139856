import { securityHub } from "../frameworks";
import { parameters } from "../parameters";
import { isGiven } from "../reading/given";
import { eachReplicationRule, otherThan, REPLICATION } from "../reading/replication";
import { is, isEmpty, record, shown, text, type Value, within } from "../reading/value";
import { rule } from "../rule";

/** What narrows a rule to a part of the bucket. */
const FILTERS = [
  ["prefix"],
  ["filter", "prefix"],
  ["filter", "tag"],
  ["filter", "and", "prefix"],
  ["filter", "and", "tags"],
] as const;

export const vaultReplicationComplete = rule({
  name: "vault-replication-complete",
  why: "S3 passes over what a replication rule leaves out, encrypted objects among it, and says nothing",
  level: "mandatory",
  severity: "critical",
  framework: securityHub("S3.7"),
  remedy:
    "Enable the rule and its sourceSelectionCriteria.sseKmsEncryptedObjects, name a replica key, and give it a filter with an empty prefix.",
  reads: parameters.pick({}),
  types: [REPLICATION],
  *resource(replication) {
    yield* eachReplicationRule(replication, function* (rule, who) {
      yield* otherThan("Enabled", rule, who);
      yield* otherThan("Enabled", rule, who, "sourceSelectionCriteria", "sseKmsEncryptedObjects");
      const filtered = FILTERS.find((path) => !isNothing(within(rule, ...path)));
      if (filtered)
        yield {
          found: `${filtered.join(".")} of ${who} is ${shown(within(rule, ...filtered))}`,
          expected: "nothing, since a rule covers the whole bucket",
        };
      const encryption = record(within(rule, "destination", "encryptionConfiguration"));
      const key = within(encryption, "replicaKmsKeyId");
      if (encryption.kind !== "known" || !isGiven(key))
        yield {
          found: `destination.encryptionConfiguration.replicaKmsKeyId of ${who} is ${shown(text(key))}`,
          expected: "the ARN of a key in the destination's region",
        };
    });
  },
});

function isNothing(filter: Value<unknown>): boolean {
  return is(filter, "") || isEmpty(filter);
}
