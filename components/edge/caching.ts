export const days = (number: number): number => number * 86_400;

/** For names that change with the contents: good for ever. */
export const FOR_EVER = {
  minTtl: days(365),
  defaultTtl: days(365),
  maxTtl: days(365),
  browsers: "public, max-age=31536000, immutable",
} as const;

/**
 * The part of a cache policy by which the path alone says what is meant: whatever else is asked with it makes no second
 * copy.
 * @param headers those that make one all the same, and that the origin is told
 */
export const byPathAlone = (...headers: readonly string[]) => ({
  parametersInCacheKeyAndForwardedToOrigin: {
    cookiesConfig: { cookieBehavior: "none" },
    headersConfig:
      headers.length === 0
        ? { headerBehavior: "none" }
        : { headerBehavior: "whitelist", headers: { items: [...headers] } },
    queryStringsConfig: { queryStringBehavior: "none" },
    enableAcceptEncodingBrotli: true,
    enableAcceptEncodingGzip: true,
  },
});
