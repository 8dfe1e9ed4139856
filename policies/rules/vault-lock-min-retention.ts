import { secRule17a4 } from "../frameworks";
import { type Classifying, classifying, parameters, type Settings } from "../parameters";
import { BUCKET, LOCK_CONFIGURATION } from "../reading/buckets";
import { defaultRetention, retentionDays } from "../reading/retention";
import { isAtLeast, shown } from "../reading/value";
import { rule } from "../rule";
import { vaultSetting } from "../vault-setting";

export const vaultLockMinRetention = rule({
  name: "vault-lock-min-retention",
  why: "An object that comes without a retention of its own is locked only as long as the default says",
  level: "mandatory",
  severity: "critical",
  framework: secRule17a4("(a), (b)"),
  remedy: "Set days, or years (365 days each) but not both, to the stage's minRetentionDays or more.",
  reads: parameters.pick({ ...classifying, minRetentionDays: true }),
  types: [LOCK_CONFIGURATION, BUCKET],
  ...vaultSetting(function* (
    setting,
    because,
    { minRetentionDays }: Classifying & Settings<"minRetentionDays">,
  ) {
    const retention = defaultRetention(setting);
    const days = retention && retentionDays(retention);
    if (days && !isAtLeast(days, minRetentionDays))
      yield {
        found: `the default retention in days is ${shown(days)}`,
        expected: `${minRetentionDays} or more ${because}`,
      };
  }),
});
