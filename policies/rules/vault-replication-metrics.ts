import { secRule17a4 } from "../frameworks";
import { parameters } from "../parameters";
import { eachReplicationRule, otherThan, REPLICATION } from "../reading/replication";
import { rule } from "../rule";

export const vaultReplicationMetrics = rule({
  name: "vault-replication-metrics",
  why: "Without replication time control and metrics nobody sees that copies are late",
  level: "advisory",
  severity: "medium",
  framework: secRule17a4("(f)(2)(ii)"),
  remedy: 'Give the destination metrics and a replicationTime, each with status "Enabled".',
  reads: parameters.pick({}),
  types: [REPLICATION],
  *resource(replication) {
    yield* eachReplicationRule(replication, function* (rule, who) {
      yield* otherThan("Enabled", rule, who, "destination", "metrics");
      yield* otherThan("Enabled", rule, who, "destination", "replicationTime");
    });
  },
});
