import type { Settings } from "../parameters";
import { ofType, type StackResource } from "../reading/resource";
import { tag } from "../reading/tags";
import { is, read, shown, text, type Value } from "../reading/value";
import { meant } from "./joins";

const ACCOUNT = "azure-native:storage:StorageAccount";
const CONTAINER = "azure-native:storage:BlobContainer";
const IMMUTABILITY = "azure-native:storage:BlobContainerImmutabilityPolicy";
const MANAGEMENT = "azure-native:storage:ManagementPolicy";
const ASSIGNMENT = "azure-native:authorization:RoleAssignment";
const KEY_VAULT = "azure-native:keyvault:Vault";

/** A container in the second cloud that holds a copy of the archive, and what has a say in it. */
export interface Copy {
  readonly title: string;
  readonly container: Value<string>;
  readonly account: Value<string>;
  /** What makes the account. */
  readonly accounts: readonly StackResource[];
  /** What keeps blobs from being changed: policies of the container. */
  readonly immutability: readonly StackResource[];
  /** What deletes by age. */
  readonly management: readonly StackResource[];
  readonly keyVaults: readonly StackResource[];
  readonly assignments: readonly StackResource[];
}

/** Every container counts, but for those of an account whose role exempts it. */
export function copiesIn(
  resources: readonly StackResource[],
  { nonVaultRoles }: Settings<"nonVaultRoles">,
): readonly Copy[] {
  return ofType(resources, CONTAINER).flatMap((about): readonly Copy[] => {
    const account = text(read(about.props, "accountName"));
    const accounts = ownersOf(about, "accountName", ofType(resources, ACCOUNT));
    const isExempt = (each: StackResource) =>
      nonVaultRoles.some((role) => is(tag(each, "archive:role"), role));
    if (accounts.length > 0 && accounts.every(isExempt)) return [];
    return [
      {
        title: `azure:${shown(account)}/${shown(containerName(about))}`,
        container: containerName(about),
        account,
        accounts,
        immutability: ofType(resources, IMMUTABILITY).filter(
          (part) =>
            ownersOf(part, "containerName", [about]).length > 0 &&
            isSame(read(part.props, "accountName"), account),
        ),
        management: ofType(resources, MANAGEMENT).filter((part) =>
          isSame(read(part.props, "accountName"), account),
        ),
        keyVaults: ofType(resources, KEY_VAULT),
        assignments: ofType(resources, ASSIGNMENT),
      },
    ];
  });
}

/** Of a container the provider gives the name again as an output of another name. */
function containerName({ props }: StackResource): Value<string> {
  const given = text(read(props, "containerName"));
  return given.kind === "missing" ? text(read(props, "name")) : given;
}

function ownersOf(
  from: StackResource,
  property: string,
  candidates: readonly StackResource[],
): readonly StackResource[] {
  const value = text(read(from.props, property));
  return meant({ from, property, value }, candidates, [property, "name"]);
}

/** Not known to be of another account. */
function isSame(one: Value<unknown>, other: Value<string>): boolean {
  return one.kind !== "known" || other.kind !== "known" || one.value === other.value;
}

/** Whether an assignment could be about a copy: its scope is known to be elsewhere, or it could. */
export function mayReach(scope: Value<string>, action: string, { account, container }: Copy): boolean {
  if (scope.kind !== "known") return true;
  const parts = scope.value.toLowerCase().split("/");
  const after = (segment: string) => parts[parts.lastIndexOf(segment) + 1];
  const provider = parts.includes("providers") ? after("providers") : "microsoft.management";
  const isOfKeys = action.startsWith("Microsoft.KeyVault/");
  if (provider === "microsoft.management") return true;
  if (provider === "microsoft.keyvault") return !action.startsWith("Microsoft.Storage/");
  const isElsewhere = [
    { segment: "storageaccounts", name: account },
    { segment: "containers", name: container },
  ].some(
    ({ segment, name }) => parts.includes(segment) && name.kind === "known" && after(segment) !== name.value,
  );
  return provider === "microsoft.storage" && !isOfKeys && !isElsewhere;
}
