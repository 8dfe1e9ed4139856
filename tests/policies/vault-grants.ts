import { near, statement } from "./holding";
import type { Accepted, Given } from "./try-rule";

export const BREAK_GLASS = "arn:aws:iam::111122223333:role/break-glass";
export const lawful = { lockProfile: "lawful-deletion", breakGlassRoleArns: [BREAK_GLASS] };

/** A policy of a bucket, or of an access point. */
export function resourcePolicy(
  given: object,
  props: object = {},
  type = "aws:s3/bucketPolicy:BucketPolicy",
): Given {
  return { type, name: "theirs", props: { policy: { Statement: [given] }, ...props } };
}

export function bucket(role: string): Given {
  return {
    type: "aws:s3/bucket:Bucket",
    name: "bucket",
    props: { bucket: "b", tags: { "archive:role": role } },
  };
}

export const to = (Principal: unknown, Action: unknown = "s3:DeleteObject", more: object = {}) =>
  statement(Action, "arn:aws:s3:::b/*", { Principal, ...more });
/** What the policies of buckets allow, and no rule about vaults minds. */
export const grantsOfBucketsAccepted: readonly Accepted[] = [
  near(
    "a vault that lets in break-glass",
    [bucket("vault"), resourcePolicy(to({ AWS: BREAK_GLASS }), { bucket: "b" })],
    lawful,
  ),
  near("a bucket for staging that lets delete", [
    bucket("staging"),
    resourcePolicy(to("*"), { bucket: "b" }),
  ]),
  near("a policy in a bucket for staging, which AWS is to name", {
    ...bucket("staging"),
    props: { tags: { "archive:role": "staging" }, policy: { Statement: [to("*")] } },
  }),
  near("a vault that lets read", [bucket("vault"), resourcePolicy(to("*", "s3:GetObject"), { bucket: "b" })]),
  near("a vault that refuses", [
    bucket("vault"),
    resourcePolicy(to("*", "s3:*", { Effect: "Deny" }), { bucket: "b" }),
  ]),
  near("an access point to a bucket for staging", [
    bucket("staging"),
    { ...resourcePolicy(to("*"), { bucket: "b" }, "aws:s3/accessPoint:AccessPoint") },
  ]),
  near("a policy of an access point to one", [
    bucket("staging"),
    { type: "aws:s3/accessPoint:AccessPoint", name: "point", props: { bucket: "b", arn: "arn:point" } },
    resourcePolicy(
      to("*"),
      { accessPointArn: "arn:point" },
      "aws:s3control/accessPointPolicy:AccessPointPolicy",
    ),
  ]),
  {
    as: "not applicable",
    what: "a policy of a queue",
    given: resourcePolicy(to("*", "*"), {}, "aws:sqs/queuePolicy:QueuePolicy"),
  },
];
