import { secRule17a4 } from "../frameworks";
import { parameters } from "../parameters";
import { accountPolicy, archiveReason, IMMUTABILITY_POLICY, STORAGE_ACCOUNT } from "../reading/azure";
import { type Choice, type Least, unmet } from "../reading/databases";
import { rule } from "../rule";

const IN_ACCOUNT = ["immutableStorageWithVersioning", "immutabilityPolicy"] as const;

export const azImmutabilityStrength = rule({
  name: "az-immutability-strength",
  why: "A copy is held as long as the stage promises, and nothing can be added to it either",
  level: "mandatory",
  severity: "critical",
  framework: secRule17a4("(f)(2)(i)(B)"),
  remedy:
    "Set immutabilityPeriodSinceCreationInDays to the stage's minOffsiteRetentionDays or more, and allow no protected append writes.",
  reads: parameters.pick({ nonVaultRoles: true, minOffsiteRetentionDays: true }),
  types: [STORAGE_ACCOUNT, IMMUTABILITY_POLICY],
  *resource(resource, settings) {
    const least = settings.minOffsiteRetentionDays;
    // A container's policy does not say whose account it is in, and is judged as the archive's.
    if (resource.type === IMMUTABILITY_POLICY) yield* unmet(resource, wanted([], least));
    const because = archiveReason(resource, settings);
    if (!because || accountPolicy(resource).kind === "missing") return;
    for (const { found, expected } of unmet(resource, wanted(IN_ACCOUNT, least)))
      yield { found, expected: `${expected} ${because}` };
  },
});

function wanted(place: typeof IN_ACCOUNT | readonly [], least: number): readonly (Choice | Least)[] {
  return [
    { path: [...place, "immutabilityPeriodSinceCreationInDays"], least },
    { path: [...place, "allowProtectedAppendWrites"], oneOf: [false], orAbsent: true },
    { path: [...place, "allowProtectedAppendWritesAll"], oneOf: [false], orAbsent: true },
  ];
}
