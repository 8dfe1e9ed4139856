import * as assert from "node:assert/strict";
import { IngestBucket, type IngestBucketArgs } from "../../components/buckets/ingest-bucket";
import type { Graph } from "../graph/graph";
import { findingsOf } from "../policies/findings";
import { configurations } from "./pack-configurations";
import { role, runComponent } from "./ground";
import { allows } from "./policy-evaluation";

const NAME = "strongroom-pre-archive";

const make = (others: Partial<IngestBucketArgs> = {}, preview = false): Promise<Graph> =>
  runComponent(({ keyArn, logBucket }, opts) => {
    const { bucketName } = new IngestBucket(
      "ingest",
      {
        bucketName: NAME,
        keyArn,
        accessLogs: { bucketName: logBucket },
        coolsAfterDays: 30,
        breakGlassRoleArn: role("break-glass"),
        custodianRoleArns: [role("custodian")],
        peoplesRoleArns: [role("people/*")],
        ...others,
      },
      opts,
    );
    return { bucketName, keyArn };
  }, preview);

describe("IngestBucket", () => {
  let graph: Graph;
  before(async () => {
    graph = await make();
  });

  it("keeps versions, outlasts its stack, and has no lock that would refuse parts of a large upload", () => {
    const { inputs, protect, retainOnDelete } = graph.one("aws:s3/bucket:Bucket", "ingest");
    assert.deepEqual([inputs["bucket"], protect, retainOnDelete], [NAME, true, true]);
    assert.deepEqual(inputs["tags"], { "archive:role": "staging" });
    assert.equal(inputs["objectLockEnabled"], undefined);
    assert.deepEqual(graph.of("aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration"), []);
    const versioning = graph.one("aws:s3/bucketVersioning:BucketVersioning", "ingest-versioning");
    assert.deepEqual(versioning.inputs["versioningConfiguration"], { status: "Enabled" });
  });

  it("keeps everything readable at once, and current objects for ever", () => {
    const { rules } = graph.one(
      "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
      "ingest-lifecycle",
    ).inputs;
    const text = JSON.stringify(rules);
    assert.deepEqual(
      [...text.matchAll(/"storageClass":"(\w+)"/g)].map(([, storageClass]) => storageClass),
      ["GLACIER_IR"],
    );
    assert.match(text, /"days":30,"storageClass":"GLACIER_IR"/);
    assert.doesNotMatch(text, /"expiration":\{"days"/);
  });

  it("lets nobody but who breaks the glass delete, but custodians change it, and other keys encrypt", () => {
    const { policy } = graph.one("aws:s3/bucketPolicy:BucketPolicy", "ingest-policy").inputs;
    const document = JSON.parse(String(policy));
    document.Statement.push({ Sid: "Own", Effect: "Allow", Principal: "*", Action: "s3:*", Resource: "*" });
    const may = (
      as: string,
      action: string,
      resource: string,
      context: Readonly<Record<string, string>> = {},
    ) =>
      allows(JSON.stringify(document), {
        principal: role(as),
        action,
        resource,
        context: { "aws:SecureTransport": "true", "aws:PrincipalArn": role(as), ...context },
      });
    const [bucket, object] = [`arn:aws:s3:::${NAME}`, `arn:aws:s3:::${NAME}/deposit.1`];
    assert.equal(may("worker", "s3:PutObject", object), true);
    assert.equal(may("worker", "s3:DeleteObject", object), false);
    assert.equal(may("worker", "s3:DeleteObjectVersion", object), false);
    assert.equal(may("break-glass", "s3:DeleteObjectVersion", object), true);
    assert.equal(may("worker", "s3:PutReplicationConfiguration", bucket), false);
    assert.equal(may("custodian", "s3:PutReplicationConfiguration", bucket), true);
    assert.equal(may("people/anna", "s3:PutObject", object), false);
    const encrypted = (key: string) => ({
      "s3:x-amz-server-side-encryption": "aws:kms",
      "s3:x-amz-server-side-encryption-aws-kms-key-id": key,
    });
    assert.equal(may("worker", "s3:PutObject", object, encrypted(String(graph.outputs["keyArn"]))), true);
    assert.equal(may("worker", "s3:PutObject", object, encrypted("arn:aws:kms:…:key/other")), false);
    assert.equal(
      may("worker", "s3:PutObject", object, { "s3:x-amz-server-side-encryption": "AES256" }),
      false,
    );
  });

  it("passes every policy, in a preview and as it is deployed", async () => {
    for (const each of [graph, await make({}, true)])
      assert.deepEqual(await findingsOf(each, configurations, (name) => name.startsWith("ingest")), []);
  });

  it("refuses to move objects before thirty days or after ninety", async () => {
    await assert.rejects(make({ coolsAfterDays: 29 }), /coolsAfterDays: 30 to 90, got 29/);
    await assert.rejects(make({ coolsAfterDays: 91 }), /coolsAfterDays: 30 to 90, got 91/);
    await make({ coolsAfterDays: 90 });
  });
});
