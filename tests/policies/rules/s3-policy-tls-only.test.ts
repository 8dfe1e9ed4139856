import { s3PolicyTlsOnly } from "../../../policies/rules/s3-policy-tls-only";
import { bucket, bucketPolicy, denying, findsPolicies, guardedBy, VAULT } from "../guarded-buckets";
import { type Accepted, type Refused, tryRule, UNKNOWN } from "../try-rule";

const BUCKET = `arn:aws:s3:::${VAULT}`;
const SAMPLES = ["s3:GetObject", "s3:PutObject", "s3:ListBucket", "s3:AnyActionAtAll"];
const expected = "a refusal of all requests without TLS";
const plainHttp = { Action: "s3:*", Condition: { Bool: { "aws:SecureTransport": "false" } } };

function lets(target: string, actions: readonly string[] = SAMPLES): string {
  return `its policy lets ${actions.join(", ")} on ${target} pass without TLS; expected ${expected}`;
}

function enough(what: string, statement: object, as: Accepted["as"] = "compliant"): Accepted {
  return { as, what, given: guardedBy(denying({ ...plainHttp, ...statement })) };
}

function fails(what: string, statement: object, said = [lets("the bucket"), lets("its objects")]): Refused {
  return {
    what,
    given: guardedBy(denying({ ...plainHttp, ...statement })),
    says: said.map((each) => `bucket: ${each}`),
  };
}

const others = findsPolicies({
  good: denying(plainHttp),
  expected,
  empty: [lets("the bucket"), lets("its objects")],
  isAboutVaults: false,
});

tryRule(s3PolicyTlsOnly, {
  remedy:
    'Give the bucket one BucketPolicy with a Deny for Principal "*" of s3:* on bucket and objects, where Bool says that aws:SecureTransport is false.',
  accepts: [
    ...others.accepts,
    enough("bucket and objects", { Resource: [BUCKET, `${BUCKET}/*`] }),
    enough("every action there is", { Action: "*" }),
    enough("a truth value", { Condition: { Bool: { "aws:SecureTransport": false } } }),
    enough("a text", { Condition: { StringEquals: { "aws:securetransport": "false" } } }),
    enough("a request that says nothing of it, too", {
      Condition: { BoolIfExists: { "aws:SecureTransport": "false" } },
    }),
    enough("all requests, with TLS or without", { Condition: {} }, "near miss"),
    {
      as: "compliant",
      what: "a statement for the bucket and one for its objects",
      given: guardedBy(
        denying({ ...plainHttp, Resource: BUCKET }, { ...plainHttp, Resource: `${BUCKET}/*` }),
      ),
    },
    {
      as: "compliant",
      what: "a bucket for logs",
      given: [bucket("any", "logs"), bucketPolicy(denying(plainHttp), "any")],
    },
    {
      as: "not applicable",
      what: "a deprecated bucket, which is refused as such",
      given: bucket("any", "logs", { type: "aws:s3/bucketV2:BucketV2" }),
    },
  ],
  refuses: [
    ...others.refuses,
    {
      what: "a bucket for staging without a policy",
      given: bucket("any", "staging"),
      says: [`bucket: it has no policy; expected ${expected}`],
    },
    fails("the bucket alone", { Resource: BUCKET }, [lets("its objects")]),
    fails("the objects alone", { Resource: `${BUCKET}/*` }, [lets("the bucket")]),
    fails("some objects", { Resource: [BUCKET, `${BUCKET}/a*`] }, [lets("its objects")]),
    fails("reading alone", { Action: ["s3:Get*", "s3:List*"] }, [
      lets("the bucket", ["s3:PutObject", "s3:AnyActionAtAll"]),
      lets("its objects", ["s3:PutObject", "s3:AnyActionAtAll"]),
    ]),
    fails("what is known today", { Action: SAMPLES.slice(0, 3) }, [
      lets("the bucket", ["s3:AnyActionAtAll"]),
      lets("its objects", ["s3:AnyActionAtAll"]),
    ]),
    fails("the account alone", { Principal: { AWS: "111122223333" } }),
    fails("all but AWS's services", {
      Condition: { Bool: { "aws:SecureTransport": "false", "aws:PrincipalIsAWSService": "false" } },
    }),
    fails("requests with TLS", { Condition: { Bool: { "aws:SecureTransport": "true" } } }),
    fails("old versions of TLS", { Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } } }),
    fails("a condition that is not known", { Condition: UNKNOWN }),
    fails("an Allow", { Effect: "Allow", Condition: { Bool: { "aws:SecureTransport": "true" } } }),
  ],
});
