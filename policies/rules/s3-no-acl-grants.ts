import { securityHub } from "../frameworks";
import { parameters } from "../parameters";
import { BUCKET, bucketsWith } from "../reading/buckets";
import { ofType, type StackResource } from "../reading/resource";
import { is, list, read, shown, type Value, within } from "../reading/value";
import { rule, type StackFinding } from "../rule";

const ACL = "aws:s3/bucketAcl:BucketAcl";
const OWNERSHIP = "aws:s3/bucketOwnershipControls:BucketOwnershipControls";
const OBJECT = "aws:s3/bucketObjectv2:BucketObjectv2";
const ENFORCED = "BucketOwnerEnforced";

export const s3NoAclGrants = rule({
  name: "s3-no-acl-grants",
  why: "An ACL lets others in beside the bucket's policy, where nobody looks",
  level: "mandatory",
  severity: "high",
  framework: securityHub("S3.2, S3.3, S3.12"),
  tags: ["CKV_AWS_20", "CKV_AWS_57", "CKV2_AWS_65"],
  remedy:
    'Give every bucket BucketOwnershipControls with rule.objectOwnership "BucketOwnerEnforced", and let policies alone say who may do what.',
  reads: parameters.pick({}),
  types: [BUCKET, ACL, OWNERSHIP, OBJECT],
  *stack(resources) {
    for (const { bucket, parts } of bucketsWith(resources, [OWNERSHIP]))
      if (parts.length === 0)
        yield { about: bucket, found: "it has no ownership controls", expected: ENFORCED };
    for (const controls of ofType(resources, OWNERSHIP)) {
      const ownership = read(controls.props, "rule", "objectOwnership");
      if (!is(ownership, ENFORCED))
        yield { about: controls, found: `rule.objectOwnership is ${shown(ownership)}`, expected: ENFORCED };
    }
    for (const acl of ofType(resources, ACL))
      yield { about: acl, found: "it gives a bucket an ACL", expected: "no ACL" };
    for (const owned of ofType(resources, BUCKET, OBJECT)) yield* grantsBy(owned);
  },
});

function* grantsBy(about: StackResource): Iterable<StackFinding> {
  const acl = read(about.props, "acl");
  if (!isFilledIn(about, "acl") && !isOwnersAcl(acl))
    yield { about, found: `acl is ${shown(acl)}`, expected: "none" };
  if (!isFilledIn(about, "grants") && !isOwnersGrant(read(about.props, "grants")))
    yield { about, found: "grants let others in", expected: "none" };
}

/** What is not known and comes from no resource is the provider's to report. */
function isFilledIn({ props, propertyDependencies }: StackResource, property: string): boolean {
  const sources = propertyDependencies[property] ?? [];
  return read(props, property).kind === "unknown" && sources.length === 0;
}

/** Of what has no ACL the provider reports the one that S3 gives it: it is its owner's alone. */
function isOwnersAcl(acl: Value<unknown>): boolean {
  return acl.kind === "missing" || is(acl, "") || is(acl, "private");
}

function isOwnersGrant(grants: Value<unknown>): boolean {
  const all = list(grants);
  if (all.kind !== "known") return all.kind === "missing";
  return all.value.length <= 1 && all.value.every((grant) => is(within(grant, "type"), "CanonicalUser"));
}
