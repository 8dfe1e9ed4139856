import { type Making, type Properties, textOf } from "../catalogue";
import type { Cloud, Thing } from "../cloud";
import { isUnknown } from "../properties";
import {
  badChange,
  badPolicy,
  before,
  extended,
  extensionsOf,
  policyAt,
  type ImmutabilityPolicy,
} from "./immutability";
import { first, known, notOneOf } from "./values";

const ENABLED = "immutableStorageWithVersioning.enabled";
const POLICY = "immutableStorageWithVersioning.immutabilityPolicy.";

/** Whether version-level immutability is on for all containers of the account. */
export function isImmutable(account: Thing): boolean {
  return known(account.inputs, ENABLED) === true;
}

/** Whether the account's default policy is locked. */
export function isLocked(account: Thing): boolean {
  return policyOf(account.inputs)?.state === "Locked";
}

/** What the inputs alone show to be wrong. */
export function badImmutability(inputs: Properties): string | undefined {
  return first(
    notOneOf(inputs, `${POLICY}state`, ["Disabled", "Unlocked", "Locked"]),
    badPolicy(inputs, POLICY),
    known(inputs, POLICY.slice(0, -1)) !== undefined && known(inputs, ENABLED) === false
      ? "InvalidRequestPropertyValue: an immutability policy needs immutableStorageWithVersioning.enabled"
      : undefined,
    known(inputs, ENABLED) === true &&
      (known(inputs, "isHnsEnabled") === true || known(inputs, "enableNfsV3") === true)
      ? "BadRequest: version-level immutability is not supported with a hierarchical namespace or NFS 3.0"
      : undefined,
  );
}

/** What Azure says against this change of the account's default policy. */
export function badImmutabilityChange(making: Making, token: string): string | undefined {
  const account = before(making, token);
  const was = account && known(account.inputs, ENABLED) === true;
  const shall = known(making.inputs, ENABLED) === true;
  if (account && was !== shall)
    return "BadRequest: immutableStorageWithVersioning can only be enabled when the account is created, and never disabled";
  return badChange(account && policyOf(account.inputs), policyOf(making.inputs), extensionsOf(account));
}

/** How often the locked policy has been extended, this change included. */
export function accountExtensions(making: Making, token: string): number {
  const account = before(making, token);
  return extended(account, account && policyOf(account.inputs), policyOf(making.inputs));
}

/** Why the account cannot be deleted: with version-level immutability only an account without containers can. */
export function keptByImmutability(account: Thing, containers: readonly Thing[]): string | undefined {
  return isImmutable(account) && containers.length > 0
    ? `OperationNotAllowed: storage account ${textOf(account.outputs["name"])} is enabled for version-level immutability and has containers: delete those first`
    : undefined;
}

/** Why a container of the account cannot be deleted. */
export function keptByAccount(account: Thing, container: Thing, cloud: Cloud): string | undefined {
  if (isLocked(account))
    return `OperationNotAllowed: the container is protected by the Locked immutability policy of storage account ${textOf(account.outputs["name"])}`;
  return isImmutable(account) && cloud.objectsIn(container.id).length > 0
    ? "OperationNotAllowed: a container with version-level immutability can only be deleted when it is empty"
    : undefined;
}

function policyOf(inputs: Properties): ImmutabilityPolicy | undefined {
  return isUnknown(inputs["immutableStorageWithVersioning"])
    ? undefined
    : policyAt(inputs, POLICY, known(inputs, `${POLICY}state`));
}
