import { vaultDenyDestruction } from "../../../policies/rules/vault-deny-destruction";
import {
  bucket,
  bucketPolicy,
  denying,
  findsPolicies,
  guardedBy,
  LIKE_VAULT,
  tellsVaults,
  VAULT,
} from "../guarded-buckets";
import { type Accepted, type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

const ON_OBJECTS = [
  "s3:DeleteObject",
  "s3:DeleteObjectVersion",
  "s3:BypassGovernanceRetention",
  "s3:PutObjectLegalHold",
  "s3:ReplicateDelete",
  "s3:UpdateObjectEncryption",
  "s3:PutObjectAcl",
  "s3:PutObjectVersionAcl",
];
const ALL = [...ON_OBJECTS.slice(0, 2), "s3:DeleteBucket", ...ON_OBJECTS.slice(2)];
const BUCKET = `arn:aws:s3:::${VAULT}`;
const ROLE = "arn:aws:iam::111122223333:role/break-glass";

const good = denying({ Action: "s3:*" });
const regulated = {
  good,
  expected: "a refusal to everybody",
  empty: [`its policy does not refuse ${ALL.join(", ")}; expected a refusal to everybody`],
};
const lawful = { lockProfile: "lawful-deletion", breakGlassRoleArns: [ROLE] };

function exempting(value: unknown, operator = "ArnNotEquals"): object {
  return denying({ Action: ALL, Condition: { [operator]: { "aws:PrincipalArn": value } } });
}

function enough(
  what: string,
  policy: object,
  config: object = {},
  as: Accepted["as"] = "compliant",
): Accepted {
  return { as, what, given: guardedBy(policy), config };
}

function lets(what: string, policy: object, actions: readonly string[], config: object = {}): Refused {
  const whom = config === lawful ? "everybody but the break-glass role" : "everybody";
  return {
    what,
    given: guardedBy(policy),
    config,
    says: [
      `bucket: its policy does not refuse ${actions.join(", ")}; expected a refusal to ${whom} ${LIKE_VAULT}`,
    ],
  };
}

/** A vault whose name is not known, and a policy that refuses everything on some resources. */
function nameless(...Resource: readonly string[]): readonly Given[] {
  const policy = denying({ Action: "s3:*", Resource });
  return [bucket(UNKNOWN), bucketPolicy(policy, UNKNOWN, { from: { bucket: ["bucket"] } })];
}

const others = {
  found: findsPolicies(regulated),
  told: tellsVaults(regulated),
};

tryRule(vaultDenyDestruction, {
  remedy:
    'Give the bucket one BucketPolicy with a Deny for Principal "*" of these actions on bucket and objects; in the profile lawful-deletion it may exempt the exact ARN of the break-glass role by ArnNotEquals on aws:PrincipalArn.',
  accepts: [
    ...others.found.accepts,
    ...others.told.accepts,
    enough("each action by its name", denying({ Action: ALL })),
    enough("each action in another case", denying({ Action: ALL.map((action) => action.toUpperCase()) })),
    enough(
      "actions by their place",
      denying(
        { Action: ON_OBJECTS, Resource: `${BUCKET}/*` },
        { Action: "s3:DeleteBucket", Resource: BUCKET },
      ),
    ),
    enough("actions in several statements", denying(...ALL.map((Action) => ({ Action })))),
    {
      as: "compliant",
      what: "all buckets, where the name of this one is not known",
      given: nameless("arn:aws:s3:::*"),
    },
    enough("everybody as AWS's", denying({ Action: ALL, Principal: { AWS: "*" } })),
    enough("all but reading", denying({ NotAction: ["s3:Get*", "s3:List*"] })),
    enough("beside what allows everything", {
      Statement: [
        { Effect: "Allow", Principal: "*", Action: "*", Resource: "*" },
        { Effect: "Deny", Principal: "*", Action: ALL, Resource: "*" },
      ],
    }),
    enough("the break-glass role exempted", exempting(ROLE), lawful),
    enough("the break-glass role exempted from a list", exempting([ROLE], "ArnNotLike"), lawful),
    enough("the break-glass role exempted as a text", exempting(ROLE, "StringNotEquals"), lawful),
    enough(
      "the break-glass role exempted wherever it is known",
      exempting(ROLE, "ArnNotEqualsIfExists"),
      lawful,
    ),
    enough("nobody exempted, though one may be", good, lawful, "near miss"),
    enough("nobody exempted, where none is named", good, { lockProfile: "lawful-deletion" }, "near miss"),
  ],
  refuses: [
    ...others.found.refuses,
    ...others.told.refuses,
    ...ALL.map((missing) =>
      lets(`all but ${missing}`, denying({ Action: ALL.filter((action) => action !== missing) }), [missing]),
    ),
    lets("objects alone", denying({ Action: "s3:*", Resource: `${BUCKET}/*` }), ["s3:DeleteBucket"]),
    lets("the bucket alone", denying({ Action: "s3:*", Resource: BUCKET }), ON_OBJECTS),
    lets("some of the objects", denying({ Action: "s3:*", Resource: [BUCKET, `${BUCKET}/a*`] }), ON_OBJECTS),
    lets(
      "another bucket's objects",
      denying({ Action: "s3:*", Resource: [BUCKET, "arn:aws:s3:::archive-vault-b/*"] }),
      ON_OBJECTS,
    ),
    lets(
      "what a variable says",
      denying({ Action: "s3:*", Resource: [BUCKET, `${BUCKET}/\${aws:username}*`] }),
      ON_OBJECTS,
    ),
    {
      what: "what has no name, where that of the bucket is not known",
      given: nameless("arn:aws:s3:::undefined*", "arn:aws:s3:::", "arn:aws:s3:::/*"),
      says: [
        `bucket: its policy does not refuse ${ALL.join(", ")}; expected a refusal to everybody on a bucket whose archive:role is vault`,
      ],
    },
    lets("the account alone", denying({ Action: "s3:*", Principal: { AWS: "111122223333" } }), ALL),
    lets(
      "all but one",
      { Statement: [{ Effect: "Deny", NotPrincipal: { AWS: ROLE }, Action: "s3:*", Resource: "*" }] },
      ALL,
    ),
    lets(
      "requests without TLS alone",
      denying({ Action: "s3:*", Condition: { Bool: { "aws:SecureTransport": "false" } } }),
      ALL,
    ),
    lets(
      "all but AWS's services",
      denying({ Action: "s3:*", Condition: { Bool: { "aws:PrincipalIsAWSService": "false" } } }),
      ALL,
    ),
    lets(
      "an Allow",
      { Statement: [{ Effect: "Allow", Principal: "*", Action: "s3:*", Resource: "*" }] },
      ALL,
    ),
    lets("an action that is not known", denying({ Action: UNKNOWN }), ALL),
    lets("the break-glass role, in the profile regulated", exempting(ROLE), ALL, {
      breakGlassRoleArns: [ROLE],
    }),
    lets("the break-glass role, where none is named", exempting(ROLE), ALL, {
      lockProfile: "lawful-deletion",
    }),
    lets("the break-glass role and another", exempting([ROLE, `${ROLE}-too`]), ALL, lawful),
    lets("what is named like the break-glass role", exempting(`${ROLE}*`), ALL, lawful),
    lets("one whose ARN is not known", exempting(UNKNOWN), ALL, lawful),
    lets(
      "only the break-glass role",
      denying({ Action: "s3:*", Condition: { ArnEquals: { "aws:PrincipalArn": ROLE } } }),
      ALL,
      lawful,
    ),
  ],
});
