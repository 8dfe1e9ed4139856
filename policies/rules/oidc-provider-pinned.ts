import { checkov } from "../frameworks";
import { parameters } from "../parameters";
import { knownIssuer } from "../reading/token-issuers";
import { is, list, read, shown, text } from "../reading/value";
import { rule } from "../rule";

export const oidcProviderPinned = rule({
  name: "oidc-provider-pinned",
  why: "Whoever signs for a provider of tokens signs for every role that trusts it",
  level: "mandatory",
  severity: "high",
  framework: checkov("CKV_AWS_358"),
  remedy: "Use an issuer of the stage's oidcProviders, with exactly the client ids that stand there.",
  reads: parameters.pick({ oidcProviders: true }),
  types: ["aws:iam/openIdConnectProvider:OpenIdConnectProvider"],
  *resource({ props }, settings) {
    const url = text(read(props, "url"));
    const issuer = knownIssuer(url, settings);
    if (issuer === undefined) {
      yield { found: `url is ${shown(url)}`, expected: "an issuer of the stage's oidcProviders" };
      return;
    }
    const { clientIds } = issuer;
    const expected = `exactly ${clientIds.join(", ")}`;
    const given = list(read(props, "clientIdLists"));
    if (given.kind !== "known") {
      yield { found: `clientIdLists is ${shown(given)}`, expected };
      return;
    }
    for (const id of given.value)
      if (!clientIds.some((due) => is(id, due)))
        yield { found: `clientIdLists has ${shown(text(id))}`, expected };
    for (const due of clientIds)
      if (!given.value.some((id) => is(id, due))) yield { found: `clientIdLists lacks ${due}`, expected };
  },
});
