import { cisAzure } from "../frameworks";
import { parameters } from "../parameters";
import { accountName, archiveAccounts, STORAGE_ACCOUNT } from "../reading/azure";
import { ofType, type StackResource } from "../reading/resource";
import { is, read, text } from "../reading/value";
import { rule } from "../rule";

const LOCK = "azure-native:authorization:ManagementLockByScope";
const LEVELS = ["CanNotDelete", "ReadOnly"];

export const azResourceLock = rule({
  name: "az-resource-lock",
  why: "An account is not deleted by mistake, with all that is in it, by anybody who could",
  level: "mandatory",
  severity: "high",
  framework: cisAzure("9.3.9, 6.2"),
  remedy: "Give the account a ManagementLockByScope of its own, whose level is CanNotDelete or ReadOnly.",
  reads: parameters.pick({ nonVaultRoles: true }),
  types: [STORAGE_ACCOUNT, LOCK],
  *stack(resources, settings) {
    const locks = ofType(resources, LOCK).filter(({ props }) =>
      LEVELS.some((level) => is(read(props, "level"), level)),
    );
    for (const { account, because } of archiveAccounts(ofType(resources, STORAGE_ACCOUNT), settings))
      if (!locks.some((lock) => isOn(lock, account)))
        yield {
          about: account,
          found: "it has no management lock",
          expected: `one that forbids its deletion ${because}`,
        };
  },
});

/** The account itself, not something in it. */
function isOn(lock: StackResource, account: StackResource): boolean {
  const scope = text(read(lock.props, "scope"));
  const name = accountName(account);
  return scope.kind === "known" && name.kind === "known"
    ? scope.value.toLowerCase().endsWith(`/microsoft.storage/storageaccounts/${name.value}`)
    : lock.propertyDependencies["scope"]?.includes(account) === true;
}
