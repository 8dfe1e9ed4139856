import { secRule17a4 } from "../frameworks";
import { parameters, type Settings } from "../parameters";
import {
  accountOf,
  accountPolicy,
  archiveReason,
  IMMUTABILITY_POLICY,
  STORAGE_ACCOUNT,
} from "../reading/azure";
import { ofType, placeOf, type Resource } from "../reading/resource";
import { is, read, shown, text, within } from "../reading/value";
import { rule } from "../rule";

export const azImmutabilityLocked = rule({
  name: "az-immutability-locked",
  why: "A policy that is not locked can be shortened and removed by whoever may write it",
  level: "mandatory",
  severity: "critical",
  framework: secRule17a4("(f)(2)(i)(B)"),
  remedy:
    'Deploy a new policy with azurePhase "prepare"; then lock it, for a container by `az storage container immutability-policy lock` and `pulumi refresh`, and deploy with "seal" from then on.',
  reads: parameters.pick({ nonVaultRoles: true, azurePhase: true, productionStages: true }),
  types: [STORAGE_ACCOUNT, IMMUTABILITY_POLICY],
  *resource(account, settings) {
    const because = mustBeLocked(account, settings) && archiveReason(account, settings);
    const policy = accountPolicy(account);
    // A container's state is no input: the stack is judged by it.
    if (!because || policy.kind === "missing") return;
    const state = text(within(policy, "state"));
    if (!is(state, "Locked"))
      yield {
        found: `immutableStorageWithVersioning.immutabilityPolicy.state is ${shown(state)}`,
        expected: `Locked ${because}`,
      };
  },
  *stack(resources, settings) {
    const accounts = ofType(resources, STORAGE_ACCOUNT);
    for (const about of ofType(resources, IMMUTABILITY_POLICY)) {
      const because = mustBeLocked(about, settings) && archiveReason(accountOf(about, accounts), settings);
      const state = text(read(about.props, "state"));
      if (because && !is(state, "Locked"))
        yield { about, found: `state is ${shown(state)}`, expected: `Locked ${because}` };
    }
  },
});

function mustBeLocked(
  resource: Resource,
  { azurePhase, productionStages }: Settings<"azurePhase" | "productionStages">,
): boolean {
  return azurePhase === "seal" && productionStages.includes(placeOf(resource).stage);
}
