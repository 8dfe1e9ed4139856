import { secRule17a4 } from "../frameworks";
import { classifying, parameters } from "../parameters";
import { BUCKET, BUCKET_V2, vaultReason } from "../reading/buckets";
import { flag, is, read, shown } from "../reading/value";
import { rule } from "../rule";

export const vaultObjectLockEnabled = rule({
  name: "vault-object-lock-enabled",
  why: "Without Object Lock a vault can lose what it keeps, whatever else protects it",
  level: "mandatory",
  severity: "critical",
  framework: secRule17a4("(f)(2)(i)(B)"),
  tags: ["Security Hub S3.15", "CKV_AWS_143"],
  remedy:
    "Create the bucket with objectLockEnabled: true; a lock configuration alone does not stand in for it.",
  reads: parameters.pick(classifying),
  types: [BUCKET, BUCKET_V2],
  *resource(bucket, settings) {
    const because = vaultReason(bucket, settings);
    const enabled = flag(read(bucket.props, "objectLockEnabled"));
    if (because && !is(enabled, true))
      yield { found: `objectLockEnabled is ${shown(enabled)}`, expected: `true ${because}` };
  },
});
