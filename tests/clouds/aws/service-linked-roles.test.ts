import * as assert from "node:assert/strict";
import * as token from "../../../rehearsal/clouds/aws/tokens";
import type { Properties } from "../../../rehearsal/clouds/catalogue";
import { ACCOUNT, casesOf, configuration, holds, inAccount, OTHER_REGION, REGION, refusals } from "./cases";
import { inNetwork, linkedRole, threeZones } from "./domains";
import { allow, document } from "./things";

const OPENSEARCH = "opensearchservice.amazonaws.com";
const scaling: Properties = { awsServiceName: "autoscaling.amazonaws.com" };

describe("the simulated AWS: service-linked roles", () => {
  const linked = casesOf("a role", token.SERVICE_LINKED_ROLE, (change) => ({
    awsServiceName: OPENSEARCH,
    ...change,
  }));
  refusals([
    linked("for no service", { awsServiceName: undefined }, /awsServiceName: is required/),
    linked("for a word", { awsServiceName: "opensearchservice" }, /a full service hostname/),
    linked(
      "for a service that has none",
      { awsServiceName: "opensearch.amazonaws.com" },
      /InvalidInput: Cannot find Service Linked Role template for opensearch\.amazonaws\.com/,
    ),
    linked(
      "with a suffix, where there is one role alone",
      { customSuffix: "reports" },
      /Custom suffix is not allowed for opensearchservice\.amazonaws\.com/,
      { ...scaling, customSuffix: "reports" },
    ),
    linked(
      "that the account has",
      {},
      /Service role name AWSServiceRoleForAmazonOpenSearchService has been taken in this account/,
      { awsServiceName: "es.amazonaws.com" },
      [linkedRole()],
    ),
    linked("that the account has, made from another region", {}, /has been taken in this account/, scaling, [
      { ...linkedRole(), region: OTHER_REGION },
    ]),
    linked(
      "with a suffix that another has",
      { ...scaling, customSuffix: "a" },
      /AWSServiceRoleForAutoScaling_a has been taken/,
      { ...scaling, customSuffix: "b" },
      [{ type: token.SERVICE_LINKED_ROLE, name: "first", inputs: { ...scaling, customSuffix: "a" } }],
    ),
  ]);

  holds([
    {
      what: "a role by which a domain is in a network",
      given: [...threeZones, linkedRole(), { type: token.DOMAIN, name: "domain", inputs: inNetwork() }],
      held: "linked",
      because: /in use by arn:aws:es:eu-west-1:111122223333:domain\/reports/,
      until: ["domain"],
    },
  ]);

  it(
    "are an account's own, and of one service each",
    inAccount(async (account) => {
      const stranger = await account.provider.beside(configuration(REGION, "444455556666"));
      const theirs = await stranger.make(token.SERVICE_LINKED_ROLE, "theirs", { awsServiceName: OPENSEARCH });
      const domain = { type: token.DOMAIN, name: "domain", inputs: inNetwork() };
      await account.makeAll(threeZones);
      await assert.rejects(account.make(domain), /must enable a service-linked role/);
      await account.makeAll([linkedRole(), linkedRole("old", "es.amazonaws.com"), domain]);
      await account.remove("old");
      await stranger.remove(theirs);
    }),
  );

  it(
    "have the real ARN, which policies may name, and are replaced for another service",
    inAccount(async (account) => {
      const made = await account.make(linkedRole());
      const arn = `arn:aws:iam::${ACCOUNT}:role/aws-service-role/${OPENSEARCH}/AWSServiceRoleForAmazonOpenSearchService`;
      assert.deepEqual([made.id, made.outputs["arn"]], [arn, arn]);
      assert.equal(made.outputs["name"], "AWSServiceRoleForAmazonOpenSearchService");
      assert.equal(made.outputs["path"], `/aws-service-role/${OPENSEARCH}/`);
      assert.match(String(made.outputs["uniqueId"]), /^AROA[0-9A-F]{17}$/);
      await account.make({
        type: token.KEY,
        name: "key",
        inputs: { policy: document(allow("kms:*", { Principal: { AWS: [arn, ACCOUNT] }, Resource: "*" })) },
      });
      const described = await account.change("linked", { description: "for search" });
      assert.equal(described.id, arn);
      const moved = await account.provider.difference(described, { ...described.inputs, ...scaling });
      assert.deepEqual(moved.replacesList, ["awsServiceName"]);
    }),
  );
});
