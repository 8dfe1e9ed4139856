import { kmsGrantsNarrow } from "../../../policies/rules/kms-grants-narrow";
import { type Accepted, type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

const config = { trustedAccounts: ["111122223333", "444455556666"] };
const READER = "arn:aws:iam::111122223333:role/reader";
const NARROW = { granteePrincipal: READER, operations: ["Encrypt", "Decrypt"], retiringPrincipal: READER };

function grant(props: object, type = "aws:kms/grant:Grant"): Given {
  return { type, name: "grant", props: { ...NARROW, ...props } };
}

function fits(as: Accepted["as"], what: string, props: object, type?: string): Accepted {
  return { as, what, given: grant(props, type), config };
}

function fails(what: string, props: object, ...says: readonly string[]): Refused {
  return { what, given: grant(props), config, says: says.map((said) => `grant: ${said}`) };
}

function grantee(what: string, granteePrincipal: unknown, found: string): Refused {
  return fails(
    what,
    { granteePrincipal },
    `granteePrincipal is ${found}; expected the ARN of one role or user`,
  );
}

function operations(what: string, operations: unknown, ...found: readonly string[]): Refused {
  return fails(
    what,
    { operations },
    ...found.map((each) => `one of operations is ${each}; expected neither CreateGrant nor RetireGrant`),
  );
}

function retiring(what: string, retiringPrincipal: unknown, found: string): Refused {
  return fails(
    what,
    { retiringPrincipal },
    `retiringPrincipal is ${found}; expected a principal of an account in trustedAccounts`,
  );
}

tryRule(kmsGrantsNarrow, {
  remedy:
    "Grant to one role, without CreateGrant and RetireGrant, and name a retiringPrincipal of an account in trustedAccounts.",
  accepts: [
    fits("compliant", "one role", {}),
    fits("compliant", "a user, retired by an account's root", {
      granteePrincipal: "arn:aws:iam::111122223333:user/people/me",
      retiringPrincipal: "arn:aws:iam::444455556666:root",
    }),
    fits("compliant", "a session", { granteePrincipal: "arn:aws:sts::111122223333:assumed-role/reader/me" }),
    fits("near miss", "a role of another account, which another rule refuses", {
      granteePrincipal: "arn:aws:iam::999988887777:role/reader",
    }),
    fits("near miss", "roles that are not made yet", {
      granteePrincipal: UNKNOWN,
      retiringPrincipal: UNKNOWN,
    }),
    fits("near miss", "no operation", { operations: [] }),
    fits("near miss", "operations that give nothing on", {
      operations: ["DescribeKey", "ReEncryptFrom", "GenerateDataKey"],
    }),
    fits("not applicable", "a key", { operations: ["CreateGrant"] }, "aws:kms/key:Key"),
  ],
  refuses: [
    grantee("a whole account", "arn:aws:iam::111122223333:root", "arn:aws:iam::111122223333:root"),
    grantee("an account's number", "111122223333", "111122223333"),
    grantee("a number that reads on like an ARN", "111122223333:arn:x/y", "111122223333:arn:x/y"),
    grantee("all roles", "arn:aws:iam::111122223333:role/*", "arn:aws:iam::111122223333:role/*"),
    grantee(
      "roles that begin alike",
      "arn:aws:iam::111122223333:role/x*",
      "arn:aws:iam::111122223333:role/x*",
    ),
    grantee("roles of a kind", "arn:aws:iam::111122223333:role/?/x", "arn:aws:iam::111122223333:role/?/x"),
    grantee(
      "roles of some paths",
      "arn:aws:iam::111122223333:role/a*b/x",
      "arn:aws:iam::111122223333:role/a*b/x",
    ),
    grantee("a role without a name", "arn:aws:iam::111122223333:role/", "arn:aws:iam::111122223333:role/"),
    grantee(
      "an ARN of no identity",
      "arn:aws:kms:eu-west-1:111122223333:key/x",
      "arn:aws:kms:eu-west-1:111122223333:key/x",
    ),
    grantee("a service", "rds.amazonaws.com", "rds.amazonaws.com"),
    grantee("nobody", undefined, "absent"),
    grantee("a number", 1, "not a text"),
    operations("granting on", ["Decrypt", "CreateGrant"], "CreateGrant"),
    operations("retiring", ["RetireGrant", "Decrypt"], "RetireGrant"),
    operations("both", ["CreateGrant", "Decrypt", "RetireGrant"], "CreateGrant", "RetireGrant"),
    operations("one that is not known", ["Decrypt", UNKNOWN], "not known in preview"),
    operations("one that is no text", [1], "not a text"),
    fails(
      "operations that are not known",
      { operations: UNKNOWN },
      "operations is not known in preview; expected a list that can be read",
    ),
    fails(
      "operations that are no list",
      { operations: "Decrypt" },
      "operations is not a list; expected a list that can be read",
    ),
    fails(
      "no operations",
      { operations: undefined },
      "operations is absent; expected a list that can be read",
    ),
    retiring("nobody to retire it", undefined, "absent"),
    retiring(
      "a stranger to retire it",
      "arn:aws:iam::999988887777:role/spy",
      "arn:aws:iam::999988887777:role/spy",
    ),
    retiring("a service to retire it", "rds.amazonaws.com", "rds.amazonaws.com"),
    retiring("a number to retire it", 1, "not a text"),
    fails(
      "everything at once",
      { granteePrincipal: "*", operations: undefined, retiringPrincipal: "*" },
      "granteePrincipal is *; expected the ARN of one role or user",
      "operations is absent; expected a list that can be read",
      "retiringPrincipal is *; expected a principal of an account in trustedAccounts",
    ),
  ],
});
