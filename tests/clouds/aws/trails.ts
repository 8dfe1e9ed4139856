import * as token from "../../../rehearsal/clouds/aws/tokens";
import type { Properties } from "../../../rehearsal/clouds/catalogue";
import { ACCOUNT, casesOf, type Inputs, type Step } from "./cases";
import { allow, bucket, document } from "./things";

export const SERVICE = "cloudtrail.amazonaws.com";
export const TRAIL_ARN = `arn:aws:cloudtrail:eu-west-1:${ACCOUNT}:trail/audit`;
export const byTrail = { Principal: { Service: SERVICE } };
export const fromTrail = (arn = TRAIL_ARN): Properties => ({ StringEquals: { "aws:SourceArn": arn } });

/** A bucket's policy as AWS asks for it; `put` changes the statement about objects. */
export const bucketPolicy = (of = "trail", put: Properties = {}, acl: Properties = {}): Step => ({
  type: "aws:s3/bucketPolicy:BucketPolicy",
  name: `${of}-policy`,
  inputs: {
    bucket: of,
    policy: document(
      allow("s3:GetBucketAcl", { ...byTrail, Resource: `arn:aws:s3:::${of}`, ...acl }),
      allow("s3:PutObject", {
        ...byTrail,
        Resource: `arn:aws:s3:::${of}/AWSLogs/${ACCOUNT}/*`,
        Condition: {
          StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control", "aws:SourceArn": TRAIL_ARN },
        },
        ...put,
      }),
    ),
  },
});

export const ground: readonly Step[] = [bucket("trail"), bucketPolicy()];

export const trail = (more: Properties = {}): Properties => ({
  name: "audit",
  s3BucketName: "trail",
  ...more,
});
/** Cases of a trail into a bucket that takes it. */
export const trails = casesOf<Inputs>(
  "a trail",
  token.TRAIL,
  (change) => (typeof change === "function" ? change : trail(change)),
  ground,
);
