import * as assert from "node:assert/strict";
import * as token from "../../../rehearsal/clouds/aws/tokens";
import type { Properties } from "../../../rehearsal/clouds/catalogue";
import { ACCOUNT, casesOf, inAccount, OTHER_REGION, refusals } from "./cases";

const rule = (scanFrequency: string, filter = "*", filterType = "WILDCARD"): Properties => ({
  scanFrequency,
  repositoryFilters: [{ filter, filterType }],
});

describe("the simulated AWS: how a registry's images are scanned", () => {
  const registries = casesOf("a registry's scanning", token.REGISTRY_SCANNING, (change) => ({
    scanType: "ENHANCED",
    rules: [rule("CONTINUOUS_SCAN")],
    ...change,
  }));
  const inspectors = casesOf("Inspector", token.INSPECTOR, (change) => ({
    accountIds: [ACCOUNT],
    resourceTypes: ["ECR"],
    ...change,
  }));
  refusals([
    registries("of no known type", { scanType: "DEEP" }, /to be one of BASIC, ENHANCED/, {}),
    registries(
      "that is basic, and never ends",
      { scanType: "BASIC" },
      /CONTINUOUS_SCAN is not for .* BASIC/,
      {
        scanType: "BASIC",
        rules: [rule("SCAN_ON_PUSH")],
      },
    ),
    registries(
      "that is enhanced, and by hand",
      { rules: [rule("MANUAL")] },
      /MANUAL is not for the scan type ENHANCED/,
      { rules: [rule("SCAN_ON_PUSH")] },
    ),
    registries(
      "by two rules of one frequency",
      { rules: [rule("SCAN_ON_PUSH", "a*"), rule("SCAN_ON_PUSH", "b*")] },
      /two rules have the scan frequency SCAN_ON_PUSH/,
      { rules: [rule("SCAN_ON_PUSH", "a*"), rule("CONTINUOUS_SCAN", "b*")] },
    ),
    registries("by a pattern in capitals", { rules: [rule("CONTINUOUS_SCAN", "A*")] }, /lower-case letters/, {
      rules: [rule("CONTINUOUS_SCAN", "a*")],
    }),
    inspectors("for what it does not scan", { resourceTypes: ["S3"] }, /to be one of EC2, ECR/, {
      resourceTypes: ["ECR", "LAMBDA"],
    }),
    inspectors("in another account", { accountIds: ["999988887777"] }, /ACCESS_DENIED/, {}),
  ]);

  it(
    "go by the account, and by what Inspector scans in it, in each region",
    inAccount(async (account) => {
      const inputs = { accountIds: [ACCOUNT], resourceTypes: ["LAMBDA", "ECR"] };
      const { id } = await account.make({ type: token.INSPECTOR, name: "scans", inputs });
      assert.equal(id, `${ACCOUNT}-ECR:LAMBDA`);
      const registry = { type: token.REGISTRY_SCANNING, inputs: { scanType: "BASIC" } };
      const made = await account.make({ ...registry, name: "here" });
      assert.deepEqual([made.id, made.outputs["registryId"]], [ACCOUNT, ACCOUNT]);
      await account.make({ ...registry, name: "there", region: OTHER_REGION });
    }),
  );
});
