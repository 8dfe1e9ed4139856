import * as assert from "node:assert/strict";
import { RegionGround } from "../../components/ground/region-ground";
import { keyStatement } from "../../components/keys/key-use";
import { policyDocument } from "../../components/identity/policy";
import { hasUnknown } from "../../rehearsal/clouds/properties";
import type { Graph } from "../graph/graph";
import { ACCOUNT, REGION, role, runComponent } from "./ground";
import { allows } from "./policy-evaluation";

const ALIAS = "alias/strongroom-pre-data-region";

const make = (preview = false): Promise<Graph> =>
  runComponent((_ground, opts) => {
    const ground = new RegionGround(
      "region",
      {
        accountId: ACCOUNT,
        region: REGION,
        keyAlias: ALIAS,
        accessLogBucketName: "region-access-logs",
        alarmTopicName: "region-alarms",
        custodianRoleArns: [role("custodian")],
        logDays: 365,
      },
      opts,
    );
    const use = (keyAlias?: string) =>
      policyDocument([
        keyStatement({
          sid: "Use",
          actions: ["kms:Decrypt"],
          key: { keyArn: ground.keyArn, keyAlias },
          place: { region: REGION, accountId: ACCOUNT },
        }),
      ]);
    const { keyArn, accessLogBucketName, alarmTopicArn } = ground;
    return { keyArn, accessLogBucketName, alarmTopicArn, byArn: use(), byAlias: use(ALIAS) };
  }, preview);

describe("RegionGround", () => {
  let graph: Graph;
  before(async () => {
    graph = await make();
  });

  it("is a key, a bucket for access logs and an alarm topic, and tells them", () => {
    assert.equal(graph.texts("aws:kms/alias:Alias", "name")[0], ALIAS);
    assert.equal(graph.outputs["accessLogBucketName"], "region-access-logs");
    assert.equal(graph.outputs["alarmTopicArn"], `arn:aws:sns:${REGION}:${ACCOUNT}:region-alarms`);
    assert.equal(graph.outputs["keyArn"], graph.of("aws:kms/key:Key")[0]?.outputs["arn"]);
  });

  it("has a key that S3, SNS, CloudWatch and its logs use for this account, and nobody else", () => {
    const { policy } = graph.one("aws:kms/key:Key", "region-key-key").inputs;
    const uses = (service: string, account: string) =>
      allows(policy, {
        principal: `${service}.amazonaws.com`,
        action: "kms:GenerateDataKey",
        resource: "*",
        context: {
          "aws:SourceAccount": account,
          "kms:EncryptionContext:aws:logs:arn": `arn:aws:logs:${REGION}:${account}:log-group:any`,
        },
      });
    for (const service of ["s3", "sns", "cloudwatch", `logs.${REGION}`]) {
      assert.equal(uses(service, ACCOUNT), true, service);
      assert.equal(uses(service, "999988887777"), false, service);
    }
    assert.equal(uses("lambda", ACCOUNT), false);
  });
});

describe("a key in a policy", () => {
  it("is the one with its alias where the same stack makes it, so that a preview knows the policy", async () => {
    const { outputs } = await make(true);
    assert.equal(hasUnknown(outputs["byAlias"]), false);
    assert.equal(hasUnknown(outputs["byArn"]), true);
    const uses = (alias: string, account = ACCOUNT) =>
      allows(outputs["byAlias"], {
        principal: role("any"),
        action: "kms:Decrypt",
        resource: `arn:aws:kms:${REGION}:${account}:key/any`,
        context: { "kms:ResourceAliases": alias },
      });
    assert.equal(uses(ALIAS), true);
    assert.equal(uses("alias/other"), false);
    assert.equal(uses(ALIAS, "999988887777"), false);
  });
});
