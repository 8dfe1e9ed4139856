import { oidcProviderPinned } from "../../../policies/rules/oidc-provider-pinned";
import { type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

const GITHUB = "https://token.actions.githubusercontent.com";
const CLUSTER = "https://oidc.example.com/id/A";
const config = { oidcProviders: { [CLUSTER]: ["one", "two"] } };
const ISSUER = "expected an issuer of the stage's oidcProviders";

function provider(url: unknown, clientIdLists: unknown): Given {
  return {
    type: "aws:iam/openIdConnectProvider:OpenIdConnectProvider",
    name: "issuer",
    props: { url, clientIdLists, thumbprintLists: [UNKNOWN] },
  };
}

function stranger(what: string, url: unknown, found: string): Refused {
  return {
    what,
    given: provider(url, ["sts.amazonaws.com"]),
    says: [`issuer: url is ${found}; ${ISSUER}`],
  };
}

function clients(what: string, clientIdLists: unknown, ...found: readonly string[]): Refused {
  return {
    what,
    given: provider(CLUSTER, clientIdLists),
    config,
    says: found.map((each) => `issuer: clientIdLists ${each}; expected exactly one, two`),
  };
}

tryRule(oidcProviderPinned, {
  remedy: "Use an issuer of the stage's oidcProviders, with exactly the client ids that stand there.",
  accepts: [
    { as: "compliant", what: "GitHub", given: provider(GITHUB, ["sts.amazonaws.com"]) },
    {
      as: "near miss",
      what: "what the stage knows, in another order",
      given: provider(CLUSTER, ["two", "one"]),
      config,
    },
    {
      as: "near miss",
      what: "an address without its scheme, as AWS reports it",
      given: provider("oidc.example.com/id/A", ["one", "two"]),
      config,
    },
    {
      as: "not applicable",
      what: "a provider of SAML",
      given: { type: "aws:iam/samlProvider:SamlProvider", name: "people", props: { name: UNKNOWN } },
    },
  ],
  refuses: [
    stranger("another issuer", "https://gitlab.com", "https://gitlab.com"),
    stranger("a part of a known one", `${GITHUB}/them`, `${GITHUB}/them`),
    stranger(
      "a known one in an unsafe way",
      GITHUB.replace("https", "http"),
      GITHUB.replace("https", "http"),
    ),
    stranger("a known one behind another", `them.com/${GITHUB}`, `them.com/${GITHUB}`),
    stranger("an issuer that is not known", UNKNOWN, "not known in preview"),
    stranger("no issuer", undefined, "absent"),
    { ...stranger("GitHub, which the stage does not know", GITHUB, GITHUB), config },
    clients("another client", ["one", "two", "three"], "has three"),
    clients("too few clients", ["two"], "lacks one"),
    clients("other clients", ["two", "three"], "has three", "lacks one"),
    clients("no clients", [], "lacks one", "lacks two"),
    clients("no list", undefined, "is absent"),
    clients("a list that is not known", UNKNOWN, "is not known in preview"),
    clients("a text", "one", "is not a list"),
    clients("a client that is not known", ["one", UNKNOWN], "has not known in preview", "lacks two"),
    clients("a client that is a number", ["one", "two", 3], "has not a text"),
  ],
});
