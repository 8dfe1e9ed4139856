import { securityHub } from "../frameworks";
import { parameters } from "../parameters";
import { unrefused } from "../proof/decide";
import { bucketPolicies } from "../reading/bucket-policies";
import { BUCKET } from "../reading/buckets";
import { BUCKET_POLICY } from "../reading/policy-documents";
import { shown } from "../reading/value";
import { rule } from "../rule";

// The last one stands for whatever S3 can do besides, or will be able to do.
const SAMPLES = ["s3:GetObject", "s3:PutObject", "s3:ListBucket", "s3:AnyActionAtAll"];

const WITHOUT_TLS = { "aws:securetransport": { kind: "one of", values: ["false"] } } as const;

export const s3PolicyTlsOnly = rule({
  name: "s3-policy-tls-only",
  why: "What travels without TLS can be read and changed on its way",
  level: "mandatory",
  severity: "high",
  framework: securityHub("S3.5"),
  tags: ["CKV_AWS_379", "CIS AWS 7.0 3.1.1"],
  remedy:
    'Give the bucket one BucketPolicy with a Deny for Principal "*" of s3:* on bucket and objects, where Bool says that aws:SecureTransport is false.',
  reads: parameters.pick({}),
  types: [BUCKET_POLICY, BUCKET],
  *stack(resources) {
    const expected = "a refusal of all requests without TLS";
    for (const { about, arn, statements } of bucketPolicies(resources)) {
      if (statements.kind !== "known") {
        yield { about, found: shown(statements), expected };
        continue;
      }
      for (const [target, resource] of [
        ["the bucket", arn],
        ["its objects", `${arn}/*`],
      ] as const) {
        const open = unrefused(statements.value, {
          actions: SAMPLES,
          resource: () => resource,
          context: WITHOUT_TLS,
        });
        if (open.length > 0)
          yield {
            about,
            found: `its policy lets ${open.join(", ")} on ${target} pass without TLS`,
            expected,
          };
      }
    }
  },
});
