import * as assert from "node:assert/strict";
import { ObjectTrail, trailArn, trailService } from "../../components/evidence/object-trail";
import { CustomerKey } from "../../components/keys/customer-key";
import type { Graph } from "../graph/graph";
import { ACCOUNT, REGION, role, runComponent } from "./ground";
import { allows } from "./policy-evaluation";

const TRAIL = trailArn(REGION, ACCOUNT, "state-trail");
const FILES = `state-trail-${ACCOUNT}`;

const make = (admitted = TRAIL, preview = false): Promise<Graph> =>
  runComponent(({ logBucket }, opts) => {
    const key = new CustomerKey(
      "key",
      {
        alias: "alias/state",
        description: "State",
        accountId: ACCOUNT,
        custodianRoleArns: [role("custodian")],
        services: [trailService(admitted)],
      },
      opts,
    );
    new ObjectTrail(
      "state",
      {
        trailArn: TRAIL,
        bucketName: FILES,
        accountId: ACCOUNT,
        keyArn: key.arn,
        keepDays: 365,
        accessLogs: { bucketName: logBucket },
        watchedBucketName: "the-state",
      },
      opts,
    );
    return { keyArn: key.arn };
  }, preview);

describe("ObjectTrail", () => {
  let graph: Graph;
  before(async () => (graph = await make()));

  it("logs every read and write of one bucket's objects, and nothing else, in files that can be proven whole", () => {
    const { inputs, protect, retainOnDelete } = graph.one("aws:cloudtrail/trail:Trail", "state-trail");
    assert.deepEqual(inputs, {
      name: "state-trail",
      s3BucketName: FILES,
      kmsKeyId: graph.outputs["keyArn"],
      includeGlobalServiceEvents: false,
      enableLogFileValidation: true,
      advancedEventSelectors: [
        {
          name: "objects",
          fieldSelectors: [
            { field: "eventCategory", equals: ["Data"] },
            { field: "resources.type", equals: ["AWS::S3::Object"] },
            { field: "resources.ARN", startsWiths: ["arn:aws:s3:::the-state/"] },
          ],
        },
      ],
    });
    assert.deepEqual([protect, retainOnDelete], [true, true]);
  });

  it("lets no other trail write its files, nor use the key", () => {
    const { policy } = graph.one("aws:s3/bucketPolicy:BucketPolicy", "state-files-policy").inputs;
    const key = graph.one("aws:kms/key:Key", "key-key").inputs["policy"];
    for (const [arn, expected] of [
      [TRAIL, true],
      [`${TRAIL}-2`, false],
    ] as const) {
      const asking = {
        principal: "cloudtrail.amazonaws.com",
        context: { "aws:SourceArn": arn, "s3:x-amz-acl": "bucket-owner-full-control" },
      };
      const file = `arn:aws:s3:::${FILES}/AWSLogs/${ACCOUNT}/CloudTrail/${REGION}/2026/01/01/file.json.gz`;
      assert.equal(allows(policy, { ...asking, action: "s3:PutObject", resource: file }), expected);
      assert.equal(allows(key, { ...asking, action: "kms:GenerateDataKey", resource: "*" }), expected);
    }
  });

  it("fails at once when its key admits another trail", () =>
    assert.rejects(make(`${TRAIL}-2`), /InsufficientEncryptionPolicyException/));
});
