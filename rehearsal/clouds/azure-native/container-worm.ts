import { textOf, type Making, type ResourceType } from "../catalogue";
import { isUnknown } from "../properties";
import { arm, copied } from "./arm";
import { hasVersionImmutability, missingContainer } from "./containers";
import { containerId } from "./ids";
import { badPolicy, before } from "./immutability";
import { nothing } from "./locks";
import { first, listAt } from "./values";

const POLICY = "azure-native:storage:BlobContainerImmutabilityPolicy";
const PLACE = ["accountName", "containerName", "resourceGroupName"];

/** What keeps a container's blobs from being changed [learn.microsoft.com: Container-level WORM policies]. */
export const containerWorm: Readonly<Record<string, ResourceType>> = {
  [POLICY]: arm({
    armType: "Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies",
    apiVersion: "2024-01-01",
    inputs: `accountName allowProtectedAppendWrites allowProtectedAppendWritesAll containerName
      immutabilityPeriodSinceCreationInDays resourceGroupName`,
    required: PLACE,
    name: {
      property: "immutabilityPolicyName",
      pattern: /^default$/,
      says: 'it must be "default", and be given: the provider makes it the resource\'s own name otherwise',
      unique: "no",
      taken: "ImmutabilityPolicyExists",
      automatic: copied,
    },
    id: (making) => `${containerId(making)}/immutabilityPolicies/default`,
    computed: {
      etag: ({ digits }) => `"${digits(16, "etag")}"`,
      // The provider has no input that locks: an operator does, and the policy stays so.
      state: stateOf,
    },
    replacedBy: PLACE,
    refuseInputs: (inputs) => badPolicy(inputs, ""),
    refuseMaking: (making) => first(missingContainer(making), changedWhenLocked(making)),
    refuseDelete: ({ outputs }) =>
      outputs["state"] === "Locked"
        ? "OperationNotAllowed: deleting a Locked immutability policy is not allowed"
        : undefined,
  }),
  "azure-native:storage:BlobContainerLegalHold": {
    inputs: ["accountName", "allowProtectedAppendWritesAll", "containerName", "resourceGroupName", "tags"],
    required: [...PLACE, "tags"],
    id: (making) => `${containerId(making)}/legalHold`,
    replacedBy: PLACE,
    refuseInputs: (inputs) => badTags(listAt(inputs, "tags"), Array.isArray(inputs["tags"])),
    refuseMaking: (making) => first(missingContainer(making), heldByVersion(making)),
    // Azure has no hold to delete: the provider clears its tags.
    takesAlong: nothing,
  },
};

function stateOf(making: Making): string {
  return textOf(before(making, POLICY)?.outputs["state"]) || "Unlocked";
}

/** What the provider sends is for unlocked policies [learn.microsoft.com: Blob Containers - Create Or Update Immutability Policy]. */
function changedWhenLocked(making: Making): string | undefined {
  return before(making, POLICY) !== undefined && stateOf(making) === "Locked"
    ? "ImmutabilityPolicyLocked: the policy is Locked: it can only be extended, by `az storage container immutability-policy extend`"
    : undefined;
}

/** [learn.microsoft.com: Legal holds for immutable blob data] */
function heldByVersion(making: Making): string | undefined {
  return hasVersionImmutability(making)
    ? `OperationNotAllowed: the container '${making.text("containerName")}' has version-level immutability: a legal hold is set on its blob versions, not on the container`
    : undefined;
}

function badTags(tags: readonly unknown[], given: boolean): string | undefined {
  if (given && tags.length === 0) return "property 'tags' must not be empty";
  if (tags.length > 10) return `TooManyLegalHoldTags: ${tags.length} tags, 10 are the most`;
  const bad = tags.find((tag) => !isUnknown(tag) && !/^[a-z0-9]{3,23}$/i.test(textOf(tag)));
  return bad === undefined
    ? undefined
    : `InvalidLegalHoldTag: ${JSON.stringify(bad)}: a tag has 3 to 23 letters and digits`;
}
