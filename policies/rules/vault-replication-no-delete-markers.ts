import { wormGuidance } from "../frameworks";
import { parameters } from "../parameters";
import { eachReplicationRule, otherThan, REPLICATION } from "../reading/replication";
import { rule } from "../rule";

export const vaultReplicationNoDeleteMarkers = rule({
  name: "vault-replication-no-delete-markers",
  why: "What hides an object in one vault does not hide its copy",
  level: "mandatory",
  severity: "high",
  framework: wormGuidance,
  remedy: 'Give the rule a deleteMarkerReplication with status "Disabled".',
  reads: parameters.pick({}),
  types: [REPLICATION],
  *resource(replication) {
    yield* eachReplicationRule(replication, function* (rule, who) {
      yield* otherThan("Disabled", rule, who, "deleteMarkerReplication");
    });
  },
});
