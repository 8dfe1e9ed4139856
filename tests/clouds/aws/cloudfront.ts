import * as token from "../../../rehearsal/clouds/aws/tokens";
import type { Properties } from "../../../rehearsal/clouds/catalogue";
import type { Step } from "./cases";

/** A cache policy that looks at nothing but the path. */
export const cachePolicy: Properties = {
  name: "caching",
  parametersInCacheKeyAndForwardedToOrigin: {
    cookiesConfig: { cookieBehavior: "none" },
    headersConfig: { headerBehavior: "none" },
    queryStringsConfig: { queryStringBehavior: "none" },
  },
};
export const caching: Step = { type: token.CACHE_POLICY, name: "caching", inputs: cachePolicy };

/** A policy of one header in each answer. */
export const headersPolicy: Properties = {
  name: "headers",
  securityHeadersConfig: { contentTypeOptions: { override: true } },
};
export const headers: Step = { type: token.RESPONSE_HEADERS_POLICY, name: "headers", inputs: headersPolicy };
