import { azStorageNoPublicBlob } from "../../../policies/rules/az-storage-no-public-blob";
import { type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

function account(allowBlobPublicAccess: unknown): Given {
  return { type: "azure-native:storage:StorageAccount", name: "copy", props: { allowBlobPublicAccess } };
}

function container(publicAccess: unknown): Given {
  return { type: "azure-native:storage:BlobContainer", name: "bags", props: { publicAccess } };
}

function fails(what: string, given: Given, said: string): Refused {
  return { what, given, says: [said] };
}

const CLOSED = { allowBlobPublicAccess: false };
const NONE = { publicAccess: "None" };

tryRule(azStorageNoPublicBlob, {
  remedy: 'Set allowBlobPublicAccess: false on the account and publicAccess: "None" on each container.',
  repairs: [
    { what: "an account that says nothing", given: account(undefined), becomes: CLOSED },
    { what: "an account that is open", given: account(true), becomes: CLOSED },
    { what: "a container that says nothing", given: container(undefined), becomes: NONE },
    { what: "a container whose blobs are public", given: container("Blob"), becomes: NONE },
    { what: "a container that is public", given: container("Container"), becomes: NONE },
  ],
  accepts: [
    {
      as: "compliant",
      what: "an account and a container that are closed",
      given: [account(false), container("None")],
    },
    {
      as: "near miss",
      what: "an account with a word of containers",
      given: { ...account(false), props: { ...CLOSED, publicAccess: UNKNOWN } },
    },
    {
      as: "near miss",
      what: "a container with a word of accounts",
      given: { ...container("None"), props: { ...NONE, allowBlobPublicAccess: UNKNOWN } },
    },
    {
      as: "not applicable",
      what: "another type",
      given: { ...account(UNKNOWN), type: "azure-native:storage:Blob" },
    },
  ],
  refuses: [
    fails(
      "an account of which it is not known",
      account(UNKNOWN),
      "copy: allowBlobPublicAccess is not known in preview; expected false",
    ),
    fails(
      "an account with a text",
      account("false"),
      "copy: allowBlobPublicAccess is not true or false; expected false",
    ),
    fails(
      "a container of which it is not known",
      container(UNKNOWN),
      "bags: publicAccess is not known in preview; expected None",
    ),
    fails(
      "a container with a truth value",
      container(false),
      "bags: publicAccess is not a text; expected None",
    ),
  ],
});
