import * as token from "../../../rehearsal/clouds/aws/tokens";
import type { Properties } from "../../../rehearsal/clouds/catalogue";
import { casesOf, refusals } from "./cases";
import { cachePolicy, headersPolicy } from "./cloudfront";

const caches = casesOf("a cache policy", token.CACHE_POLICY, (more: Properties) => ({
  ...cachePolicy,
  ...more,
}));
const answers = casesOf("a headers policy", token.RESPONSE_HEADERS_POLICY, (more: Properties) => ({
  ...headersPolicy,
  ...more,
}));
const custom = (...names: readonly string[]): Properties => ({
  customHeadersConfig: { items: names.map((header) => ({ header, value: "v", override: true })) },
});

describe("the simulated AWS: CloudFront's policies", () => {
  refusals([
    caches("that keeps longest for less", { maxTtl: 10 }, /MinTTL is not less/, { maxTtl: 86_400 }),
    caches(
      "that keeps what it forgets",
      { maxTtl: 0, defaultTtl: 0, ...encoding(true) },
      /EnableAcceptEncoding/,
      {
        maxTtl: 0,
        defaultTtl: 0,
      },
    ),
    caches(
      "that says nothing of cookies",
      { parametersInCacheKeyAndForwardedToOrigin: {} },
      /takes cookiesConfig/,
    ),
    answers("that says nothing", { securityHeadersConfig: undefined }, /says nothing/),
    answers(
      "with a header that has a place",
      custom("X-Frame-Options"),
      /no custom header/,
      custom("Cache-Control"),
    ),
    answers("with a header twice", custom("X-A", "x-a"), /x-a twice/, custom("X-A", "X-B")),
    answers(
      "that may be overridden or not",
      { securityHeadersConfig: { contentTypeOptions: {} } },
      /contentTypeOptions takes override/,
    ),
  ]);
});

function encoding(on: boolean): Properties {
  return {
    parametersInCacheKeyAndForwardedToOrigin: {
      cookiesConfig: { cookieBehavior: "none" },
      headersConfig: { headerBehavior: "none" },
      queryStringsConfig: { queryStringBehavior: "none" },
      enableAcceptEncodingGzip: on,
    },
  };
}
