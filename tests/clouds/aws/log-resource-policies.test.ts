import * as assert from "node:assert/strict";
import * as token from "../../../rehearsal/clouds/aws/tokens";
import type { Properties } from "../../../rehearsal/clouds/catalogue";
import { ACCOUNT, casesOf, inAccount, OTHER_REGION, refusals, type Step } from "./cases";
import { allow, document, roleArn } from "./things";

const statement = (more: Properties = {}): Properties =>
  allow(["logs:CreateLogStream", "logs:PutLogEvents"], {
    Principal: { Service: "es.amazonaws.com" },
    Resource: `arn:aws:logs:eu-west-1:${ACCOUNT}:log-group:/search:*`,
    ...more,
  });
const policy = (more: Properties = {}): Properties => ({
  policyName: "search-logs",
  policyDocument: document(statement()),
  ...more,
});
const says = (more: Properties): Properties => ({ policyDocument: document(statement(more)) });

const step = (policyName: string, region?: string): Step => ({
  type: token.LOG_RESOURCE_POLICY,
  name: policyName,
  inputs: policy({ policyName }),
  ...(region === undefined ? {} : { region }),
});
const ten = Array.from({ length: 10 }, (_, position) => `policy-${position}`);

describe("the simulated AWS: resource policies of CloudWatch Logs", () => {
  const resourcePolicy = casesOf("a resource policy", token.LOG_RESOURCE_POLICY, policy);
  refusals([
    resourcePolicy("without a name", { policyName: undefined }, /policyName: is required/),
    resourcePolicy("without a document", { policyDocument: undefined }, /policyDocument: is required/),
    resourcePolicy("that does not parse", { policyDocument: "{" }, /not valid JSON/),
    resourcePolicy(
      "of more than 5120 characters",
      says({ Sid: "S".repeat(5120) }),
      /LimitExceeded: \d+ characters, at most 5120/,
      says({ Sid: "S".repeat(4800) }),
    ),
    resourcePolicy("for nobody", says({ Principal: undefined }), /a statement has no Principal/),
    resourcePolicy("for no log group", says({ Resource: undefined }), /a statement has no Resource/),
    resourcePolicy(
      "for other actions",
      says({ Action: "s3:PutObject" }),
      /s3:PutObject is not an action of logs/,
    ),
    resourcePolicy(
      "for a role that does not exist",
      says({ Principal: { AWS: roleArn("writer") } }),
      /Invalid principal in policy: "AWS":"arn:aws:iam::111122223333:role\/writer"/,
      says({ Principal: { AWS: ACCOUNT } }),
    ),
    resourcePolicy(
      "whose name the region has",
      {},
      /ResourceAlreadyExists.*search-logs is taken/,
      { policyName: "other" },
      [step("search-logs")],
    ),
  ]);

  it(
    "are ten in a region, each of which can be changed and is replaced for another name",
    inAccount(async (account) => {
      await account.makeAll([...ten.map((name) => step(name)), step("far", OTHER_REGION)]);
      await assert.rejects(account.make(step("eleventh")), /LimitExceededException: Resource limit exceeded/);
      const changed = await account.change("policy-0", says({ Sid: "Writes" }));
      assert.equal(changed.id, "policy-0");
      assert.equal(changed.outputs["policyScope"], "ACCOUNT");
      const renamed = await account.provider.difference(changed, { ...changed.inputs, policyName: "other" });
      assert.deepEqual(renamed.replacesList, ["policyName"]);
      await account.remove("policy-9");
      await account.make(step("eleventh"));
    }),
  );
});
