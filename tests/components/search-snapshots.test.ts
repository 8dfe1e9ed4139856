import * as assert from "node:assert/strict";
import { SearchSnapshots } from "../../components/search/snapshots";
import { hasUnknown } from "../../rehearsal/clouds/properties";
import { ACCOUNT, REGION, role, runComponent } from "./ground";
import { allows, takers } from "./policy-evaluation";

const BUCKET = `strongroom-snapshots-pre-reporting-${ACCOUNT}`;
const ROLE = "strongroom-pre-reporting-snapshots";
const object = (key: string, bucket = BUCKET) => `arn:aws:s3:::${bucket}/${key}`;

const make = (preview = false) =>
  runComponent(({ keyArn, logBucket, boundaryArn }, opts) => {
    const { bucketName, roleArn } = new SearchSnapshots(
      "snapshots",
      {
        cluster: "pre-reporting",
        roleName: ROLE,
        region: REGION,
        accountId: ACCOUNT,
        boundaryArn,
        key: { keyArn },
        accessLogs: { bucketName: logBucket },
      },
      opts,
    );
    return { keyArn, boundaryArn, bucketName, roleArn };
  }, preview);

describe("SearchSnapshots", () => {
  it("keeps a cluster's snapshots in a bucket of its own, encrypted with our key, that outlasts everything", async () => {
    const graph = await make();
    const { inputs, protect, retainOnDelete } = graph.one("aws:s3/bucket:Bucket", "snapshots-bucket");
    assert.deepEqual(inputs, { bucket: BUCKET, tags: { "archive:role": "artifacts" } });
    assert.deepEqual([protect, retainOnDelete], [true, true]);
    const encryption = graph.one(
      "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
      "snapshots-bucket-encryption",
    );
    assert.match(JSON.stringify(encryption.inputs), new RegExp(String(graph.outputs["keyArn"])));
  });

  it("can bring a deleted snapshot back for thirty days, and no longer", async () => {
    const graph = await make();
    assert.deepEqual(
      graph.one("aws:s3/bucketVersioning:BucketVersioning", "snapshots-bucket-versioning").inputs[
        "versioningConfiguration"
      ],
      { status: "Enabled" },
    );
    const { rules } = graph.one(
      "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
      "snapshots-bucket-lifecycle",
    ).inputs;
    assert.ok(Array.isArray(rules));
    assert.deepEqual(rules[0], {
      id: "deleted-snapshots",
      status: "Enabled",
      filter: { prefix: "" },
      noncurrentVersionExpiration: { noncurrentDays: 30 },
      expiration: { expiredObjectDeleteMarker: true },
    });
  });

  it("has a role that OpenSearch Service takes for this account, within the boundary", async () => {
    const graph = await make();
    const { assumeRolePolicy, ...others } = graph.one("aws:iam/role:Role", "snapshots-writer-role").inputs;
    assert.deepEqual(others, { name: ROLE, permissionsBoundary: graph.outputs["boundaryArn"] });
    const taken = takers(assumeRolePolicy);
    assert.equal(taken("es.amazonaws.com", ACCOUNT), true);
    assert.equal(taken("es.amazonaws.com", "999988887777"), false);
    assert.equal(taken("lambda.amazonaws.com", ACCOUNT), false);
  });

  it("lets that role keep and remove snapshots there, and do nothing else; it knows so in a preview", async () => {
    const graph = await make(true);
    const { policy } = graph.one("aws:iam/rolePolicy:RolePolicy", "snapshots-writer-permissions").inputs;
    assert.equal(hasUnknown(policy), false);
    const may = (action: string, resource: string, context = {}) =>
      allows(policy, { principal: role(ROLE), action, resource, context });
    for (const action of ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"]) {
      assert.equal(may(action, object("indices/a")), true, action);
      assert.equal(may(action, object("a", `archive-vault-pre-primary-${ACCOUNT}`)), false, action);
      assert.equal(may(action, object("a", `strongroom-snapshots-pre-logging-${ACCOUNT}`)), false, action);
    }
    assert.equal(may("s3:ListBucket", `arn:aws:s3:::${BUCKET}`), true);
    assert.equal(may("s3:DeleteObjectVersion", object("indices/a")), false);
    assert.equal(may("s3:PutBucketPolicy", `arn:aws:s3:::${BUCKET}`), false);
    const keyArn = String(graph.outputs["keyArn"]);
    const via = (service: string) =>
      may("kms:GenerateDataKey", keyArn, { "kms:ViaService": `${service}.${REGION}.amazonaws.com` });
    assert.deepEqual([via("s3"), via("secretsmanager")], [true, false]);
  });

  it("knows the bucket's name and the role's ARN in a preview, and they are the real ones", async () => {
    const names = { bucketName: BUCKET, roleArn: role(ROLE) };
    for (const preview of [true, false]) {
      const { bucketName, roleArn } = (await make(preview)).outputs;
      assert.deepEqual({ bucketName, roleArn }, names);
    }
  });
});
