import type { Making, ResourceType } from "../catalogue";
import { uuid } from "./arn";
import { WEB_IDENTITY } from "./tokens";

/** Outbound identity federation: tokens of STS by which others know the account's roles. On or off for a whole account. */
export const webIdentity: Readonly<Record<string, ResourceType>> = {
  [WEB_IDENTITY]: {
    inputs: [],
    id: ({ account }) => account,
    computed: {
      issuerIdentifier: ({ digits }) => `https://${uuid(digits(32, "issuer"))}.tokens.sts.global.api.aws`,
    },
    refuseMaking: enabledTwice,
  },
};

/** [docs.aws.amazon.com: EnableOutboundWebIdentityFederation] */
function enabledTwice({ account, cloud, id }: Making): string | undefined {
  return id === "" && cloud.all(WEB_IDENTITY).some((other) => other.account === account)
    ? `FeatureEnabled: outbound web identity federation is enabled already for the account ${account}`
    : undefined;
}
