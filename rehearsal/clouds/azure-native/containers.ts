import { textOf, type Making, type Properties, type ResourceType } from "../catalogue";
import type { Cloud, Thing } from "../cloud";
import { UNKNOWN } from "../properties";
import { isImmutable, keptByAccount } from "./account-immutability";
import { arm, copied } from "./arm";
import { containerId, missingParent, storageAccountId, thingAt } from "./ids";
import { before } from "./immutability";
import { asGroup, first, known, MADE_AT, notOneOf } from "./values";

const CONTAINER = "azure-native:storage:BlobContainer";

/** Blob containers [learn.microsoft.com: Microsoft.Storage blobServices/containers]. */
export const containers: Readonly<Record<string, ResourceType>> = {
  [CONTAINER]: arm({
    armType: "Microsoft.Storage/storageAccounts/blobServices/containers",
    apiVersion: "2024-01-01",
    inputs: `accountName defaultEncryptionScope denyEncryptionScopeOverride immutableStorageWithVersioning metadata
      publicAccess resourceGroupName`,
    required: ["accountName", "resourceGroupName"],
    name: {
      property: "containerName",
      pattern: /^(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*$|^\$(root|web|logs)$/,
      says: "3 to 63 lower case letters, digits and single hyphens, none at the ends",
      unique: "no",
      taken: "ContainerAlreadyExists",
      automatic: copied,
    },
    id: containerId,
    computed: {
      deleted: () => false,
      etag: ({ digits }) => `"0x${digits(15, "etag").toUpperCase()}"`,
      hasImmutabilityPolicy: () => false,
      hasLegalHold: () => false,
      immutableStorageWithVersioning: versionImmutability,
      lastModifiedTime: () => MADE_AT,
      leaseState: () => "Available",
      leaseStatus: () => "Unlocked",
      legalHold: () => ({ hasLegalHold: false, tags: [] }),
      remainingRetentionDays: () => 0,
    },
    foreseen: {
      immutableStorageWithVersioning: ({ immutableStorageWithVersioning }) =>
        immutableStorageWithVersioning === undefined
          ? UNKNOWN
          : { ...asGroup(immutableStorageWithVersioning), timeStamp: UNKNOWN },
    },
    defaults: {
      defaultEncryptionScope: "$account-encryption-key",
      denyEncryptionScopeOverride: false,
      publicAccess: "None",
    },
    replacedBy: ["accountName", "resourceGroupName"],
    refuseInputs: (inputs) => notOneOf(inputs, "publicAccess", ["None", "Blob", "Container"]),
    refuseMaking: (making) =>
      first(
        missingParent(making.cloud, making, storageAccountId(making)),
        badPublicAccess(making),
        badImmutability(making),
      ),
    refuseDelete: keptContainer,
  }),
};

/** The container that a part of it names, or what Azure says when there is none. */
export function missingContainer(making: Making): string | undefined {
  return first(
    missingParent(making.cloud, making, storageAccountId(making)),
    thingAt(making.cloud, containerId(making))
      ? undefined
      : `ContainerNotFound: the container '${making.text("containerName")}' does not exist`,
  );
}

function badPublicAccess(making: Making): string | undefined {
  const account = thingAt(making.cloud, storageAccountId(making));
  const access = making.text("publicAccess");
  return access === "" || access === "None" || known(account?.inputs, "allowBlobPublicAccess") === true
    ? undefined
    : "PublicAccessNotPermitted: Public access is not permitted on this storage account.";
}

function badImmutability(making: Making): string | undefined {
  const container = before(making, CONTAINER);
  const shall = isVersioned(making.inputs);
  if (container && isVersioned(container.inputs) !== shall)
    return "BadRequest: immutableStorageWithVersioning can only be set when the container is created";
  const account = thingAt(making.cloud, storageAccountId(making));
  const service = thingAt(making.cloud, `${storageAccountId(making)}/blobServices/default`);
  const versions =
    known(service?.inputs, "isVersioningEnabled") === true || (account && isImmutable(account));
  return shall && !versions
    ? "BadRequest: version-level immutability needs blob versioning, which is off for the storage account"
    : undefined;
}

function isVersioned(inputs: Properties): boolean {
  return known(inputs, "immutableStorageWithVersioning.enabled") === true;
}

/** Whether blob versions of the container that this names have their own policies and holds. */
export function hasVersionImmutability(making: Making): boolean {
  const account = thingAt(making.cloud, storageAccountId(making));
  const container = thingAt(making.cloud, containerId(making));
  return (
    (account !== undefined && isImmutable(account)) ||
    (container !== undefined && isVersioned(container.inputs))
  );
}

function versionImmutability({ inputs, cloud, account }: Making): Properties | undefined {
  const owner = thingAt(cloud, storageAccountId({ inputs, account }));
  return isVersioned(inputs) || (owner && isImmutable(owner))
    ? { enabled: true, timeStamp: MADE_AT }
    : undefined;
}

function keptContainer(container: Thing, cloud: Cloud): string | undefined {
  const account = thingAt(cloud, storageAccountId(container));
  const hold = thingAt(cloud, `${container.id}/legalHold`);
  const policy = thingAt(cloud, `${container.id}/immutabilityPolicies/default`);
  const name = textOf(container.outputs["name"]);
  return first(
    hold ? `OperationNotAllowed: the container '${name}' is under legal hold` : undefined,
    policy && policy.outputs["state"] === "Locked"
      ? `OperationNotAllowed: the container '${name}' is protected by a Locked immutability policy`
      : undefined,
    policy && cloud.objectsIn(container.id).length > 0
      ? `OperationNotAllowed: the container '${name}' has an immutability policy and is not empty`
      : undefined,
    isVersioned(container.inputs) && cloud.objectsIn(container.id).length > 0
      ? `OperationNotAllowed: the container '${name}' has version-level immutability and is not empty`
      : undefined,
    account && keptByAccount(account, container, cloud),
  );
}
