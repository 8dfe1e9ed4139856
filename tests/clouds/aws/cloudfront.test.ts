import * as assert from "node:assert/strict";
import * as token from "../../../rehearsal/clouds/aws/tokens";
import type { Properties } from "../../../rehearsal/clouds/catalogue";
import { ACCOUNT, casesOf, holds, inAccount, refusals, type Inputs, type Step } from "./cases";
import { caching, headers } from "./cloudfront";
import { certificate, requested } from "./things";

const ALL_METHODS = ["GET", "HEAD", "OPTIONS", "PUT", "PATCH", "POST", "DELETE"];
const CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";

const behaviour = (more: Properties = {}): Properties => ({
  targetOriginId: "files",
  allowedMethods: ["GET", "HEAD"],
  cachedMethods: ["GET", "HEAD"],
  viewerProtocolPolicy: "https-only",
  cachePolicyId: CACHING_DISABLED,
  ...more,
});
const files = (more: Properties = {}): Properties => ({
  originId: "files",
  domainName: "files.s3.eu-west-1.amazonaws.com",
  ...more,
});
const access: Step = {
  type: token.ORIGIN_ACCESS_CONTROL,
  name: "access",
  inputs: {
    name: "access",
    originAccessControlOriginType: "s3",
    signingBehavior: "always",
    signingProtocol: "sigv4",
  },
};
const acl = (scope: string, region: string): Step => ({
  type: token.WEB_ACL,
  name: scope,
  inputs: {
    name: scope,
    scope,
    defaultAction: { allow: {} },
    visibilityConfig: { cloudwatchMetricsEnabled: true, metricName: scope, sampledRequestsEnabled: false },
  },
  region,
});

const own = { cloudfrontDefaultCertificate: true };
const distribution =
  (more: Properties = {}): Inputs =>
  (made) => ({
    enabled: true,
    origins: [files({ originAccessControlId: made("access").id })],
    defaultCacheBehavior: behaviour(),
    restrictions: { geoRestriction: { restrictionType: "none" } },
    viewerCertificate: own,
    ...more,
  });
const distributions = casesOf("a distribution", token.DISTRIBUTION, distribution, [access]);

/** With a certificate that was made, and the names it is to be for. */
const named = (of: string, aliases: readonly string[], more: Properties = {}): Inputs => {
  const inputs = distribution({ aliases });
  return (made) => ({
    ...(typeof inputs === "function" ? inputs(made) : inputs),
    viewerCertificate: { acmCertificateArn: made(of).id, sslSupportMethod: "sni-only", ...more },
  });
};
const certificates: readonly Step[] = [
  access,
  ...certificate("near", "near.example.org"),
  ...certificate("www", "www.example.org", "us-east-1"),
  requested("asked", "asked.example.org", "us-east-1"),
];
const certified = (
  what: string,
  refused: Inputs,
  because: RegExp,
  accepted: Inputs = named("www", ["www.example.org"]),
) => ({
  what: `a distribution ${what}`,
  given: certificates,
  type: token.DISTRIBUTION,
  refused,
  because,
  accepted,
});

