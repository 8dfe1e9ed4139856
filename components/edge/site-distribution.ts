import * as cloudfront from "@pulumi/aws/cloudfront";
import * as route53 from "@pulumi/aws/route53";
import * as pulumi from "@pulumi/pulumi";
import { accessLogs } from "./access-logs";
import { applicationBehaviour, folderBehaviours, ORIGINS } from "./behaviours";
import { edgeFirewall, type EdgeFirewallArgs } from "./edge-firewall";
import { surgeAlarm } from "./surge-alarm";

export interface SiteDistributionArgs {
  /** Physical name of all its parts: letters, digits and hyphens, at most 40, unique in the account. */
  readonly siteName: string;
  /** Public names, each under a word that stays the same: `{ www: "www.example.org" }`. No wildcard. */
  readonly hostNames: Readonly<Record<string, string>>;
  /** Issued certificate for all these names, of us-east-1: CloudFront takes one from nowhere else. */
  readonly certificateArn: pulumi.Input<string>;
  /** Public zone of the names; without it whoever has the zone makes the records, to `domainName`. */
  readonly zoneId?: pulumi.Input<string> | undefined;
  /** Private bucket with the folders `static` and `media`; its policy and its key's must let the distribution read. */
  readonly files: { readonly bucketName: pulumi.Input<string>; readonly region: pulumi.Input<string> };
  /** Internal load balancer with a certificate for the public names; its group must admit CloudFront's VPC origins. */
  readonly application: {
    readonly loadBalancerArn: pulumi.Input<string>;
    readonly loadBalancerDnsName: pulumi.Input<string>;
  };
  readonly firewall: EdgeFirewallArgs;
  /**
   * Bucket for the logs of CloudFront and of the firewall, an `EdgeLogBucket`. In the same stack it belongs into
   * `dependsOn`: AWS tries at once whether the bucket's policy lets the logs in.
   */
  readonly logBucketName: pulumi.Input<string>;
  /** Alarm topic of us-east-1, an `EdgeGround`'s. */
  readonly alarmTopicArn: pulumi.Input<string>;
}

const SITE_NAME = /^[A-Za-z0-9-]{1,40}$/;
const HOST_NAME = /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/;

/** The newest that browsers of the last ten years speak [AWS: Supported protocols and ciphers between viewers and CloudFront]. */
const VIEWER_TLS = "TLSv1.2_2021";

/**
 * A web site as the world sees it: CloudFront, with its files from a private bucket and all else from an internal load
 * balancer, behind a firewall. All of it is made with a provider of us-east-1; where a stage has no CloudFront yet, none
 * of it is made at all.
 */
export class SiteDistribution extends pulumi.ComponentResource {
  readonly distributionId: pulumi.Output<string>;
  /** What the policies of the bucket and its key let in once the settings name its id (`origin-access.ts`). */
  readonly arn: pulumi.Output<string>;
  /** CloudFront's own name, `d111111abcdef8.cloudfront.net`. */
  readonly domainName: pulumi.Output<string>;

  constructor(name: string, args: SiteDistributionArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:edge:SiteDistribution", name, {}, opts);
    const fault = argumentFault(args);
    if (fault !== undefined) throw new pulumi.ResourceError(fault, this);
    const child = { parent: this };
    const { siteName, logBucketName } = args;
    const firewall = edgeFirewall(name, siteName, args.firewall, logBucketName, child);
    const distribution = new cloudfront.Distribution(
      `${name}-distribution`,
      {
        comment: siteName,
        enabled: true,
        aliases: Object.values(args.hostNames),
        origins: [applicationOrigin(name, args, child), filesOrigin(name, args, child)],
        defaultCacheBehavior: applicationBehaviour(name, siteName, child),
        orderedCacheBehaviors: [...folderBehaviours(name, siteName, child)],
        httpVersion: "http2and3",
        isIpv6Enabled: true,
        // Europe and North America; who is elsewhere is served from there.
        priceClass: "PriceClass_100",
        restrictions: { geoRestriction: { restrictionType: "none" } },
        viewerCertificate: {
          acmCertificateArn: args.certificateArn,
          minimumProtocolVersion: VIEWER_TLS,
          sslSupportMethod: "sni-only",
        },
        webAclId: firewall.arn,
      },
      child,
    );
    accessLogs(name, siteName, distribution.arn, logBucketName, child);
    surgeAlarm(name, siteName, args.alarmTopicArn, child);
    if (args.zoneId !== undefined) records(name, args.hostNames, args.zoneId, distribution, child);
    this.distributionId = distribution.id;
    this.arn = distribution.arn;
    this.domainName = distribution.domainName;
    this.registerOutputs({
      distributionId: this.distributionId,
      arn: this.arn,
      domainName: this.domainName,
    });
  }
}

function argumentFault({ siteName, hostNames }: SiteDistributionArgs): string | undefined {
  if (!SITE_NAME.test(siteName)) return `siteName: at most 40 letters, digits and hyphens, got ${siteName}`;
  const names = Object.values(hostNames);
  if (names.length === 0) return 'hostNames: at least one is needed, such as { www: "www.example.org" }';
  const odd = names.find((hostName) => !HOST_NAME.test(hostName));
  return odd === undefined
    ? undefined
    : `hostNames: give whole names in lower case, without * and with no dot at the end, got ${odd}`;
}

/** CloudFront reaches into the VPC: the load balancer needs no way in from the internet. */
function applicationOrigin(
  name: string,
  { siteName, application }: SiteDistributionArgs,
  child: pulumi.CustomResourceOptions,
) {
  const origin = new cloudfront.VpcOrigin(
    `${name}-vpc-origin`,
    {
      vpcOriginEndpointConfig: {
        name: siteName,
        arn: application.loadBalancerArn,
        httpPort: 80,
        httpsPort: 443,
        originProtocolPolicy: "https-only",
        originSslProtocols: { items: ["TLSv1.2"], quantity: 1 },
      },
    },
    child,
  );
  return {
    originId: ORIGINS.application,
    domainName: application.loadBalancerDnsName,
    vpcOriginConfig: { vpcOriginId: origin.id },
  };
}

function filesOrigin(
  name: string,
  { siteName, files }: SiteDistributionArgs,
  child: pulumi.CustomResourceOptions,
) {
  const access = new cloudfront.OriginAccessControl(
    `${name}-files-access`,
    {
      name: siteName,
      description: "Reads the private bucket of the site",
      originAccessControlOriginType: "s3",
      signingBehavior: "always",
      signingProtocol: "sigv4",
    },
    child,
  );
  return {
    originId: ORIGINS.files,
    domainName: pulumi.interpolate`${files.bucketName}.s3.${files.region}.amazonaws.com`,
    originAccessControlId: access.id,
  };
}

/** The public names, for IPv4 and IPv6. */
function records(
  name: string,
  hostNames: SiteDistributionArgs["hostNames"],
  zoneId: pulumi.Input<string>,
  distribution: cloudfront.Distribution,
  child: pulumi.CustomResourceOptions,
): void {
  for (const [word, hostName] of Object.entries(hostNames))
    for (const type of ["A", "AAAA"])
      new route53.Record(
        `${name}-${word}-${type.toLowerCase()}`,
        {
          zoneId,
          name: hostName,
          type,
          aliases: [
            {
              name: distribution.domainName,
              zoneId: distribution.hostedZoneId,
              evaluateTargetHealth: false,
            },
          ],
        },
        child,
      );
}
