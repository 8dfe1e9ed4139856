import type { ResourceType } from "../catalogue";
import { isImmutable } from "./account-immutability";
import { arm, copied } from "./arm";
import { missingParent, storageAccountId, thingAt } from "./ids";
import { nothing } from "./locks";
import { first, groupAt, known, outside } from "./values";

/** The blob service of a storage account: versioning, soft delete, change feed. */
export const blobServices: Readonly<Record<string, ResourceType>> = {
  "azure-native:storage:BlobServiceProperties": arm({
    armType: "Microsoft.Storage/storageAccounts/blobServices",
    apiVersion: "2024-01-01",
    inputs: `accountName automaticSnapshotPolicyEnabled changeFeed containerDeleteRetentionPolicy cors
      defaultServiceVersion deleteRetentionPolicy isVersioningEnabled lastAccessTimeTrackingPolicy resourceGroupName
      restorePolicy`,
    required: ["accountName", "resourceGroupName"],
    name: {
      property: "blobServicesName",
      pattern: /^default$/,
      says: 'it must be "default", and be given: the provider makes it the resource\'s own name otherwise',
      unique: "no",
      taken: "BlobServiceExists",
      automatic: copied,
    },
    id: (making) => `${storageAccountId(making)}/blobServices/default`,
    computed: { sku: ({ cloud, ...making }) => thingAt(cloud, storageAccountId(making))?.outputs["sku"] },
    replacedBy: ["accountName", "resourceGroupName"],
    refuseInputs: (inputs) =>
      first(
        ...["deleteRetentionPolicy", "containerDeleteRetentionPolicy"].flatMap((policy) => [
          outside(inputs, `${policy}.days`, 1, 365),
          known(inputs, `${policy}.enabled`) === true && known(inputs, policy) !== undefined
            ? missingDays(inputs, policy)
            : undefined,
        ]),
        outside(inputs, "changeFeed.retentionInDays", 1, 146000),
        badRestore(inputs),
      ),
    refuseMaking: (making) => {
      const account = thingAt(making.cloud, storageAccountId(making));
      return first(
        missingParent(making.cloud, making, storageAccountId(making)),
        account && isImmutable(account) && known(making.inputs, "isVersioningEnabled") === false
          ? "BadRequest: blob versioning cannot be off where version-level immutability is on"
          : undefined,
      );
    },
    // An account always has its blob service: the provider only sets it back.
    takesAlong: nothing,
  }),
};

function missingDays(inputs: unknown, policy: string): string | undefined {
  return Object.hasOwn(groupAt(inputs, policy), "days")
    ? undefined
    : `InvalidRequestPropertyValue: ${policy} is enabled and has no days`;
}

/** Restoring to a point in time needs all that it restores from. */
function badRestore(inputs: unknown): string | undefined {
  if (known(inputs, "restorePolicy.enabled") !== true) return undefined;
  const off = ["deleteRetentionPolicy.enabled", "changeFeed.enabled", "isVersioningEnabled"].filter(
    (path) => known(inputs, path) !== true,
  );
  if (off.length > 0) return `InvalidRequestPropertyValue: restorePolicy needs ${off.join(", ")}`;
  const [days, kept] = [known(inputs, "restorePolicy.days"), known(inputs, "deleteRetentionPolicy.days")];
  return typeof days === "number" && typeof kept === "number" && days >= kept
    ? `InvalidRequestPropertyValue: restorePolicy.days (${days}) must be fewer than deleteRetentionPolicy.days (${kept})`
    : undefined;
}
