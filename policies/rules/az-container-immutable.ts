import { secRule17a4 } from "../frameworks";
import { parameters } from "../parameters";
import {
  accountOf,
  accountPolicy,
  archiveReason,
  BLOB_CONTAINER,
  IMMUTABILITY_POLICY,
  isAbout,
  STORAGE_ACCOUNT,
} from "../reading/azure";
import { ofType, type Resource } from "../reading/resource";
import { is, read, text, within } from "../reading/value";
import { rule } from "../rule";

export const azContainerImmutable = rule({
  name: "az-container-immutable",
  why: "Without an immutability policy the copy in the second cloud can be overwritten and deleted",
  level: "mandatory",
  severity: "critical",
  framework: secRule17a4("(f)(2)(i)(B)"),
  remedy:
    "Give the container a BlobContainerImmutabilityPolicy that refers to it, or the account immutableStorageWithVersioning with a policy.",
  reads: parameters.pick({ nonVaultRoles: true }),
  types: [BLOB_CONTAINER, IMMUTABILITY_POLICY, STORAGE_ACCOUNT],
  *stack(resources, settings) {
    const accounts = ofType(resources, STORAGE_ACCOUNT);
    const policies = ofType(resources, IMMUTABILITY_POLICY);
    for (const about of ofType(resources, BLOB_CONTAINER)) {
      const account = accountOf(about, accounts);
      const because = archiveReason(account, settings);
      const immutable =
        policies.some((policy) => isAbout(policy, about, accounts)) ||
        (account !== undefined && holdsVersions(account));
      if (because && !immutable)
        yield { about, found: "no immutability policy holds it", expected: `one of its own ${because}` };
    }
  },
});

/** Version immutability alone holds nothing: the account's policy does, unless it is switched off. */
function holdsVersions(account: Resource): boolean {
  const state = text(within(accountPolicy(account), "state"));
  return (
    is(read(account.props, "immutableStorageWithVersioning", "enabled"), true) &&
    (is(state, "Unlocked") || is(state, "Locked"))
  );
}
