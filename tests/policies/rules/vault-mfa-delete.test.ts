import { vaultMfaDelete } from "../../../policies/rules/vault-mfa-delete";
import { type Accepted, type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

const BREAK_GLASS = "arn:aws:iam::111122223333:role/break-glass";
const LAWFUL = { breakGlassRoleArns: [BREAK_GLASS] };

function bucket(role = "vault", name: unknown = "any"): Given {
  return {
    type: "aws:s3/bucket:Bucket",
    name: "bucket",
    props: { bucket: name, tags: { "archive:role": role } },
  };
}

function versioning(mfaDelete: unknown, name = "versioning"): Given {
  return {
    type: "aws:s3/bucketVersioning:BucketVersioning",
    name,
    props: { bucket: "any", versioningConfiguration: { status: "Enabled", mfaDelete } },
  };
}

function policy(document: unknown, name = "policy", of = "any"): Given {
  return { type: "aws:s3/bucketPolicy:BucketPolicy", name, props: { bucket: of, policy: document } };
}

/** A refusal of both deletions to everyone, but for what is said otherwise. */
function refusing(changes: object = {}): object {
  return {
    Statement: [
      {
        Effect: "Deny",
        Principal: "*",
        Action: ["s3:DeleteObject", "s3:DeleteObjectVersion"],
        Resource: ["arn:aws:s3:::any", "arn:aws:s3:::any/*"],
        ...changes,
      },
    ],
  };
}

const butBreakGlass = { Condition: { ArnNotEquals: { "aws:PrincipalArn": BREAK_GLASS } } };

function kept(what: string, document: unknown, config: object = {}): Accepted {
  return { as: "compliant", what, given: [bucket(), policy(document)], config };
}

function open(what: string, ...given: readonly Given[]): Refused {
  return { what, given, config: LAWFUL, says: [openOn("vault")] };
}

function openOn(role: string): string {
  return `bucket: no versioning has mfaDelete, and no bucket policy refuses everyone s3:DeleteObject and s3:DeleteObjectVersion; expected either on a bucket whose archive:role is ${role}`;
}

tryRule(vaultMfaDelete, {
  remedy:
    "Refuse both actions on all objects in the bucket policy, to everyone but the break-glass role; MFA Delete takes the root user and forbids lifecycle rules.",
  accepts: [
    kept("a refusal to everyone", refusing()),
    kept("a refusal as JSON", JSON.stringify(refusing())),
    kept("a refusal to everyone but the break-glass role", refusing(butBreakGlass), LAWFUL),
    kept("two statements, one for each", {
      Statement: [
        ...Object.values(refusing({ Action: "s3:DeleteObject" })).flat(),
        ...Object.values(refusing({ Action: "s3:DeleteObjectV*" })).flat(),
      ],
    }),
    {
      as: "compliant",
      what: "a second factor",
      given: [bucket(), versioning("Enabled")],
    },
    {
      as: "compliant",
      what: "a second factor beside a policy that refuses nothing",
      given: [bucket(), versioning(undefined), versioning("Enabled", "second"), policy({ Statement: [] })],
    },
    { as: "near miss", what: "a bucket for staging without either", given: bucket("staging") },
    {
      as: "not applicable",
      what: "a deprecated bucket, which is refused as such",
      given: { ...bucket(), type: "aws:s3/bucketV2:BucketV2" },
    },
  ],
  refuses: [
    open("a vault with nothing", bucket()),
    open("a second factor that is off", bucket(), versioning("Disabled")),
    open("a second factor that is not known", bucket(), versioning(UNKNOWN)),
    open("a policy that is not known", bucket(), policy(UNKNOWN)),
    open("only versions", bucket(), policy(refusing({ Action: "s3:DeleteObjectVersion" }))),
    open("only objects", bucket(), policy(refusing({ Action: "s3:DeleteObject" }))),
    open("only some objects", bucket(), policy(refusing({ Resource: "arn:aws:s3:::any/bags/*" }))),
    open("only the bucket", bucket(), policy(refusing({ Resource: "arn:aws:s3:::any" }))),
    open("an Allow", bucket(), policy(refusing({ Effect: "Allow" }))),
    open("another bucket's policy", bucket(), policy(refusing({ Resource: "*" }), "policy", "other")),
    open(
      "a refusal to everyone but somebody else",
      bucket(),
      policy(refusing({ Condition: { ArnNotEquals: { "aws:PrincipalArn": `${BREAK_GLASS}-2` } } })),
    ),
    open(
      "a refusal only where a condition holds",
      bucket(),
      policy(refusing({ Condition: { Bool: { "aws:SecureTransport": "false" } } })),
    ),
    open(
      "two policies, of which one refuses nothing",
      bucket(),
      policy(refusing()),
      policy({ Statement: [] }, "second"),
    ),
    open("a refusal on a bucket whose name is not known", bucket("vault", UNKNOWN), {
      ...policy(refusing({ Resource: "*" }), "policy", UNKNOWN),
      from: { bucket: ["bucket"] },
    }),
    {
      what: "a break-glass role where there is none",
      given: [bucket("replica"), policy(refusing(butBreakGlass))],
      says: [openOn("replica")],
    },
  ],
});
