import { securityHub } from "../frameworks";
import { classifying, parameters } from "../parameters";
import { surelyDenied } from "../proof/decide";
import { BUCKET, bucketsWith, vaultReason } from "../reading/buckets";
import { statementsOf } from "../reading/document";
import { BUCKET_POLICY } from "../reading/policy-documents";
import { ofType, type Resource } from "../reading/resource";
import { is, read, text } from "../reading/value";
import { rule } from "../rule";

const VERSIONING = "aws:s3/bucketVersioning:BucketVersioning";
const DELETIONS = ["s3:DeleteObject", "s3:DeleteObjectVersion"];

export const vaultMfaDelete = rule({
  name: "vault-mfa-delete",
  why: "One stolen session is not enough to delete: it takes a second factor, or a role that nobody has at hand",
  level: "advisory",
  severity: "medium",
  framework: securityHub("S3.20"),
  tags: ["CIS AWS 7.0 3.1.2"],
  remedy:
    "Refuse both actions on all objects in the bucket policy, to everyone but the break-glass role; MFA Delete takes the root user and forbids lifecycle rules.",
  reads: parameters.pick({ ...classifying, breakGlassRoleArns: true }),
  types: [BUCKET, VERSIONING, BUCKET_POLICY],
  *stack(resources, settings) {
    for (const { bucket, parts } of bucketsWith(resources, [VERSIONING, BUCKET_POLICY])) {
      const because = vaultReason(bucket, settings);
      const policies = ofType(parts, BUCKET_POLICY);
      const refuses = (policy: Resource) => refusesDeletion(policy, bucket, settings.breakGlassRoleArns);
      const refused = policies.length > 0 && policies.every(refuses);
      if (because && !refused && !ofType(parts, VERSIONING).some(asksForMfa))
        yield {
          about: bucket,
          found: `no versioning has mfaDelete, and no bucket policy refuses everyone ${DELETIONS.join(" and ")}`,
          expected: `either ${because}`,
        };
    }
  },
});

function asksForMfa({ props }: Resource): boolean {
  return is(read(props, "versioningConfiguration", "mfaDelete"), "Enabled");
}

function refusesDeletion(policy: Resource, bucket: Resource, but: readonly string[]): boolean {
  const statements = statementsOf(read(policy.props, "policy"));
  const name = text(read(bucket.props, "bucket"));
  if (statements.kind !== "known" || name.kind !== "known") return false;
  const resource = `arn:aws:s3:::${name.value}/*`;
  return DELETIONS.every((action) =>
    surelyDenied({ requester: { kind: "anyone", but }, action, resource, context: {} }, statements.value),
  );
}
