import { cisAzure } from "../frameworks";
import { parameters } from "../parameters";
import { archiveReason, STORAGE_ACCOUNT } from "../reading/azure";
import { read, shown, text } from "../reading/value";
import { rule } from "../rule";

const GEO_REDUNDANT = /_(RA)?GZ?RS$/;

export const azStorageGeoRedundant = rule({
  name: "az-storage-geo-redundant",
  why: "The copy in the second cloud outlives the loss of a region",
  level: "mandatory",
  severity: "high",
  framework: cisAzure("9.3.11"),
  tags: ["CKV_AZURE_206"],
  remedy:
    "Set sku.name to Standard_GRS, Standard_RAGRS, Standard_GZRS or Standard_RAGZRS; the two with a Z have no archive tier.",
  reads: parameters.pick({ nonVaultRoles: true }),
  types: [STORAGE_ACCOUNT],
  *resource(account, settings) {
    const because = archiveReason(account, settings);
    const sku = text(read(account.props, "sku", "name"));
    if (because && !(sku.kind === "known" && GEO_REDUNDANT.test(sku.value)))
      yield { found: `sku.name is ${shown(sku)}`, expected: `GRS, RAGRS, GZRS or RAGZRS ${because}` };
  },
});
