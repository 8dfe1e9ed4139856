import type { Accepted, Given, Refused } from "./try-rule";
import { UNKNOWN } from "./try-rule";

export const VAULT = "archive-vault-a";
export const LIKE_VAULT = "on a bucket named like a vault";

export function bucket(name: unknown = VAULT, role = "vault", more: Partial<Given> = {}): Given {
  return {
    type: "aws:s3/bucket:Bucket",
    name: "bucket",
    props: { bucket: name, tags: { "archive:role": role } },
    ...more,
  };
}

export function bucketPolicy(policy: unknown, name: unknown = VAULT, more: Partial<Given> = {}): Given {
  return {
    type: "aws:s3/bucketPolicy:BucketPolicy",
    name: "policy",
    props: { bucket: name, policy },
    ...more,
  };
}

/** A policy document, which denies all that its statements are about unless they say otherwise. */
export function denying(...statements: readonly unknown[]): object {
  const whole = (each: unknown) =>
    typeof each === "object" ? { Effect: "Deny", Principal: "*", Resource: "*", ...each } : each;
  return { Version: "2012-10-17", Statement: statements.map(whole) };
}

/** A bucket with one policy of its own. */
export function guardedBy(policy: unknown, name: unknown = VAULT): readonly Given[] {
  return [bucket(name), bucketPolicy(policy, name)];
}

interface Joins {
  /** What the rule finds enough. */
  readonly good: object;
  readonly expected: string;
  /** What the rule says, after the name of whom it is about, where the policy refuses nothing. */
  readonly empty: readonly string[];
  readonly config?: object;
  /** Whether what is expected is only so of vaults, and the rule says so. */
  readonly isAboutVaults?: boolean;
}

/** How a rule about buckets' policies finds the policy that holds. */
export function findsPolicies({ good, expected, empty, config = {}, isAboutVaults = true }: Joins): {
  readonly accepts: readonly Accepted[];
  readonly refuses: readonly Refused[];
} {
  const json = JSON.stringify(good);
  const inline = (policy: unknown) => ({ ...bucket(), props: { bucket: VAULT, policy } });
  const by = (name: string) => ({ from: { bucket: [name] } });
  const accepts: readonly Omit<Accepted, "as">[] = [
    { what: "its policy as an object", given: guardedBy(good) },
    { what: "its policy as JSON", given: guardedBy(json) },
    { what: "its policy in the deprecated property", given: inline(json) },
    {
      what: "a policy of its own, which replaces the deprecated one",
      given: [inline(JSON.stringify(denying())), bucketPolicy(good)],
    },
    {
      what: "a policy of its own, whatever is reported of the deprecated one",
      given: [inline(UNKNOWN), bucketPolicy(good)],
    },
    {
      what: "a policy that is joined by dependency",
      given: [bucket(UNKNOWN), bucketPolicy(good, UNKNOWN, by("bucket"))],
    },
    {
      what: "two vaults, each with a policy",
      given: [
        bucket("archive-vault-b", "vault", { name: "other" }),
        bucket(),
        bucketPolicy(good),
        bucketPolicy(good, "archive-vault-b", { name: "another" }),
      ],
    },
    { what: "a policy of a vault of another stack", given: bucketPolicy(good) },
    { what: "a policy of what nobody knows", given: bucketPolicy(good, UNKNOWN) },
  ];
  const because = isAboutVaults ? ` ${LIKE_VAULT}` : "";
  const unread = (found: string) => [`bucket: ${found}; expected ${expected}${because}`];
  const open = (about: string) => empty.map((said) => `${about}: ${said}${because}`);
  const refuses: readonly Omit<Refused, "config">[] = [
    { what: "no policy", given: bucket(), says: unread("it has no policy") },
    {
      what: "a deprecated property that is reported as empty",
      given: inline(""),
      says: unread("it has no policy"),
    },
    {
      what: "another bucket's policy",
      given: [
        bucket(),
        bucket("archive-vault-b", "vault", { name: "other" }),
        bucketPolicy(good, "archive-vault-b"),
      ],
      says: unread("it has no policy"),
    },
    {
      what: "two policies, of which one would do",
      given: [...guardedBy(good), bucketPolicy(good, VAULT, { name: "second" })],
      says: unread("it has 2 policies"),
    },
    {
      what: "a policy that is not known",
      given: guardedBy(UNKNOWN),
      says: unread("its policy is not known in preview"),
    },
    { what: "a policy that is no JSON", given: guardedBy("{"), says: unread("its policy is not JSON") },
    {
      what: "a policy without statements",
      given: guardedBy({}),
      says: unread("its policy is not a document with statements"),
    },
    { what: "a policy that is not there", given: guardedBy(null), says: unread("it has no policy") },
    {
      what: "a policy that refuses nothing",
      given: guardedBy(denying()),
      says: open("bucket"),
    },
    {
      what: "a policy that allows everything, in a statement of which nothing is known",
      given: guardedBy({ Statement: [UNKNOWN] }),
      says: open("bucket"),
    },
    {
      what: "a policy that refuses nothing, on a bucket of another stack that is named like a vault",
      given: bucketPolicy(denying()),
      says: open("policy"),
    },
    {
      what: "the second of two vaults",
      given: [
        ...guardedBy(good),
        bucket("archive-replica-b", "replica", { name: "other" }),
        bucketPolicy(denying(), "archive-replica-b", { name: "another" }),
      ],
      says: open("other"),
    },
  ];
  return {
    accepts: accepts.map((each) => ({ ...each, as: "compliant", config })),
    refuses: refuses.map((each) => ({ ...each, config })),
  };
}

/** Which buckets a rule takes for vaults. */
export function tellsVaults({ good, expected, empty, config = {} }: Joins): {
  readonly accepts: readonly Accepted[];
  readonly refuses: readonly Refused[];
} {
  const accepts: readonly Accepted[] = [
    { as: "near miss", what: "a bucket for logs without a policy", given: bucket("any", "logs") },
    {
      as: "near miss",
      what: "a bucket for staging whose policy refuses nothing",
      given: [bucket("any", "staging"), bucketPolicy(denying(), "any")],
    },
    { as: "compliant", what: "a vault by its tag alone", given: [bucket("any"), bucketPolicy(good, "any")] },
    {
      as: "not applicable",
      what: "a deprecated bucket, which is refused as such",
      given: bucket(VAULT, "vault", { type: "aws:s3/bucketV2:BucketV2" }),
    },
  ];
  const unseen = "on a bucket that is not to be found in this stack";
  const refuses: readonly Refused[] = [
    {
      what: "a bucket that says nothing of its role",
      given: { ...bucket(), props: { bucket: "any" } },
      says: [`bucket: it has no policy; expected ${expected} on a bucket whose archive:role is absent`],
    },
    {
      what: "a policy that refuses nothing, on what is not in the stack",
      given: bucketPolicy(denying(), "elsewhere"),
      says: empty.map((said) => `policy: ${said} ${unseen}`),
    },
    {
      what: "a policy that refuses nothing, on what nobody knows",
      given: [bucket("any", "logs"), bucketPolicy(denying(), UNKNOWN)],
      says: empty.map((said) => `policy: ${said} ${unseen}`),
    },
    {
      what: "a policy that is not known, on what is not in the stack",
      given: bucketPolicy(UNKNOWN, "elsewhere"),
      says: [`policy: its policy is not known in preview; expected ${expected} ${unseen}`],
    },
  ];
  return {
    accepts: accepts.map((each) => ({ ...each, config })),
    refuses: refuses.map((each) => ({ ...each, config })),
  };
}
