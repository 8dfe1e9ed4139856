import { kmsPolicyNoDestroy } from "../../../policies/rules/kms-policy-no-destroy";
import { denying } from "../guarded-buckets";
import { type Accepted, type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

const DESTROYING = ["kms:ScheduleKeyDeletion", "kms:DisableKey", "kms:DeleteImportedKeyMaterial"];
const ARN = "arn:aws:kms:eu-west-1:111122223333:key/1";
const CUSTODIAN = "arn:aws:iam::111122223333:role/custodian";
const config = { custodianRoleArns: [CUSTODIAN] };
const REPLICA = { type: "aws:kms/replicaKey:ReplicaKey", name: "replica" };

const destruction = { Action: DESTROYING };
const change = {
  Action: "kms:PutKeyPolicy",
  Condition: { ArnNotEquals: { "aws:PrincipalArn": [CUSTODIAN] } },
};
const good = json(destruction, change);
/** A second custodian, and its projects. */
const OTHER = "arn:aws:iam::111122223333:role/other";
const shared = (...projects: readonly string[]) => ({
  config: { custodianRoleArns: [CUSTODIAN, OTHER], custodianProjects: { [OTHER]: projects } },
});
const letting = (...arns: readonly string[]) =>
  key(json(destruction, { ...change, Condition: { ArnNotEquals: { "aws:PrincipalArn": arns } } }));
const EXPECTED = "expected one that refuses the key's destruction";
const says = {
  destroys: (actions: readonly string[] = DESTROYING) =>
    `its policy does not refuse ${actions.join(", ")}; expected a refusal to everybody`,
  changes:
    "its policy does not refuse kms:PutKeyPolicy; expected a refusal to everybody but the custodian roles",
};
const open = [says.destroys(), says.changes];

/** A key's policy is JSON, never an object. */
function json(...statements: readonly object[]): string {
  return JSON.stringify(denying(...statements));
}

function key(policy: unknown, more: Partial<Given> = {}): Given {
  return { type: "aws:kms/key:Key", name: "key", props: { arn: ARN, keyId: "1", policy }, ...more };
}

function keyPolicy(policy: unknown, keyId: unknown, more: Partial<Given> = {}): Given {
  return { type: "aws:kms/keyPolicy:KeyPolicy", name: "policy", props: { keyId, policy }, ...more };
}

function enough(what: string, given: Given | readonly Given[], as: Accepted["as"] = "compliant"): Accepted {
  return { as, what, given, config };
}

function fails(what: string, given: Given | readonly Given[], ...said: readonly string[]): Refused {
  return { what, given, config, says: said.map((each) => (/^\w+: /.test(each) ? each : `key: ${each}`)) };
}

const from = (...names: readonly string[]) => ({ from: { keyId: names } });
const made = (props: object) => ({ props: { arn: UNKNOWN, keyId: UNKNOWN, ...props } });

tryRule(kmsPolicyNoDestroy, {
  remedy:
    'Give the key a policy with a Deny for Principal "*" of kms:ScheduleKeyDeletion, kms:DisableKey and kms:DeleteImportedKeyMaterial, and one of kms:PutKeyPolicy that exempts the exact ARNs of the custodian roles by ArnNotEquals on aws:PrincipalArn.',
  accepts: [
    enough("a key's own policy", key(good)),
    enough("a key that is not made yet", key(good, made({ policy: good }))),
    enough(
      "every key there is, where this one is not made yet",
      key(
        "",
        made({
          policy: JSON.stringify(
            denying({ ...destruction, Resource: "arn:*:kms:*" }, { ...change, Resource: "arn:*:kms:*" }),
          ),
        }),
      ),
    ),
    enough("a replica's own policy", key(good, REPLICA)),
    enough("a policy of its own, by the key's id", [key(json()), keyPolicy(good, "1")]),
    enough("a policy of its own, by the key's ARN", [key(""), keyPolicy(good, ARN)]),
    enough("a policy of its own, joined by dependency", [
      key(UNKNOWN, made({ policy: UNKNOWN })),
      keyPolicy(good, UNKNOWN, from("key")),
    ]),
    enough("a replica with a policy of its own", [key(json(), REPLICA), keyPolicy(good, "1")]),
    enough("a policy of a key of another stack", keyPolicy(good, "2")),
    enough(
      "the key named by its ARN",
      key(JSON.stringify(denying({ ...destruction, Resource: ARN }, { ...change, Resource: ARN }))),
    ),
    enough("each action by itself", key(json(...DESTROYING.map((Action) => ({ Action })), change))),
    enough("everything else allowed", key(json({ Effect: "Allow", Action: "kms:*" }, destruction, change))),
    { ...enough("its own custodian exempted", letting(OTHER)), ...shared("strongroom") },
    {
      ...enough("he who has all that is nobody's own exempted", letting(CUSTODIAN), "near miss"),
      ...shared("another"),
    },
    enough("nobody to change it", key(json({ Action: [...DESTROYING, "kms:PutKeyPolicy"] })), "near miss"),
    enough("key stores left alone, on which it has no say", key(good), "near miss"),
    enough("an external key", key(json(), { type: "aws:kms/externalKey:ExternalKey" }), "not applicable"),
  ],
  refuses: [
    fails("no policy", key(undefined), `it has no policy; ${EXPECTED}`),
    fails("a policy that is reported as empty", key(""), `it has no policy; ${EXPECTED}`),
    fails("a policy that is not known", key(UNKNOWN), `its policy is not known in preview; ${EXPECTED}`),
    fails("a policy that is no JSON", key("{"), `its policy is not JSON; ${EXPECTED}`),
    fails(
      "AWS's default policy",
      key(json({ Effect: "Allow", Principal: { AWS: "111122223333" }, Action: "kms:*" })),
      ...open,
    ),
    fails("a replica that refuses nothing", key(json(), REPLICA), ...open.map((each) => `replica: ${each}`)),
    ...DESTROYING.map((missing) =>
      fails(
        `all but ${missing}`,
        key(json({ Action: DESTROYING.filter((action) => action !== missing) }, change)),
        says.destroys([missing]),
      ),
    ),
    {
      ...fails("another's custodian exempted", letting(CUSTODIAN, OTHER), says.changes),
      ...shared("another"),
    },
    {
      ...fails("he exempted whose own it is not", letting(CUSTODIAN), says.changes),
      ...shared("strongroom"),
    },
    fails("nothing about who may change it", key(json(destruction)), says.changes),
    fails(
      "the custodian exempted from what nobody may",
      key(json({ ...change, Action: [...DESTROYING, "kms:PutKeyPolicy"] })),
      says.destroys(),
    ),
    fails(
      "another role exempted",
      key(
        json(destruction, {
          ...change,
          Condition: { ArnNotEquals: { "aws:PrincipalArn": [CUSTODIAN, `${CUSTODIAN}-too`] } },
        }),
      ),
      says.changes,
    ),
    fails(
      "the account alone",
      key(json({ ...destruction, Principal: { AWS: "111122223333" } }, change)),
      says.destroys(),
    ),
    fails("another key", key(json({ ...destruction, Resource: `${ARN}2` }, change)), says.destroys()),
    fails(
      "a key by its ARN that is not made yet",
      key("", made({ policy: json({ ...destruction, Resource: ARN }, change) })),
      says.destroys(),
    ),
    fails("a policy of its own that replaces a good one", [key(good), keyPolicy(json(), "1")], ...open),
    fails(
      "two policies",
      [key(good), keyPolicy(good, "1"), keyPolicy(good, ARN, { name: "second" })],
      `it has 2 policies; ${EXPECTED}`,
    ),
    fails(
      "a policy of a key of another stack",
      keyPolicy(json(), "2"),
      ...open.map((each) => `policy: ${each}`),
    ),
    fails(
      "a policy that may be of either key",
      [
        key(good, made({ policy: good })),
        key(good, { ...made({ policy: good }), name: "other" }),
        keyPolicy(json(), UNKNOWN, from("key", "other")),
      ],
      ...open.map((each) => `policy: ${each}`),
    ),
    fails(
      "the second of two keys",
      [key(good), key(json(), { name: "other", props: { arn: `${ARN}2`, keyId: "2", policy: json() } })],
      ...open.map((each) => `other: ${each}`),
    ),
  ],
});
