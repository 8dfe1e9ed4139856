import * as assert from "node:assert/strict";
import { InventoryBucket } from "../../components/retention/inventory-bucket";
import { hasUnknown } from "../../rehearsal/clouds/properties";
import type { Graph } from "../graph/graph";
import { ACCOUNT, role, runComponent } from "./ground";
import { allows, refuses } from "./policy-evaluation";

const VAULT = "archive-vault-pro-primary-111122223333";
const LISTS = "strongroom-pro-inventories-111122223333";
const KEEPER = "strongroom-pro-keeper-primary";
const objects = (bucket: string, key: string) => `arn:aws:s3:::${bucket}/${key}`;

const make = (preview: boolean, caseRoleArns: readonly string[] = [role("break-glass")]): Promise<Graph> =>
  runComponent(
    ({ keyArn, logBucket }, opts) =>
      new InventoryBucket(
        "inventories",
        {
          bucketName: LISTS,
          accountId: ACCOUNT,
          vaultNames: [VAULT],
          keyArn,
          accessLogs: { bucketName: logBucket },
          caseRoleArns,
        },
        opts,
      ),
    preview,
  );

describe("InventoryBucket", () => {
  let graph: Graph;
  let policy: unknown;
  before(async () => {
    graph = await make(true);
    ({ policy } = graph.one("aws:s3/bucketPolicy:BucketPolicy", "inventories-policy").inputs);
  });

  it("takes inventories of its own vaults from S3, and of no others; known in a preview", () => {
    assert.equal(hasUnknown(policy), false);
    const deliver = (vault: string, key: string, account = ACCOUNT) =>
      allows(policy, {
        principal: "s3.amazonaws.com",
        action: "s3:PutObject",
        resource: objects(LISTS, key),
        context: {
          "aws:SourceArn": `arn:aws:s3:::${vault}`,
          "aws:SourceAccount": account,
          "s3:x-amz-acl": "bucket-owner-full-control",
        },
      });
    assert.equal(deliver(VAULT, "inventory/a"), true);
    assert.equal(deliver(`${VAULT}-2`, "inventory/a"), false);
    assert.equal(deliver(VAULT, "inventory/a", "999988887777"), false);
    assert.equal(deliver(VAULT, "renewals/a"), false);
  });

  it("lets only the given roles change cases, and nobody erase one", () => {
    const refused = (action: string, principal: string, key = "cases/1.json") =>
      refuses(policy, {
        principal: role(principal),
        action,
        resource: objects(LISTS, key),
        context: { "aws:SecureTransport": "true" },
      });
    assert.equal(refused("s3:PutObject", "administrator"), true);
    assert.equal(refused("s3:DeleteObject", KEEPER), true);
    assert.equal(refused("s3:PutObject", "break-glass"), false);
    assert.equal(refused("s3:DeleteObjectVersion", "break-glass"), true);
    assert.equal(refused("s3:PutObject", KEEPER, "renewals/a"), false);
  });

  it("lets all expire but cases", () => {
    const { rules } = graph.one(
      "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
      "inventories-lifecycle",
    ).inputs;
    assert.ok(Array.isArray(rules));
    const expiring: unknown[] = rules.filter((rule: object) => "expiration" in rule);
    assert.deepEqual(
      expiring.map((rule) => Reflect.get(Object(rule), "filter")),
      [{ prefix: "inventory/" }, { prefix: "renewals/" }, { prefix: "reports/" }],
    );
    const versioning = graph.one("aws:s3/bucketVersioning:BucketVersioning", "inventories-versioning");
    assert.deepEqual(versioning.inputs["versioningConfiguration"], { status: "Enabled" });
  });

  it("refuses to be without a role for cases", async () => {
    await assert.rejects(make(false, []), /caseRoleArns: at least one role/);
  });
});
