import { cisAzure } from "../frameworks";
import { parameters } from "../parameters";
import { BLOB_CONTAINER, STORAGE_ACCOUNT } from "../reading/azure";
import { type Choice, settled, unmet } from "../reading/databases";
import type { Resource } from "../reading/resource";
import { rule } from "../rule";

const WANTED: Readonly<Record<string, Choice>> = {
  [STORAGE_ACCOUNT]: { path: ["allowBlobPublicAccess"], oneOf: [false] },
  [BLOB_CONTAINER]: { path: ["publicAccess"], oneOf: ["None"] },
};

export const azStorageNoPublicBlob = rule({
  name: "az-storage-no-public-blob",
  why: "Nobody reads a blob without saying who they are",
  level: "remediate",
  severity: "critical",
  framework: cisAzure("9.3.8"),
  tags: ["CKV_AZURE_59", "CKV_AZURE_34", "CKV_AZURE_190", "CKV2_AZURE_47"],
  remedy: 'Set allowBlobPublicAccess: false on the account and publicAccess: "None" on each container.',
  reads: parameters.pick({}),
  types: Object.keys(WANTED),
  resource: (resource) => unmet(resource, wantedOf(resource)),
  repairs: (resource) => settled(resource, wantedOf(resource)),
});

function wantedOf({ type }: Resource): readonly Choice[] {
  return Object.entries(WANTED).flatMap(([judged, wanted]) => (judged === type ? [wanted] : []));
}
