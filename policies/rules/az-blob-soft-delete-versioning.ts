import { cisAzure } from "../frameworks";
import { parameters } from "../parameters";
import { accountOf, archiveAccounts, archiveReason, STORAGE_ACCOUNT } from "../reading/azure";
import { type Choice, unmet } from "../reading/databases";
import { ofType } from "../reading/resource";
import { rule } from "../rule";

const BLOB_SERVICE = "azure-native:storage:BlobServiceProperties";
const WANTED: readonly Choice[] = [
  { path: ["isVersioningEnabled"], oneOf: [true] },
  { path: ["deleteRetentionPolicy", "enabled"], oneOf: [true] },
  { path: ["deleteRetentionPolicy", "allowPermanentDelete"], oneOf: [false], orAbsent: true },
  { path: ["containerDeleteRetentionPolicy", "enabled"], oneOf: [true] },
];

export const azBlobSoftDeleteVersioning = rule({
  name: "az-blob-soft-delete-versioning",
  why: "What is overwritten or deleted once nothing holds it any more can still be brought back",
  level: "mandatory",
  severity: "high",
  framework: cisAzure("9.2.1, 9.2.2, 9.2.3"),
  tags: ["CKV2_AZURE_38"],
  remedy:
    "Give the account BlobServiceProperties with versioning, both delete retention policies, and allowPermanentDelete: false.",
  reads: parameters.pick({ nonVaultRoles: true }),
  types: [BLOB_SERVICE, STORAGE_ACCOUNT],
  *stack(resources, settings) {
    const accounts = ofType(resources, STORAGE_ACCOUNT);
    const services = ofType(resources, BLOB_SERVICE);
    for (const { account, because } of archiveAccounts(accounts, settings))
      if (!services.some((service) => accountOf(service, accounts) === account))
        yield {
          about: account,
          found: "it has no BlobServiceProperties",
          expected: `versioning and soft delete ${because}`,
        };
    for (const about of services) {
      const because = archiveReason(accountOf(about, accounts), settings);
      for (const { found, expected } of because ? unmet(about, WANTED) : [])
        yield { about, found, expected: `${expected} ${because}` };
    }
  },
});
