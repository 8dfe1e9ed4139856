import { checkov } from "../frameworks";
import { parameters, type Settings } from "../parameters";
import type { Statement } from "../reading/document";
import { isPinned, literally } from "../reading/pinned";
import { ROLE } from "../reading/policy-documents";
import { type Issuer, knownIssuer } from "../reading/token-issuers";
import { eachTrusted } from "../reading/trust";
import { text, valueOf } from "../reading/value";
import { type Finding, rule } from "../rule";

export const oidcTrustPinned = rule({
  name: "oidc-trust-pinned",
  why: "An issuer signs tokens for all its customers: only their audience and subject tell whose they are",
  level: "mandatory",
  severity: "critical",
  framework: checkov("CKV_AWS_358"),
  tags: ["CKV_AWS_393"],
  remedy:
    "Pin audience and subject by StringEquals, to whole values; GitHub's are sts.amazonaws.com and the stage's githubSubjects.",
  reads: parameters.pick({ githubSubjects: true, oidcProviders: true }),
  types: [ROLE],
  *resource(role, settings) {
    yield* eachTrusted(role, function* (trusted, statement, where) {
      if (trusted.kind !== "anyone" && trusted.kind !== "Federated") return;
      const issuer = trusted.kind === "Federated" ? issuerOf(trusted.value, settings) : undefined;
      if (issuer) yield* looseEnds(issuer, statement, where, settings);
      else
        yield {
          found: `${where} trusts ${trusted.words}`,
          expected: "an issuer of the stage's oidcProviders",
        };
    });
  },
});

const GITHUB = "token.actions.githubusercontent.com";

function issuerOf(principal: string, settings: Settings<"oidcProviders">): Issuer | undefined {
  return knownIssuer(text(valueOf(principal.split(":oidc-provider/")[1])), settings);
}

function* looseEnds(
  { name, clientIds }: Issuer,
  statement: Statement,
  where: string,
  { githubSubjects }: Settings<"githubSubjects">,
): Iterable<Finding> {
  // An enterprise of GitHub's can have an address of its own, below the common one.
  const isGithub = name.split("/")[0] === GITHUB;
  const audiences = isGithub ? ["sts.amazonaws.com"] : clientIds;
  const isAudience = (value: string, operator: string) =>
    operator === "stringequals" && audiences.includes(value);
  if (!isPinned(statement, `${name}:aud`, isAudience))
    yield {
      found: `${where} trusts tokens of ${name} for any audience`,
      expected: `${name}:aud held to ${audiences.join(", ")}`,
    };
  const isSubject = (value: string, operator: string) =>
    literally(value, operator) && (!isGithub || githubSubjects.includes(value));
  if (!isPinned(statement, `${name}:sub`, isSubject))
    yield {
      found: `${where} trusts tokens of ${name} for any subject`,
      expected: `${name}:sub held to ${isGithub ? "the stage's githubSubjects" : "whole subjects"}`,
    };
}
