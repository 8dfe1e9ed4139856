import { securityHub } from "../frameworks";
import { parameters } from "../parameters";
import { BUCKET, bucketsWith } from "../reading/buckets";
import { ofType, type StackResource } from "../reading/resource";
import { flag, is, read, shown, type Value, valueOf, within } from "../reading/value";
import { rule, type StackFinding } from "../rule";

const BLOCK = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";
const ACCOUNT_BLOCK = "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock";
const ACCESS_POINT = "aws:s3/accessPoint:AccessPoint";
const FLAGS = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"];

export const s3PublicAccessBlock = rule({
  name: "s3-public-access-block",
  why: "No later mistake in a policy or an ACL can open a bucket to the world",
  level: "mandatory",
  severity: "critical",
  framework: securityHub("S3.1, S3.8, S3.19"),
  tags: ["CKV_AWS_53", "CKV_AWS_54", "CKV_AWS_55", "CKV_AWS_56", "CKV2_AWS_6", "CIS AWS 7.0 3.1.4"],
  remedy:
    "Give every bucket a BucketPublicAccessBlock with all four flags true, and turn none off elsewhere.",
  reads: parameters.pick({}),
  types: [BUCKET, BLOCK, ACCESS_POINT, ACCOUNT_BLOCK],
  *stack(resources) {
    for (const { bucket, parts } of bucketsWith(resources, [BLOCK]))
      if (parts.length === 0)
        yield {
          about: bucket,
          found: "it has no public access block",
          expected: "one with all four flags true",
        };
    for (const block of ofType(resources, BLOCK, ACCOUNT_BLOCK))
      yield* flagsOff(block, valueOf(block.props), { absentIsOn: false });
    for (const point of ofType(resources, ACCESS_POINT))
      yield* flagsOff(point, read(point.props, "publicAccessBlockConfiguration"), { absentIsOn: true });
  },
});

/** What is not said is off for a bucket and an account, and on for an access point: these are S3's defaults. */
function* flagsOff(
  about: StackResource,
  block: Value<unknown>,
  { absentIsOn }: { absentIsOn: boolean },
): Iterable<StackFinding> {
  for (const name of FLAGS) {
    const on = flag(within(block, name));
    if (!is(on, true) && !(absentIsOn && on.kind === "missing"))
      yield { about, found: `${name} is ${shown(on)}`, expected: "true" };
  }
}
