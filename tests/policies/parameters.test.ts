import assert from "node:assert/strict";
import { parameters } from "../../policies/parameters";

describe("the pack's parameters", () => {
  for (const good of [
    { lockProfile: "regulated", minRetentionDays: 36500 },
    { lockProfile: "lawful-deletion", minRetentionDays: 1 },
    { nonVaultRoles: [], vaultNamePatterns: ["vault-*"] },
  ])
    it(`take ${JSON.stringify(good)}`, () => {
      assert.deepEqual(parameters.parse(good), { ...parameters.parse({}), ...good });
    });

  for (const bad of [
    { lockProfile: "governance" },
    { minRetentionDays: 0 },
    { minRetentionDays: 36501 },
    { minRetentionDays: 1.5 },
    { nonVaultRoles: ["vault"] },
    { vaultNamePatterns: [""] },
    { broadManagedPolicies: [""] },
    { minRetentionsDays: 1 },
  ])
    it(`refuse ${JSON.stringify(bad)}`, () => {
      assert.equal(parameters.safeParse(bad).success, false);
    });
});
