import { estateRule } from "../frameworks";
import { classifying, parameters } from "../parameters";
import { BUCKET, isNamedLikeVault, vaultReason } from "../reading/buckets";
import { read, shown } from "../reading/value";
import { rule } from "../rule";

export const vaultNameConvention = rule({
  name: "vault-name-convention",
  why: "Policies of other stacks are judged by the names that only vaults have, known before anything is made",
  level: "mandatory",
  severity: "high",
  framework: estateRule,
  remedy:
    "Give the vault a whole name in bucket, as plain text; a bucket that is no vault needs its archive:role.",
  reads: parameters.pick(classifying),
  types: [BUCKET],
  *resource(bucket, settings) {
    const because = vaultReason(bucket, settings);
    if (!because || isNamedLikeVault(bucket, settings)) return;
    const prefix = read(bucket.props, "bucketPrefix");
    yield {
      found:
        prefix.kind === "missing"
          ? `bucket is ${shown(read(bucket.props, "bucket"))}`
          : `bucketPrefix is ${shown(prefix)}`,
      expected: `a whole name like ${settings.vaultNamePatterns.join(" or ")} ${because}`,
    };
  },
});
