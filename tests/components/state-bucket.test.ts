import * as assert from "node:assert/strict";
import { StateBucket } from "../../components/ground/state-bucket";
import type { Graph, Registered } from "../graph/graph";
import {
  abandonedUploads,
  assertPrivate,
  byKeyOf,
  ENCRYPTION,
  LIFECYCLE,
  policyOf,
  VERSIONING,
} from "./buckets";
import { role, runComponent } from "./ground";
import { refuses, statementsOf } from "./policy-evaluation";

describe("StateBucket", () => {
  const BUCKET = "arn:aws:s3:::stage-state";
  let graph: Graph;
  before(async () => {
    graph = await runComponent(({ keyArn, logBucket }, opts) => {
      const names = {
        bucketName: "stage-state",
        breakGlassRoleArn: role("break-glass"),
        custodianRoleArns: [role("custodian")],
      };
      new StateBucket("state", { ...names, keyArn, accessLogs: { bucketName: logBucket } }, opts);
      return { keyArn };
    });
  });

  it("is private, encrypted with the given key, and protected in all its parts", () => {
    assertPrivate(graph, "state", "stage-state");
    assert.deepEqual(graph.one(ENCRYPTION, "state-encryption").inputs["rules"], byKeyOf(graph));
    assert.deepEqual(
      graph.custom.filter(({ protect, retainOnDelete }) => !protect || !retainOnDelete),
      [],
    );
  });

  it("keeps every version of a state for a year", () => {
    assert.deepEqual(graph.one(VERSIONING, "state-versioning").inputs["versioningConfiguration"], {
      status: "Enabled",
    });
    assert.deepEqual(graph.one(LIFECYCLE, "state-lifecycle").inputs["rules"], [
      {
        id: "old-versions",
        status: "Enabled",
        filter: { prefix: "" },
        noncurrentVersionExpiration: { noncurrentDays: 365 },
      },
      abandonedUploads,
    ]);
  });

  const refusedTo = (who: string, action: string, resource: string) =>
    refuses(policyOf(graph, "state"), { principal: role(who), action, resource });

  it("lets nobody but the break-glass role end a version or the bucket", () => {
    for (const [action, resource] of [
      ["s3:DeleteObjectVersion", `${BUCKET}/.pulumi/stacks/storage-base/pre.json`],
      ["s3:DeleteBucket", BUCKET],
    ] as const) {
      assert.equal(refusedTo("administrator", action, resource), true, action);
      assert.equal(refusedTo("custodian", action, resource), true, action);
      assert.equal(refusedTo("break-glass", action, resource), false, action);
    }
  });

  it("lets nobody but custodians and break-glass change how it keeps its versions, or its policy", () => {
    for (const action of [
      "s3:PutBucketVersioning",
      "s3:PutLifecycleConfiguration",
      "s3:PutBucketObjectLockConfiguration",
      "s3:PutBucketPolicy",
      "s3:DeleteBucketPolicy",
    ]) {
      assert.equal(refusedTo("administrator", action, BUCKET), true, action);
      for (const who of ["custodian", "break-glass"])
        assert.equal(refusedTo(who, action, BUCKET), false, action);
    }
    assert.equal(refusedTo("administrator", "s3:GetBucketPolicy", BUCKET), false);
  });

  it("refuses only when it is set up: who makes it is no custodian", () => {
    const before = ({ dependsOn }: Registered): readonly Registered[] =>
      graph.custom
        .filter(({ urn }) => dependsOn.includes(urn))
        .flatMap((earlier) => [earlier, ...before(earlier)]);
    const earlier = before(graph.one("aws:s3/bucketPolicy:BucketPolicy", "state-policy"));
    for (const type of [VERSIONING, LIFECYCLE])
      assert.ok(
        earlier.some((resource) => resource.type === type),
        type,
      );
  });

  it("lets Pulumi delete its locks: a delete marker is enough for it", () => {
    const lock = `${BUCKET}/.pulumi/locks/lock.json`;
    const asking = { principal: role("deployer"), action: "s3:DeleteObject", resource: lock };
    assert.equal(refuses(policyOf(graph, "state"), asking), false);
    assert.equal(
      statementsOf(policyOf(graph, "state")).every(({ Effect }) => Effect === "Deny"),
      true,
    );
  });
});