describe("the simulated AWS: CloudFront", () => {
  refusals([
    distributions("of some HTTP", { httpVersion: "http4" }, /httpVersion/, { httpVersion: "http2and3" }),
    distributions(
      "with an old TLS",
      { viewerCertificate: { ...own, minimumProtocolVersion: "TLSv1.4" } },
      /minimumProtocolVersion/,
    ),
    distributions(
      "that asks more of CloudFront's own certificate",
      { viewerCertificate: { ...own, minimumProtocolVersion: "TLSv1.2_2021" } },
      /InvalidViewerCertificate: with CloudFront's own certificate/,
    ),
    distributions("of no certificate", { viewerCertificate: {} }, /either a certificate of one's own or/),
    distributions(
      "with a name and no certificate for it",
      { aliases: ["www.example.org"] },
      /attach a trusted certificate/,
    ),
    distributions(
      "of an origin that is nothing",
      { origins: [files()] },
      /takes exactly one of customOriginConfig/,
    ),
    distributions(
      "of two origins of a name",
      { origins: [files({ s3OriginConfig: {} }), files({ s3OriginConfig: {} })] },
      /origin id must be unique/,
    ),
    distributions(
      "that asks nobody",
      { defaultCacheBehavior: behaviour({ targetOriginId: "elsewhere" }) },
      /NoSuchOrigin/,
    ),
    distributions(
      "that takes some methods",
      { defaultCacheBehavior: behaviour({ allowedMethods: ["GET", "HEAD", "POST"] }) },
      /AllowedMethods/,
      { defaultCacheBehavior: behaviour({ allowedMethods: ALL_METHODS }) },
    ),
    distributions(
      "that is not told what to keep",
      { defaultCacheBehavior: behaviour({ cachePolicyId: undefined }) },
      /ForwardedValues cannot be used/,
    ),
    distributions(
      "by a cache policy that does not exist",
      { defaultCacheBehavior: behaviour({ cachePolicyId: "none" }) },
      /none does not exist/,
    ),
    distributions(
      "with two behaviours of a path",
      { orderedCacheBehaviors: [behaviour({ pathPattern: "/a/*" }), behaviour({ pathPattern: "/a/*" })] },
      /PathPattern contains duplicates/,
      { orderedCacheBehaviors: [behaviour({ pathPattern: "/a/*" }), behaviour({ pathPattern: "/b/*" })] },
    ),
    distributions(
      "by plain HTTP only",
      { defaultCacheBehavior: behaviour({ viewerProtocolPolicy: "http-only" }) },
      /viewerProtocolPolicy/,
    ),
    certified(
      "with a certificate of another region",
      named("near", ["near.example.org"]),
      /isn't in us-east-1 region/,
    ),
    certified(
      "with a certificate that is only asked for",
      named("asked", ["asked.example.org"]),
      /is not issued/,
    ),
    certified(
      "of a name that its certificate is not for",
      named("www", ["example.org"]),
      /doesn't cover .*\(example\.org\)/,
    ),
    certified(
      "that says not how it is called",
      named("www", ["www.example.org"], { sslSupportMethod: undefined }),
      /takes a sslSupportMethod/,
    ),
    {
      what: "a distribution of a name that another has",
      given: [
        ...certificates,
        { type: token.DISTRIBUTION, name: "first", inputs: named("www", ["www.example.org"]) },
      ],
      type: token.DISTRIBUTION,
      refused: named("www", ["www.example.org"]),
      because: /CNAMEAlreadyExists/,
      accepted: named("www", []),
    },
    {
      what: "a distribution with both ways to sign",
      given: [access],
      type: token.DISTRIBUTION,
      refused: (made) => ({
        ...distributionOf(made("access").id),
        origins: [
          files({
            originAccessControlId: made("access").id,
            s3OriginConfig: { originAccessIdentity: "origin-access-identity/cloudfront/E1" },
          }),
        ],
      }),
      because: /can't have both/,
      accepted: (made) => distributionOf(made("access").id),
    },
    {
      what: "a distribution behind the firewall of a region",
      given: [access, acl("REGIONAL", "eu-west-1"), acl("CLOUDFRONT", "us-east-1")],
      type: token.DISTRIBUTION,
      refused: (made) => ({
        ...distributionOf(made("access").id),
        webAclId: made("REGIONAL").outputs["arn"],
      }),
      because: /InvalidWebACLId/,
      accepted: (made) => ({
        ...distributionOf(made("access").id),
        webAclId: made("CLOUDFRONT").outputs["arn"],
      }),
    },
  ]);

  holds([
    {
      what: "what a distribution is put together from",
      given: [access, { type: token.DISTRIBUTION, name: "site", inputs: distribution() }],
      held: "access",
      because: /OriginAccessControlInUse/,
      until: ["site"],
    },
  ]);

  it(
    "gives a distribution the real ARN and names, and changes all of it in place",
    inAccount(async (account) => {
      await account.makeAll([access, caching, headers]);
      const made = await account.make({ type: token.DISTRIBUTION, name: "site", inputs: distribution() });
      assert.match(made.id, /^E[0-9A-F]{13}$/);
      assert.equal(made.outputs["arn"], `arn:aws:cloudfront::${ACCOUNT}:distribution/${made.id}`);
      assert.match(String(made.outputs["domainName"]), /^d[0-9a-f]{13}\.cloudfront\.net$/);
      assert.equal(made.outputs["hostedZoneId"], "Z2FDTNDATAQYW2");
      const changed = await account.change("site", {
        httpVersion: "http2and3",
        defaultCacheBehavior: behaviour({
          cachePolicyId: account.made("caching").id,
          responseHeadersPolicyId: account.made("headers").id,
        }),
      });
      assert.equal(changed.id, made.id);
      await assert.rejects(account.remove("caching"), /CachePolicyInUse/);
      await assert.rejects(account.remove("headers"), /ResponseHeadersPolicyInUse/);
    }),
  );
});

function distributionOf(accessId: string): Properties {
  return {
    enabled: true,
    origins: [files({ originAccessControlId: accessId })],
    defaultCacheBehavior: behaviour(),
    restrictions: { geoRestriction: { restrictionType: "none" } },
    viewerCertificate: own,
  };
}
