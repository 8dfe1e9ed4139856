import * as cloudfront from "@pulumi/aws/cloudfront";
import type * as pulumi from "@pulumi/pulumi";
import { days } from "./caching";

/** Two years, which browsers ask for before they let nobody override it. */
const HSTS_SECONDS = days(730);

/**
 * What every answer says to browsers: HTTPS only for two years, and no guessing of types.
 * @param use what the answers are, `static`
 * @param cacheControl how long browsers keep them; without it as the origin says
 * @returns id of the policy
 */
export function answerHeaders(
  name: string,
  siteName: string,
  use: string,
  cacheControl: string | undefined,
  child: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
  return new cloudfront.ResponseHeadersPolicy(
    `${name}-${use}-headers`,
    {
      name: `${siteName}-${use}`,
      securityHeadersConfig: {
        strictTransportSecurity: {
          accessControlMaxAgeSec: HSTS_SECONDS,
          includeSubdomains: true,
          override: true,
        },
        contentTypeOptions: { override: true },
        // The application may say more: some pages are meant to stand in others.
        frameOptions: { frameOption: "DENY", override: false },
        referrerPolicy: { referrerPolicy: "strict-origin-when-cross-origin", override: false },
      },
      ...(cacheControl === undefined
        ? {}
        : {
            customHeadersConfig: {
              items: [{ header: "Cache-Control", value: cacheControl, override: true }],
            },
          }),
    },
    child,
  ).id;
}
