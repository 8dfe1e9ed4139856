import type * as pulumi from "@pulumi/pulumi";

const SITE_NAME = /^[A-Za-z0-9-]{1,40}$/;
const HOST_NAME = /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/;

/** The newest that browsers of the last ten years speak [AWS: Supported protocols and ciphers between viewers and CloudFront]. */
const VIEWER_TLS = "TLSv1.2_2021";

/** What is wrong with the names of a site. */
export function siteFault({
  siteName,
  hostNames,
}: {
  readonly siteName: string;
  readonly hostNames: Readonly<Record<string, string>>;
}): string | undefined {
  if (!SITE_NAME.test(siteName)) return `siteName: at most 40 letters, digits and hyphens, got ${siteName}`;
  const names = Object.values(hostNames);
  if (names.length === 0) return 'hostNames: at least one is needed, such as { www: "www.example.org" }';
  const odd = names.find((hostName) => !HOST_NAME.test(hostName));
  return odd === undefined
    ? undefined
    : `hostNames: give whole names in lower case, without * and with no dot at the end, got ${odd}`;
}

/** CloudFront brings a distribution to all its places before it is there (webservice-and-platform.md P6). */
export const TIMEOUTS = { create: "30m", update: "30m", delete: "60m" };

/**
 * The part of a distribution that says how it speaks to the world.
 * @param certificateArn issued certificate for all its names, of us-east-1
 */
export const servedTo = (certificateArn: pulumi.Input<string>) => ({
  httpVersion: "http2and3",
  isIpv6Enabled: true,
  // Europe and North America; who is elsewhere is served from there.
  priceClass: "PriceClass_100",
  restrictions: { geoRestriction: { restrictionType: "none" } },
  viewerCertificate: {
    acmCertificateArn: certificateArn,
    minimumProtocolVersion: VIEWER_TLS,
    sslSupportMethod: "sni-only",
  },
});
