import { textOf, type Properties } from "../catalogue";
import type { Cloud, Thing } from "../cloud";

/** What an Azure Resource Manager id is composed of. */
interface Named {
  readonly account: string;
  readonly inputs: Properties;
}

export function subscriptionId({ account }: Pick<Named, "account">): string {
  return `/subscriptions/${account}`;
}

export function groupId(named: Named): string {
  return `${subscriptionId(named)}/resourceGroups/${textOf(named.inputs["resourceGroupName"])}`;
}

export function storageAccountId(named: Named): string {
  return `${groupId(named)}/providers/Microsoft.Storage/storageAccounts/${textOf(named.inputs["accountName"])}`;
}

export function containerId(named: Named): string {
  return `${storageAccountId(named)}/blobServices/default/containers/${textOf(named.inputs["containerName"])}`;
}

export function identityId(named: Named): string {
  return `${groupId(named)}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${textOf(named.inputs["resourceName"])}`;
}

export function vaultId(named: Named): string {
  return `${groupId(named)}/providers/Microsoft.KeyVault/vaults/${textOf(named.inputs["vaultName"])}`;
}

/** What has this id, whatever its type; Azure's ids are unique everywhere. */
export function thingAt(cloud: Cloud, id: string): Thing | undefined {
  return cloud.all().find((thing) => thing.id === id);
}

/** All that Azure keeps beneath the id, at any depth. */
export function beneath(cloud: Cloud, id: string): readonly Thing[] {
  return cloud.all().filter((thing) => thing.id.startsWith(`${id}/`));
}

/** The error of a resource whose parent is not there. */
export function missingParent(cloud: Cloud, named: Named, parent: string): string | undefined {
  if (!thingAt(cloud, groupId(named)))
    return `ResourceGroupNotFound: Resource group '${textOf(named.inputs["resourceGroupName"])}' could not be found.`;
  return thingAt(cloud, parent)
    ? undefined
    : `ParentResourceNotFound: the parent resource '${parent}' could not be found`;
}
