import { secRule17a4 } from "../frameworks";
import { type Classifying, classifying, lockModes, parameters, type Settings } from "../parameters";
import { BUCKET, LOCK_CONFIGURATION } from "../reading/buckets";
import { defaultRetention } from "../reading/retention";
import { is, shown, within } from "../reading/value";
import { rule } from "../rule";
import { vaultSetting } from "../vault-setting";

export const vaultLockComplianceMode = rule({
  name: "vault-lock-compliance-mode",
  why: "Governance mode can be bypassed with one permission; compliance mode by nobody, root included",
  level: "mandatory",
  severity: "critical",
  framework: secRule17a4("(f)(2)(i)(B)"),
  remedy: "Set the mode of the default retention to what the stage's lock profile asks for.",
  reads: parameters.pick({ ...classifying, lockProfile: true }),
  types: [LOCK_CONFIGURATION, BUCKET],
  ...vaultSetting(function* (setting, because, { lockProfile }: Classifying & Settings<"lockProfile">) {
    const retention = defaultRetention(setting);
    const mode = retention && within(retention, "mode");
    if (mode && !is(mode, lockModes[lockProfile]))
      yield {
        found: `the mode of the default retention is ${shown(mode)}`,
        expected: `${lockModes[lockProfile]} ${because}`,
      };
  }),
});
