import { UNKNOWN } from "../../try-rule";
import { ACCOUNT, allow, BREAK_GLASS, CUSTODIAN, deny, document, VAULT } from "../documents";
import { all, having, made } from "../estate";
import { destroyingActions } from "../good-estate";
import { tryWaysIn, vaultPolicy, type WayIn, worker } from "../ways-in";

const [ITSELF, OBJECTS] = [`arn:aws:s3:::${VAULT}`, `arn:aws:s3:::${VAULT}/*`];
/** Refuses destruction to the account alone. */
const toTheAccount = deny("R", destroyingActions, [ITSELF, OBJECTS], {
  StringEquals: { "aws:PrincipalAccount": ACCOUNT },
  ArnNotEquals: { "aws:PrincipalArn": BREAK_GLASS },
});
const granted = (Principal: object | string, Action = "s3:DeleteObject") => ({
  Sid: "Given",
  Effect: "Allow",
  Principal,
  Action,
  Resource: OBJECTS,
});

/** The policy lets somebody of elsewhere delete. */
function outsider(way: string, principal: object | string, who: string, more: object = {}): WayIn {
  const refused = { ...toTheAccount };
  return {
    way,
    by: vaultPolicy({ destruction: refused, given: { ...granted(principal), ...more } }),
    could: ["s3:DeleteObject"],
    says: `${who}: s3:DeleteObject (vault-policy: policy, statement Given)`,
    nearMiss: `${way}, to read`,
    harmless: vaultPolicy({
      destruction: refused,
      given: { ...granted(principal, "s3:GetObject"), ...more },
    }),
  };
}

const point = (statement: object, more: object = {}) =>
  having({
    point: made("aws:s3/accessPoint:AccessPoint", {
      bucket: VAULT,
      arn: `arn:aws:s3:eu-west-1:${ACCOUNT}:accesspoint/point`,
      policy: document({ ...statement }),
      ...more,
    }),
  });

tryWaysIn("by who is let in by a vault", [
  outsider("another account", { AWS: "444455556666" }, "account 444455556666"),
  outsider("a role of another account", { AWS: "arn:aws:iam::444455556666:role/x" }, "account 444455556666"),
  outsider("a service", { Service: "s3.amazonaws.com" }, "whoever its policy names"),
  outsider("everyone", "*", "whoever its policy names"),
  outsider("a canonical user", { CanonicalUser: "79a59df900b949e5" }, "whoever its policy names"),
  outsider("all but one", "", "whoever its policy names", {
    Principal: undefined,
    NotPrincipal: { AWS: CUSTODIAN },
  }),
  {
    way: "an access point that lets in another account",
    by: all(
      vaultPolicy({ destruction: toTheAccount }),
      point({
        ...granted({ AWS: "444455556666" }),
        Resource: "arn:aws:s3:eu-west-1:111122223333:accesspoint/point/object/*",
      }),
    ),
    could: ["s3:DeleteObject"],
    says: "account 444455556666: s3:DeleteObject (point: policy, statement Given)",
    nearMiss: "an access point to another bucket",
    harmless: all(
      vaultPolicy({ destruction: toTheAccount }),
      point(granted({ AWS: "444455556666" }), { bucket: "other" }),
      having({
        other: made("aws:s3/bucket:Bucket", { bucket: "other", tags: { "archive:role": "staging" } }),
      }),
    ),
  },
  {
    way: "an access point's policy of its own",
    by: all(
      vaultPolicy({ destruction: toTheAccount }),
      point({ Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "*" }),
      having({
        "point-policy": made("aws:s3control/accessPointPolicy:AccessPointPolicy", {
          accessPointArn: `arn:aws:s3:eu-west-1:${ACCOUNT}:accesspoint/point`,
          policy: document(granted({ AWS: "444455556666" })),
        }),
      }),
    ),
    could: ["s3:DeleteObject"],
    says: "account 444455556666: s3:DeleteObject (point-policy: policy, statement Given)",
    nearMiss: "one of another access point",
    harmless: all(
      vaultPolicy({ destruction: toTheAccount }),
      point({ Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "*" }),
      having({
        "point-policy": made("aws:s3control/accessPointPolicy:AccessPointPolicy", {
          accessPointArn: `arn:aws:s3:eu-west-1:${ACCOUNT}:accesspoint/other`,
          policy: document(granted({ AWS: "444455556666" })),
        }),
      }),
    ),
  },
  {
    way: "an access point to a bucket that is not known",
    by: all(
      vaultPolicy({ destruction: toTheAccount }),
      point(granted({ AWS: "444455556666" }), { bucket: UNKNOWN }),
    ),
    could: ["s3:DeleteObject"],
    says: "account 444455556666: s3:DeleteObject (point: policy, statement Given)",
    nearMiss: "an access point behind a refusal to all",
    harmless: point(granted({ AWS: "444455556666" })),
  },
  {
    way: "a workload that is allowed what is refused to others",
    by: all(
      vaultPolicy({
        destruction: {
          ...toTheAccount,
          Condition: { ArnNotLike: { "aws:PrincipalArn": ["*:role/worker", BREAK_GLASS] } },
        },
      }),
      worker({ Sid: "Delete", ...allow("s3:DeleteObject", "arn:aws:s3:::archive-vault-*") }),
    ),
    could: [
      "s3:DeleteObject",
      "s3:DeleteObjectVersion",
      "s3:PutObjectLegalHold",
      "s3:ReplicateDelete",
      "s3:UpdateObjectEncryption",
      "s3:PutObjectAcl",
      "s3:PutObjectVersionAcl",
    ],
    says: "role worker: s3:DeleteObject (worker-permissions: policy, statement Delete)",
    nearMiss: "a workload that is allowed what is refused to all",
    harmless: worker({ Sid: "Delete", ...allow(["s3:DeleteObject*", "s3:PutBucket*"], "arn:aws:s3:::*") }),
  },
]);
