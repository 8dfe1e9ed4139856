import { kmsKeyLifecycle } from "../../../policies/rules/kms-key-lifecycle";
import { type Accepted, type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

const KEY = "aws:kms/key:Key";
const OTHERS = ["aws:kms/replicaKey:ReplicaKey", "aws:kms/externalKey:ExternalKey"];
const PAIR = { keyUsage: "SIGN_VERIFY", customerMasterKeySpec: "ECC_NIST_P256" };
const ROTATES = { enableKeyRotation: true };

function key(props: object, type = KEY): Given {
  return { type, name: "key", props };
}

function fits(as: Accepted["as"], what: string, props: object, type?: string): Accepted {
  return { as, what: type ? `${what}: ${type}` : what, given: key(props, type) };
}

function fails(what: string, props: object, says: string, type?: string): Refused {
  return { what: type ? `${what}: ${type}` : what, given: key(props, type), says: [`key: ${says}`] };
}

const eachOther = OTHERS.flatMap((type): Refused[] => [
  fails("disabled", { enabled: false }, "enabled is false; expected true", type),
  fails(
    "not known to be enabled",
    { enabled: UNKNOWN },
    "enabled is not known in preview; expected true",
    type,
  ),
  fails("29 days", { deletionWindowInDays: 29 }, "deletionWindowInDays is 29; expected 30 or more", type),
]);

tryRule(kmsKeyLifecycle, {
  remedy:
    "Set enableKeyRotation on a Key that encrypts, do not disable it, and leave deletionWindowInDays at minKmsDeletionWindowDays or more.",
  accepts: [
    fits("compliant", "a key that rotates", ROTATES),
    fits("compliant", "a key that says all", { ...ROTATES, isEnabled: true, deletionWindowInDays: 30 }),
    ...OTHERS.flatMap((type) => [
      fits("compliant", "nothing said", {}, type),
      fits("compliant", "all said", { enabled: true, deletionWindowInDays: 30 }, type),
      fits("near miss", "another kind's switch", { isEnabled: false }, type),
    ]),
    fits("near miss", "a pair of keys that signs, of which AWS rotates none", PAIR),
    fits("near miss", "a key with another kind's switch", { ...ROTATES, enabled: false }),
    {
      ...fits("near miss", "the shortest window of a stage", { ...ROTATES, deletionWindowInDays: 7 }),
      config: { minKmsDeletionWindowDays: 7 },
    },
    fits("not applicable", "a key's policy", { isEnabled: false }, "aws:kms/keyPolicy:KeyPolicy"),
  ],
  refuses: [
    ...eachOther,
    fails(
      "a key that does not rotate",
      { enableKeyRotation: false },
      "enableKeyRotation is false; expected true",
    ),
    fails(
      "a pair of keys of which it is not known that it signs",
      { ...PAIR, keyUsage: UNKNOWN },
      "enableKeyRotation is absent; expected true",
    ),
    fails(
      "a key that says that it signs, and is none",
      { ...PAIR, customerMasterKeySpec: "SYMMETRIC_DEFAULT" },
      "enableKeyRotation is absent; expected true",
    ),
    fails(
      "a pair of keys that is disabled",
      { ...PAIR, isEnabled: false },
      "isEnabled is false; expected true",
    ),
    fails("a key that says nothing", {}, "enableKeyRotation is absent; expected true"),
    fails(
      "a key that may rotate",
      { enableKeyRotation: UNKNOWN },
      "enableKeyRotation is not known in preview; expected true",
    ),
    fails("a text", { enableKeyRotation: "true" }, "enableKeyRotation is not true or false; expected true"),
    fails("a disabled key", { ...ROTATES, isEnabled: false }, "isEnabled is false; expected true"),
    fails(
      "a key that may be disabled",
      { ...ROTATES, isEnabled: UNKNOWN },
      "isEnabled is not known in preview; expected true",
    ),
    fails(
      "a switch that is a text",
      { ...ROTATES, isEnabled: "true" },
      "isEnabled is not true or false; expected true",
    ),
    fails(
      "29 days",
      { ...ROTATES, deletionWindowInDays: 29 },
      "deletionWindowInDays is 29; expected 30 or more",
    ),
    fails(
      "no day",
      { ...ROTATES, deletionWindowInDays: 0 },
      "deletionWindowInDays is 0; expected 30 or more",
    ),
    fails(
      "some days",
      { ...ROTATES, deletionWindowInDays: UNKNOWN },
      "deletionWindowInDays is not known in preview; expected 30 or more",
    ),
    fails(
      "days in a text",
      { ...ROTATES, deletionWindowInDays: "30" },
      "deletionWindowInDays is not a whole number; expected 30 or more",
    ),
    {
      ...fails(
        "a day less than the stage's",
        { ...ROTATES, deletionWindowInDays: 13 },
        "deletionWindowInDays is 13; expected 14 or more",
      ),
      config: { minKmsDeletionWindowDays: 14 },
    },
    {
      what: "everything at once",
      given: key({ isEnabled: false, deletionWindowInDays: 7 }),
      says: [
        "key: enableKeyRotation is absent; expected true",
        "key: isEnabled is false; expected true",
        "key: deletionWindowInDays is 7; expected 30 or more",
      ],
    },
  ],
});
