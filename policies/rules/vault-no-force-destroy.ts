import { wormGuidance } from "../frameworks";
import { classifying, parameters } from "../parameters";
import { BUCKET, BUCKET_V2, vaultReason } from "../reading/buckets";
import { flag, is, read, shown } from "../reading/value";
import { rule } from "../rule";

export const vaultNoForceDestroy = rule({
  name: "vault-no-force-destroy",
  why: "With forceDestroy the provider empties a bucket, past governance locks and legal holds, to delete it",
  level: "mandatory",
  severity: "critical",
  framework: wormGuidance,
  remedy: "Remove forceDestroy, or set it to false.",
  reads: parameters.pick(classifying),
  types: [BUCKET, BUCKET_V2, "aws:s3/directoryBucket:DirectoryBucket"],
  *resource(bucket, settings) {
    const because = vaultReason(bucket, settings);
    const forced = flag(read(bucket.props, "forceDestroy"));
    if (because && forced.kind !== "missing" && !is(forced, false))
      yield { found: `forceDestroy is ${shown(forced)}`, expected: `false ${because}` };
  },
});
