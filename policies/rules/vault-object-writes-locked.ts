import { secRule17a4 } from "../frameworks";
import { type Classifying, classifying, lockModes, parameters } from "../parameters";
import { isNamedLikeVault } from "../reading/buckets";
import type { Resource } from "../reading/resource";
import { flag, is, read, shown, text, type Value } from "../reading/value";
import { rule } from "../rule";

const DAY = 24 * 60 * 60 * 1000;

export const vaultObjectWritesLocked = rule({
  name: "vault-object-writes-locked",
  why: "A lock that a write brings along wins over the bucket's default, and forceDestroy deletes past locks",
  level: "mandatory",
  severity: "critical",
  framework: secRule17a4("(f)(2)(i)(B)"),
  remedy: "Leave the lock to the bucket's default retention, and leave forceDestroy out.",
  reads: parameters.pick({ ...classifying, lockProfile: true, minRetentionDays: true }),
  types: [
    "aws:s3/bucketObjectv2:BucketObjectv2",
    "aws:s3/bucketObject:BucketObject",
    "aws:s3/objectCopy:ObjectCopy",
  ],
  *resource(object, settings) {
    if (!mayBeInVault(object, settings)) return;
    const mode = read(object.props, "objectLockMode");
    if (mode.kind !== "missing" && !is(mode, lockModes[settings.lockProfile]))
      yield {
        found: `objectLockMode is ${shown(mode)}`,
        expected: `none, or ${lockModes[settings.lockProfile]}, on what is written into a vault`,
      };
    const until = text(read(object.props, "objectLockRetainUntilDate"));
    if (until.kind !== "missing" && !isDaysAhead(until, settings.minRetentionDays))
      yield {
        found: `objectLockRetainUntilDate is ${shown(until)}`,
        expected: `none, or a time at least ${settings.minRetentionDays} days from now, on what is written into a vault`,
      };
    const forced = flag(read(object.props, "forceDestroy"));
    if (forced.kind !== "missing" && !is(forced, false))
      yield {
        found: `forceDestroy is ${shown(forced)}`,
        expected: "false on what is written into a vault",
      };
  },
});

/** Only a bucket's own name can say that it is no vault: an access point's ARN hides the bucket behind it. */
function mayBeInVault(object: Resource, settings: Classifying): boolean {
  const bucket = text(read(object.props, "bucket"));
  return bucket.kind !== "known" || bucket.value.includes(":") || isNamedLikeVault(object, settings);
}

function isDaysAhead(time: Value<string>, days: number): boolean {
  return time.kind === "known" && Date.parse(time.value) >= Date.now() + days * DAY;
}
