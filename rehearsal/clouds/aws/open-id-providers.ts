import { words, type Making, type ResourceType } from "../catalogue";
import { arnWithoutRegion } from "./arn";
import { OPENID_PROVIDER } from "./tokens";
import { textAt } from "./values";

/** Issuers of tokens that an account knows: one of each, by its address. */
export const openIdProviders: Readonly<Record<string, ResourceType>> = {
  [OPENID_PROVIDER]: {
    inputs: words("clientIdLists tags thumbprintLists url"),
    required: words("clientIdLists url"),
    id: (making) => providerArn(making),
    computed: { arn: providerArn },
    replacedBy: words("url"),
    limits: { url: { like: /^https:\/\/[^?#]{1,247}$/, says: "an address that begins with https://" } },
    refuseMaking: knownAlready,
  },
};

function providerArn(making: Making): string {
  return arnWithoutRegion("iam", making, `oidc-provider/${host(making.text("url"))}`);
}

function knownAlready({ account, cloud, id, text }: Making): string | undefined {
  const url = text("url");
  return id === "" &&
    cloud
      .all(OPENID_PROVIDER)
      .some((other) => other.account === account && host(textAt(other.inputs, "url")) === host(url))
    ? `EntityAlreadyExists: Provider with url ${url} already exists.`
    : undefined;
}

const host = (url: string): string => url.replace(/^https:\/\//, "");
