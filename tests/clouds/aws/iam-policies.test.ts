import * as token from "../../../rehearsal/clouds/aws/tokens";
import type { Properties } from "../../../rehearsal/clouds/catalogue";
import { ACCOUNT, refusals, type Step } from "./cases";
import { allow, document, rights, role, roleArn } from "./things";

const attach = (policyArn: string, to = "worker"): Properties => ({ role: to, policyArn });

const managed = (name: string): Step => ({ type: token.POLICY, name, inputs: { name, policy: rights() } });

const managedArn = (name: string): string => `arn:aws:iam::${ACCOUNT}:policy/${name}`;

const inline = (policy: string): Properties => ({ role: "worker", policy });

/** A document of so many characters. */
const long = (length: number): string => {
  const empty = document(allow("s3:GetObject", { Resource: "arn:aws:s3:::" })).length;
  return document(allow("s3:GetObject", { Resource: `arn:aws:s3:::${"x".repeat(length - empty)}` }));
};

describe("the simulated AWS: IAM policies", () => {
  refusals([
    {
      what: "rights of a role that does not exist",
      given: [role("worker")],
      type: token.ROLE_POLICY,
      refused: { ...inline(rights()), role: "workers" },
      because: /workers does not exist/,
      accepted: inline(rights()),
    },
    {
      what: "a role's ARN where its name belongs",
      given: [role("worker")],
      type: token.ROLE_POLICY,
      refused: { ...inline(rights()), role: roleArn("worker") },
      because: /a name is expected here/,
      accepted: inline(rights()),
    },
    {
      what: "inline policies of more than 10240 characters together",
      given: [role("worker"), { type: token.ROLE_POLICY, name: "first", inputs: inline(long(6000)) }],
      type: token.ROLE_POLICY,
      refused: inline(long(4241)),
      because: /Maximum policy size of 10240 bytes exceeded for role worker/,
      accepted: inline(long(4240)),
    },
    {
      what: "a managed policy of more than 6144 characters",
      type: token.POLICY,
      refused: { policy: long(6145) },
      because: /LimitExceeded.*6144/,
      accepted: { policy: long(6144) },
    },
    {
      what: "rights with a principal",
      given: [role("worker")],
      type: token.ROLE_POLICY,
      refused: inline(document(allow("s3:GetObject", { Resource: "*", Principal: "*" }))),
      because: /should not specify a principal/,
      accepted: inline(rights()),
    },
    {
      what: "rights to nothing",
      given: [role("worker")],
      type: token.ROLE_POLICY,
      refused: inline(document(allow("s3:GetObject", { Resource: [] }))),
      because: /must contain resources/,
      accepted: inline(document(allow("s3:GetObject", { Resource: ["arn:aws:s3:::a/*"] }))),
    },
    {
      what: "rights to do nothing",
      given: [role("worker")],
      type: token.ROLE_POLICY,
      refused: inline(document(allow([], { Resource: "*" }))),
      because: /must contain actions/,
      accepted: inline(rights()),
    },
    {
      what: "an action without its service",
      given: [role("worker")],
      type: token.ROLE_POLICY,
      refused: inline(document(allow("GetObject", { Resource: "*" }))),
      because: /prefaced by a vendor/,
      accepted: inline(document(allow("s3:Get*", { Resource: "*" }))),
    },
    {
      what: "a resource that is no ARN",
      given: [role("worker")],
      type: token.ROLE_POLICY,
      refused: inline(rights("vault/*")),
      because: /Resource vault\/\* must be in ARN format/,
      accepted: inline(rights("arn:aws:s3:::vault/*")),
    },
    {
      what: "a statement's id that is no word",
      given: [role("worker")],
      type: token.ROLE_POLICY,
      refused: inline(document(allow("s3:GetObject", { Resource: "*", Sid: "read-it" }))),
      because: /SID\) must be alpha-numeric/,
      accepted: inline(document(allow("s3:GetObject", { Resource: "*", Sid: "ReadIt" }))),
    },
    {
      what: "two statements of one id",
      given: [role("worker")],
      type: token.ROLE_POLICY,
      refused: inline(
        document(
          allow("s3:GetObject", { Resource: "*", Sid: "Read" }),
          allow("s3:ListBucket", { Resource: "*", Sid: "Read" }),
        ),
      ),
      because: /must be unique/,
      accepted: inline(rights()),
    },
    {
      what: "to attach a policy that does not exist",
      given: [role("worker"), managed("reading")],
      type: token.POLICY_ATTACHMENT,
      refused: attach(managedArn("writing")),
      because: /policy\/writing does not exist/,
      accepted: attach(managedArn("reading")),
    },
    {
      what: "to attach an eleventh policy",
      given: [
        role("worker"),
        role("other"),
        ...Array.from({ length: 10 }, (_, at) => managed(`policy-${at}`)),
        ...Array.from({ length: 10 }, (_, at) => ({
          type: token.POLICY_ATTACHMENT,
          name: `attachment-${at}`,
          inputs: attach(managedArn(`policy-${at}`)),
        })),
      ],
      type: token.POLICY_ATTACHMENT,
      refused: attach("arn:aws:iam::aws:policy/ReadOnlyAccess"),
      because: /PoliciesPerRole: 10/,
      accepted: attach("arn:aws:iam::aws:policy/ReadOnlyAccess", "other"),
    },
  ]);
});
