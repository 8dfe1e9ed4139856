import * as assert from "node:assert/strict";
import { ACCOUNT, inAccount, OTHER_REGION } from "./cases";

const ZONES = "aws:index/getAvailabilityZones:getAvailabilityZones";

describe("the simulated AWS: functions", () => {
  it(
    "says who and where one is",
    inAccount(async ({ provider }) => {
      const caller = await provider.invoke("aws:index/getCallerIdentity:getCallerIdentity", {});
      assert.equal(caller["accountId"], ACCOUNT);
      const region = await provider.invoke("aws:index/getRegion:getRegion", {});
      assert.deepEqual([region["region"], region["description"]], ["eu-west-1", "Europe (Ireland)"]);
      const partition = await provider.invoke("aws:index/getPartition:getPartition", {});
      assert.deepEqual([partition["partition"], partition["dnsSuffix"]], ["aws", "amazonaws.com"]);
    }),
  );

  it(
    "tells the zones of the provider's region, or of another that is asked for",
    inAccount(async (account) => {
      const names = async (args: Record<string, unknown>) =>
        (await account.provider.invoke(ZONES, args))["names"];
      assert.deepEqual(await names({}), ["eu-west-1a", "eu-west-1b", "eu-west-1c"]);
      assert.deepEqual(await names({ region: OTHER_REGION, excludeNames: ["eu-west-2b"] }), [
        "eu-west-2a",
        "eu-west-2c",
      ]);
      const optedIn = { name: "opt-in-status", values: ["opt-in-not-required"] };
      assert.deepEqual(await names({ state: "available", filters: [optedIn] }), await names({}));
      assert.deepEqual(await names({ filters: [{ name: "zone-type", values: ["local-zone"] }] }), []);
      const elsewhere = await account.in(OTHER_REGION);
      const { zoneIds } = await elsewhere.invoke(ZONES, {});
      assert.deepEqual(zoneIds, ["euw2-az1", "euw2-az2", "euw2-az3"]);
    }),
  );

  it(
    "refuses filters, arguments and functions that it does not know",
    inAccount(async ({ provider }) => {
      const filters = [{ name: "zone-colour", values: ["blue"] }];
      await assert.rejects(
        provider.invoke(ZONES, { filters }),
        /InvalidParameterValue: The filter 'zone-colour' is invalid/,
      );
      await assert.rejects(
        provider.invoke(ZONES, { colour: "blue" }),
        /argument colour.*rehearsal\/clouds\/aws/,
      );
      await assert.rejects(
        provider.invoke("aws:ec2/getPrefixList:getPrefixList", { name: "com.amazonaws.eu-west-1.sqs" }),
        /no matching EC2 Prefix List found/,
      );
      await assert.rejects(
        provider.invoke("aws:ec2/getAmi:getAmi", {}),
        /does not know the function aws:ec2\/getAmi:getAmi: add it in rehearsal\/clouds\/aws/,
      );
    }),
  );
});
