import { oidcTrustPinned } from "../../../policies/rules/oidc-trust-pinned";
import { type Accepted, type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

const GITHUB = "token.actions.githubusercontent.com";
const CLUSTER = "oidc.example.com/id/A";
const ENTERPRISE = `${GITHUB}/archive`;
const SUBJECTS = ["repo:archive/estate:environment:pre", "repo:archive/estate:ref:refs/heads/main"];
const [SUBJECT = "", MAIN = ""] = SUBJECTS;
const config = {
  githubSubjects: SUBJECTS,
  oidcProviders: {
    [`https://${GITHUB}`]: ["sts.amazonaws.com", "other"],
    [`https://${CLUSTER}`]: ["one", "two"],
    [`https://${ENTERPRISE}`]: ["other"],
  },
};
const ISSUER = "expected an issuer of the stage's oidcProviders";

function provider(issuer: string): string {
  return `arn:aws:iam::111122223333:oidc-provider/${issuer}`;
}

function role(assumeRolePolicy: unknown, type = "aws:iam/role:Role"): Given {
  return { type, name: "deploy", props: { assumeRolePolicy } };
}

function trusting(Condition: unknown, more: object = {}): Given {
  const statement = {
    Effect: "Allow",
    Action: "sts:AssumeRoleWithWebIdentity",
    Principal: { Federated: provider(GITHUB) },
    Condition,
    ...more,
  };
  return role({ Version: "2012-10-17", Statement: [statement] });
}

function aud(value: unknown, issuer = GITHUB): object {
  return { [`${issuer}:aud`]: value };
}

function sub(value: unknown, issuer = GITHUB): object {
  return { [`${issuer}:sub`]: value };
}

const AUD = aud("sts.amazonaws.com");
const PINNED = { StringEquals: { ...AUD, ...sub(SUBJECT) } };
const OF_CLUSTER = { Principal: { Federated: provider(CLUSTER) } };

function pinned(
  what: string,
  Condition: object,
  more: object = {},
  as: Accepted["as"] = "compliant",
): Accepted {
  return { as, what, given: trusting(Condition, more), config };
}

function refused(what: string, given: Given, ...says: readonly string[]): Refused {
  return {
    what,
    given,
    config,
    says: says.map((each) => `deploy: assumeRolePolicy, statement 1 trusts ${each}`),
  };
}

const ANY_AUDIENCE = `tokens of ${GITHUB} for any audience; expected ${GITHUB}:aud held to sts.amazonaws.com`;
const ANY_SUBJECT = `tokens of ${GITHUB} for any subject; expected ${GITHUB}:sub held to the stage's githubSubjects`;

function anyAudience(what: string, Condition: object): Refused {
  return refused(what, trusting(Condition), ANY_AUDIENCE);
}

function anySubject(what: string, Condition: object): Refused {
  return refused(what, trusting(Condition), ANY_SUBJECT);
}

function anyone(what: string, Principal: unknown, words: string, Condition: object = PINNED): Refused {
  return refused(what, trusting(Condition, { Principal }), `${words}; ${ISSUER}`);
}

tryRule(oidcTrustPinned, {
  remedy:
    "Pin audience and subject by StringEquals, to whole values; GitHub's are sts.amazonaws.com and the stage's githubSubjects.",
  accepts: [
    pinned("a whole subject", PINNED),
    pinned("two subjects, by two operators", {
      StringEquals: aud(["sts.amazonaws.com"]),
      StringLike: sub([MAIN, SUBJECT]),
    }),
    pinned("keys in capitals", {
      stringequals: { [`${GITHUB.toUpperCase()}:AUD`]: "sts.amazonaws.com", ...sub(SUBJECT) },
    }),
    pinned(
      "another issuer that the stage knows",
      {
        StringEquals: { ...aud(["two", "one"], CLUSTER), ...sub("system:job", CLUSTER) },
      },
      OF_CLUSTER,
    ),
    {
      as: "compliant",
      what: "a document as text",
      given: role(
        JSON.stringify({
          Statement: { Effect: "Allow", Principal: { Federated: provider(GITHUB) }, Condition: PINNED },
        }),
      ),
      config,
    },
    pinned("a denial", {}, { Effect: "Deny" }, "near miss"),
    pinned(
      "a service, an account and a bucket's owner",
      {},
      {
        Principal: { Service: "ecs-tasks.amazonaws.com", AWS: "111122223333", CanonicalUser: "79a5" },
      },
      "near miss",
    ),
    {
      as: "not applicable",
      what: "a queue",
      given: role({ Statement: [{ Effect: "Allow", Principal: "*" }] }, "aws:sqs/queuePolicy:QueuePolicy"),
      config,
    },
  ],
  refuses: [
    refused("no condition", trusting(undefined), ANY_AUDIENCE, ANY_SUBJECT),
    refused("a condition that is not known", trusting(UNKNOWN), ANY_AUDIENCE, ANY_SUBJECT),
    anyAudience("no audience", { StringEquals: sub(SUBJECT) }),
    anyAudience("another audience of GitHub's", { StringEquals: { ...aud("other"), ...sub(SUBJECT) } }),
    anyAudience("one audience too many", {
      StringEquals: { ...aud(["sts.amazonaws.com", "x"]), ...sub(SUBJECT) },
    }),
    anyAudience("an audience by StringLike", { StringLike: AUD, StringEquals: sub(SUBJECT) }),
    anyAudience("an audience in any case", { StringEqualsIgnoreCase: AUD, StringEquals: sub(SUBJECT) }),
    anyAudience("an audience, if there is one", { StringEqualsIfExists: AUD, StringEquals: sub(SUBJECT) }),
    anyAudience("all audiences that there are", {
      "ForAllValues:StringEquals": AUD,
      StringEquals: sub(SUBJECT),
    }),
    anyAudience("another issuer's audience", {
      StringEquals: { ...aud("sts.amazonaws.com", CLUSTER), ...sub(SUBJECT) },
    }),
    anySubject("no subject", { StringEquals: AUD }),
    anySubject("another subject", { StringEquals: { ...AUD, ...sub("repo:them/estate:environment:pre") } }),
    anySubject("a subject and another", { StringEquals: { ...AUD, ...sub([SUBJECT, `${SUBJECT}x`]) } }),
    anySubject("subjects by a pattern", { StringEquals: AUD, StringLike: sub("repo:archive/estate:*") }),
    anySubject("a subject in any case", { StringEquals: AUD, StringEqualsIgnoreCase: sub(SUBJECT) }),
    anySubject("a subject, if there is one", { StringEquals: AUD, StringLikeIfExists: sub(SUBJECT) }),
    anySubject("all subjects that there are", { StringEquals: AUD, "ForAllValues:StringLike": sub(SUBJECT) }),
    anySubject("all subjects but one", { StringEquals: AUD, StringNotEquals: sub(SUBJECT) }),
    anySubject("a subject that is not known", { StringEquals: { ...AUD, ...sub(UNKNOWN) } }),
    anySubject("a subject among those that are not known", {
      StringEquals: { ...AUD, ...sub([SUBJECT, UNKNOWN]) },
    }),
    anySubject("no subjects", { StringEquals: { ...AUD, ...sub([]) } }),
    refused(
      "an enterprise of GitHub's, with an audience of its own and a stranger's subject",
      trusting(
        { StringEquals: { ...aud("other", ENTERPRISE), ...sub("repo:them/estate", ENTERPRISE) } },
        { Principal: { Federated: provider(ENTERPRISE) } },
      ),
      `tokens of ${ENTERPRISE} for any audience; expected ${ENTERPRISE}:aud held to sts.amazonaws.com`,
      `tokens of ${ENTERPRISE} for any subject; expected ${ENTERPRISE}:sub held to the stage's githubSubjects`,
    ),
    refused(
      "another issuer, without conditions",
      trusting(undefined, OF_CLUSTER),
      `tokens of ${CLUSTER} for any audience; expected ${CLUSTER}:aud held to one, two`,
      `tokens of ${CLUSTER} for any subject; expected ${CLUSTER}:sub held to whole subjects`,
    ),
    refused(
      "another issuer, with an unknown client and a pattern",
      trusting(
        { StringEquals: aud("sts.amazonaws.com", CLUSTER), StringLike: sub("system:*", CLUSTER) },
        OF_CLUSTER,
      ),
      `tokens of ${CLUSTER} for any audience; expected ${CLUSTER}:aud held to one, two`,
      `tokens of ${CLUSTER} for any subject; expected ${CLUSTER}:sub held to whole subjects`,
    ),
    anyone(
      "an issuer that the stage does not know",
      { Federated: provider("gitlab.com") },
      provider("gitlab.com"),
    ),
    anyone(
      "a known issuer's neighbour",
      { Federated: provider(`${GITHUB}/them`) },
      provider(`${GITHUB}/them`),
    ),
    anyone("what is no issuer", { Federated: "accounts.google.com" }, "accounts.google.com"),
    anyone("a known issuer's address alone", { Federated: GITHUB }, GITHUB),
    anyone(
      "a provider of SAML",
      { Federated: "arn:aws:iam::111122223333:saml-provider/people" },
      "arn:aws:iam::111122223333:saml-provider/people",
    ),
    anyone("everyone", "*", "everyone"),
    anyone("someone who is not known", { Federated: UNKNOWN }, "a principal that is not known in preview"),
    refused(
      "all but one",
      trusting(PINNED, { Principal: undefined, NotPrincipal: { AWS: "111122223333" } }),
      `all but those that NotPrincipal names; ${ISSUER}`,
    ),
    refused(
      "GitHub and another issuer",
      trusting(undefined, { Principal: { Federated: [provider(GITHUB), provider("gitlab.com")] } }),
      ANY_AUDIENCE,
      ANY_SUBJECT,
      `${provider("gitlab.com")}; ${ISSUER}`,
    ),
    {
      ...anyone(
        "GitHub, where the stage does not know it",
        { Federated: provider(GITHUB) },
        provider(GITHUB),
      ),
      config: { ...config, oidcProviders: {} },
    },
    {
      what: "a document that is not known",
      given: role(UNKNOWN),
      config,
      says: [
        "deploy: assumeRolePolicy is not known in preview; expected an IAM document that can be read in preview",
      ],
    },
  ],
});
