import { iamTrustKnownPrincipals } from "../../../policies/rules/iam-trust-known-principals";
import { type Accepted, type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

const OURS = "111122223333";
const SISTER = "222233334444";
const STRANGER = "999988887777";
const config = { trustedAccounts: [OURS, SISTER] };
const EXPECTED = "expected named principals of the stage's trustedAccounts, and services";

function role(assumeRolePolicy: unknown, type = "aws:iam/role:Role"): Given {
  return { type, name: "worker", props: { assumeRolePolicy } };
}

function trusting(...statements: readonly object[]): Given {
  return role({
    Version: "2012-10-17",
    Statement: statements.map((statement) => ({ Effect: "Allow", Action: "sts:AssumeRole", ...statement })),
  });
}

function known(what: string, Principal: unknown, as: Accepted["as"] = "compliant"): Accepted {
  return { as, what, given: trusting({ Principal }), config };
}

function strange(what: string, statement: object, ...found: readonly string[]): Refused {
  return {
    what,
    given: trusting(statement),
    config,
    says: found.map((each) => `worker: assumeRolePolicy, statement 1 trusts ${each}; ${EXPECTED}`),
  };
}

const ROLE = `arn:aws:iam::${STRANGER}:role/deploy`;

tryRule(iamTrustKnownPrincipals, {
  remedy: "Name the principals one by one; add an account to trustedAccounts only if it is ours.",
  accepts: [
    known("a service", { Service: "ecs-tasks.amazonaws.com" }),
    known("our account", { AWS: OURS }),
    known("its root", { AWS: `arn:aws:iam::${OURS}:root` }),
    known("roles and sessions of both accounts", {
      AWS: [`arn:aws:iam::${OURS}:role/a`, `arn:aws:sts::${SISTER}:assumed-role/a/b`],
    }),
    known("an identity provider of ours, and one of nobody's", {
      Federated: [`arn:aws:iam::${OURS}:oidc-provider/token.example.com`, "accounts.google.com"],
    }),
    known("nobody", { AWS: [] }, "near miss"),
    {
      as: "compliant",
      what: "people of our account, as a condition tells",
      given: role(
        JSON.stringify({
          Statement: {
            Effect: "Allow",
            Action: "sts:AssumeRole",
            Principal: { AWS: `arn:aws:iam::${OURS}:root` },
            Condition: { ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${OURS}:role/*/AWSReservedSSO_*` } },
          },
        }),
      ),
      config,
    },
    {
      as: "near miss",
      what: "a denial of everyone",
      given: trusting({ Effect: "Deny", Principal: "*" }),
      config,
    },
    {
      as: "near miss",
      what: "what a role may do",
      given: {
        ...role(undefined),
        props: { inlinePolicies: [{ policy: { Statement: [{ Effect: "Allow", Principal: "*" }] } }] },
      },
      config,
    },
    {
      as: "not applicable",
      what: "a queue",
      given: role({ Statement: [{ Effect: "Allow", Principal: "*" }] }, "aws:sqs/queuePolicy:QueuePolicy"),
      config,
    },
  ],
  refuses: [
    strange("everyone", { Principal: "*" }, "everyone"),
    strange("everyone, in other words", { Principal: { AWS: ["*", OURS] } }, "everyone"),
    strange(
      "everyone who knows an id",
      { Principal: { AWS: "*" }, Condition: { StringEquals: { "sts:ExternalId": "secret" } } },
      "everyone",
    ),
    strange(
      "a pattern in our account",
      { Principal: { AWS: `arn:aws:iam::${OURS}:role/*` } },
      `arn:aws:iam::${OURS}:role/*`,
    ),
    strange("any service", { Principal: { Service: "*" } }, "*"),
    strange("any identity provider", { Principal: { Federated: "*" } }, "*"),
    strange("all but one", { NotPrincipal: { AWS: OURS } }, "all but those that NotPrincipal names"),
    strange("a stranger's account", { Principal: { AWS: STRANGER } }, STRANGER),
    strange(
      "a stranger's roles among ours",
      { Principal: { AWS: [OURS, ROLE, `arn:aws:iam::${STRANGER}:root`] } },
      ROLE,
      `arn:aws:iam::${STRANGER}:root`,
    ),
    strange(
      "a stranger's identity provider",
      { Principal: { Federated: `arn:aws:iam::${STRANGER}:saml-provider/them` } },
      `arn:aws:iam::${STRANGER}:saml-provider/them`,
    ),
    strange("a principal that is gone", { Principal: { AWS: "AROAEXAMPLEEXAMPLE" } }, "AROAEXAMPLEEXAMPLE"),
    strange("a bucket's owner", { Principal: { CanonicalUser: "79a59df900b949e5" } }, "79a59df900b949e5"),
    strange("nobody in words", {}, "someone whom it does not name"),
    strange("someone who is not known", { Principal: UNKNOWN }, "a principal that is not known in preview"),
    strange(
      "someone who is not known, beside a stranger",
      { Principal: { AWS: [STRANGER, UNKNOWN] } },
      STRANGER,
      "a principal that is not known in preview",
    ),
    strange("an effect that is not known", { Effect: UNKNOWN, Principal: "*" }, "everyone"),
    {
      what: "the second of two statements",
      given: trusting({ Principal: { AWS: OURS } }, { Sid: "Them", Principal: { AWS: STRANGER } }),
      config,
      says: [`worker: assumeRolePolicy, statement Them trusts ${STRANGER}; ${EXPECTED}`],
    },
    {
      what: "a statement that is not known",
      given: role({ Statement: [UNKNOWN] }),
      config,
      says: [`worker: assumeRolePolicy, statement 1 trusts someone whom it does not name; ${EXPECTED}`],
    },
    {
      what: "a document that is not known",
      given: role(UNKNOWN),
      config,
      says: [
        "worker: assumeRolePolicy is not known in preview; expected an IAM document that can be read in preview",
      ],
    },
  ],
});
