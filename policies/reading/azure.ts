import type { Settings } from "../parameters";
import { refersTo } from "./databases";
import type { Resource, StackResource } from "./resource";
import { tag } from "./tags";
import { is, missing, read, record, shown, text, type Value } from "./value";

export const STORAGE_ACCOUNT = "azure-native:storage:StorageAccount";
export const BLOB_CONTAINER = "azure-native:storage:BlobContainer";
export const IMMUTABILITY_POLICY = "azure-native:storage:BlobContainerImmutabilityPolicy";

/** Why an account counts as the archive's, in words for a message; undefined if it does not. Fails closed. */
export function archiveReason(
  account: Resource | undefined,
  { nonVaultRoles }: Settings<"nonVaultRoles">,
): string | undefined {
  if (account === undefined) return "on an account that is not to be found in this stack";
  const role = tag(account, "archive:role");
  if (nonVaultRoles.some((exempt) => is(role, exempt))) return undefined;
  return `on an account whose archive:role is ${shown(role)}`;
}

/** The stack's accounts that count as the archive's, each with why. */
export function archiveAccounts(
  accounts: readonly StackResource[],
  settings: Settings<"nonVaultRoles">,
): { account: StackResource; because: string }[] {
  return accounts.flatMap((account) => {
    const because = archiveReason(account, settings);
    return because ? [{ account, because }] : [];
  });
}

/** Azure tells what it made by `name`; what it was told to name it may be known sooner. */
export function accountName({ props }: Resource): Value<string> {
  return firstKnown(text(read(props, "accountName")), text(read(props, "name")));
}

/** The account of this stack that something is in; undefined where that is none, or might be more than one. */
export function accountOf(
  resource: StackResource,
  accounts: readonly StackResource[],
): StackResource | undefined {
  const [account, ...others] = accounts.filter((account) =>
    refersTo(resource, "accountName", account, accountName(account)),
  );
  return others.length > 0 ? undefined : account;
}

/** `account/container`; undefined where one of them cannot be told. */
export function placeOfContainer(
  container: StackResource,
  accounts: readonly StackResource[],
): string | undefined {
  const { props } = container;
  return place(
    container,
    firstKnown(text(read(props, "containerName")), text(read(props, "name"))),
    accounts,
  );
}

/** Whether a policy or a hold is about a container. */
export function isAbout(
  part: StackResource,
  container: StackResource,
  accounts: readonly StackResource[],
): boolean {
  const there = placeOfContainer(container, accounts);
  const here = place(part, text(read(part.props, "containerName")), accounts);
  return here !== undefined && there !== undefined
    ? here === there
    : part.propertyDependencies["containerName"]?.includes(container) === true;
}

/** The default policy of an account whose blob versions are immutable one by one. */
export function accountPolicy({ props }: Resource): Value<object> {
  return record(read(props, "immutableStorageWithVersioning", "immutabilityPolicy"));
}

function place(
  resource: StackResource,
  container: Value<string>,
  accounts: readonly StackResource[],
): string | undefined {
  const account = accountOf(resource, accounts);
  const name = firstKnown(
    text(read(resource.props, "accountName")),
    account ? accountName(account) : missing,
  );
  return name.kind === "known" && container.kind === "known" ? `${name.value}/${container.value}` : undefined;
}

function firstKnown(first: Value<string>, second: Value<string>): Value<string> {
  return first.kind === "known" ? first : second;
}
