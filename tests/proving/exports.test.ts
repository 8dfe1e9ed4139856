import assert from "node:assert/strict";
import { resourcesOf } from "../../proving/exports";

const PROVIDER = "urn:pulumi:pre::storage-base::pulumi:providers:aws::aws";
const VAULT = "urn:pulumi:pre::storage-base::aws:s3/bucket:Bucket::vault";
const LOCK = "urn:pulumi:pre::storage-base::aws:s3/bucketObjectLockConfiguration:Lock::lock";

const resources = [
  { urn: PROVIDER, type: "pulumi:providers:aws", id: "provider-id", inputs: { region: "eu-west-1" } },
  {
    urn: VAULT,
    type: "aws:s3/bucket:Bucket",
    inputs: { bucket: "archive" },
    outputs: { bucket: "archive", arn: "arn:aws:s3:::archive" },
    protect: true,
    provider: `${PROVIDER}::provider-id`,
  },
  {
    urn: LOCK,
    type: "aws:s3/bucketObjectLockConfiguration:Lock",
    inputs: { bucket: "archive" },
    propertyDependencies: { bucket: [VAULT], rule: null, other: ["urn:gone"] },
  },
];

describe("an export of a stack", () => {
  for (const [what, written] of [
    ["as pulumi stack export writes it", { version: 3, deployment: { resources } }],
    ["as a file backend keeps it", { version: 3, checkpoint: { latest: { resources } } }],
  ] as const)
    it(`is read ${what}`, () => {
      const [provider, vault, lock, ...more] = resourcesOf(JSON.stringify(written), "storage/base");
      assert.ok(provider && vault && lock);
      assert.deepEqual(more, []);
      assert.deepEqual([vault.name, vault.type, vault.opts.protect], ["vault", "aws:s3/bucket:Bucket", true]);
      assert.deepEqual(vault.props, { bucket: "archive", arn: "arn:aws:s3:::archive" });
      assert.deepEqual(vault.provider?.props, { region: "eu-west-1" });
      assert.deepEqual(lock.props, { bucket: "archive" }, "inputs, where there are no outputs");
      assert.equal(lock.provider, undefined);
      assert.deepEqual(lock.propertyDependencies["bucket"], [vault]);
      assert.deepEqual(lock.propertyDependencies["rule"], []);
      assert.deepEqual(lock.propertyDependencies["other"], []);
    });

  it("may be of a stack with nothing in it", () => {
    assert.deepEqual(resourcesOf('{"deployment":{"resources":null}}', "root"), []);
    assert.deepEqual(resourcesOf('{"deployment":{}}', "root"), []);
  });

  for (const text of ["", "{", "[]", '{"deployment":{"resources":[{"urn":1}]}}'])
    it(`is refused in one line: ${JSON.stringify(text)}`, () => {
      assert.throws(() => resourcesOf(text, "root"), /^Error: root: this is no export of a stack$/);
    });
});
