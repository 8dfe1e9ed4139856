import assert from "node:assert/strict";
import { parameters } from "../../policies/parameters";

/** What has no default. */
const REQUIRED = {
  custodianRoleArns: ["arn:aws:iam::111122223333:role/custodian"],
  approvedBoundaryArns: ["arn:aws:iam::111122223333:policy/boundary"],
  trustedAccounts: ["111122223333"],
  githubSubjects: ["repo:archive/strongroom:environment:pre"],
  trustedRegistries: ["111122223333.dkr.ecr.eu-west-1.amazonaws.com/"],
  allowedRegions: ["eu-west-1"],
  allowedAzureLocations: ["westeurope"],
};

describe("the pack's parameters", () => {
  for (const good of [
    {},
    { lockProfile: "regulated", minRetentionDays: 36500 },
    { lockProfile: "lawful-deletion", minRetentionDays: 1, minOffsiteRetentionDays: 1 },
    { nonVaultRoles: [], vaultNamePatterns: ["vault-*"] },
    { breakGlassRoleArns: ["arn:aws:iam::111122223333:role/break-glass"] },
    { retentionFloors: { "archive-vault-1": 180 }, expectedVaults: { "storage-base": ["archive-vault-1"] } },
    { organizationId: "o-a1b2c3d4e5", allowedRegions: ["eu-west-1", "us-gov-west-1"] },
    {
      oidcProviders: { "https://issuer.example.org": ["client"] },
      legalHolds: { "account/container": ["law"] },
    },
    { minKmsDeletionWindowDays: 7 },
    { pullingAccounts: ["444455556666"] },
    { azurePhase: "prepare" },
  ])
    it(`take ${JSON.stringify(good)}`, () => {
      const defaults = parameters.parse(REQUIRED);
      assert.deepEqual(parameters.parse({ ...REQUIRED, ...good }), { ...defaults, ...good });
    });

  for (const [name] of Object.entries(REQUIRED))
    it(`refuse to do without ${name}, and take none for it`, () => {
      assert.equal(parameters.safeParse({ ...REQUIRED, [name]: undefined }).success, false);
      assert.equal(parameters.safeParse({ ...REQUIRED, [name]: [] }).success, false);
    });

  for (const bad of [
    { lockProfile: "governance" },
    { minRetentionDays: 0 },
    { minRetentionDays: 36501 },
    { minRetentionDays: 1.5 },
    { minOffsiteRetentionDays: 0 },
    { nonVaultRoles: ["vault"] },
    { vaultNamePatterns: [] },
    { vaultNamePatterns: [""] },
    { productionStages: [] },
    { requiredTags: [] },
    { broadManagedPolicies: [""] },
    { breakGlassRoleArns: ["arn:aws:iam::1:role/one", "arn:aws:iam::1:role/two"] },
    { custodianRoleArns: ["arn:aws:iam::111122223333:role/*"] },
    { custodianRoleArns: ["arn:aws:iam::111122223333:role/custodia?"] },
    { deployIdentityArns: ["deploy"] },
    { trustedAccounts: ["11112222333"] },
    { pullingAccounts: ["11112222333"] },
    { organizationId: "archive" },
    { githubSubjects: ["repo:archive/*"] },
    { oidcProviders: { "http://issuer.example.org": ["client"] } },
    { oidcProviders: { "https://issuer.example.org": [] } },
    { expectedVaults: { "storage-base": [] } },
    { retentionFloors: { "archive-vault-1": 0 } },
    { allowedRegions: ["ireland"] },
    { allowedAzureLocations: ["West Europe"] },
    { minKmsDeletionWindowDays: 6 },
    { minKmsDeletionWindowDays: 31 },
    { azurePhase: "sealed" },
    { minRetentionsDays: 1 },
  ])
    it(`refuse ${JSON.stringify(bad)}`, () => {
      assert.equal(parameters.safeParse({ ...REQUIRED, ...bad }).success, false);
    });
});
