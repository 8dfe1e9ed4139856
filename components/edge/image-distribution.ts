import * as cloudfront from "@pulumi/aws/cloudfront";
import * as pulumi from "@pulumi/pulumi";
import { accessLogs } from "./access-logs";
import { edgeFirewall, type EdgeFirewallArgs } from "./edge-firewall";
import { imageBehaviour, pageBehaviours, IMAGE_ORIGINS, IMAGES_PATH } from "./image-behaviours";
import { insideOrigin, privateBucketOrigin, readerOfBuckets, type ServedBucket } from "./origins";
import { distributionRecords } from "./records";
import { servedTo, siteFault, TIMEOUTS } from "./served-to";
import { surgeAlarm } from "../firewall/surge-alarm";

export interface ImageDistributionArgs {
  /** Physical name of all its parts: letters, digits and hyphens, at most 40, unique in the account. */
  readonly siteName: string;
  /** Public names, each under a word that stays the same: `{ www: "www.example.org" }`. No wildcard. */
  readonly hostNames: Readonly<Record<string, string>>;
  /** Issued certificate for all these names, of us-east-1: CloudFront takes one from nowhere else. */
  readonly certificateArn: pulumi.Input<string>;
  /** Public zone of the names. */
  readonly zoneId: pulumi.Input<string>;
  /** Region of both buckets and of the proxy: CloudFront's last cache stands there, so that each image is made once. */
  readonly region: pulumi.Input<string>;
  /** What the web site is made of: below `assets/` names change with the contents, and its pages are below `assets/site/`. */
  readonly assetsBucketName: pulumi.Input<string>;
  /** Images that were made before, each by its path. */
  readonly derivedBucketName: pulumi.Input<string>;
  /** What makes the others: an internal load balancer, and a name that its certificate is for. */
  readonly proxy: {
    readonly loadBalancerArn: pulumi.Input<string>;
    readonly hostName: pulumi.Input<string>;
  };
  /** Requests of one address in five minutes; and of images in one minute, each of which may be dear to make. */
  readonly limits: { readonly requestsPerFiveMinutes: number; readonly imagesPerMinute: number };
  /** Bucket for the logs of CloudFront and of the firewall, an `EdgeLogBucket`. */
  readonly logBucketName: pulumi.Input<string>;
  /** Alarm topic of us-east-1, an `EdgeGround`'s. */
  readonly alarmTopicArn: pulumi.Input<string>;
}

/** What S3 answers for an image that is not there: without the right to list a bucket it says no more than 403. */
const NOT_MADE_YET = [403, 404];

/**
 * A web site from a private bucket, and its images: those that were made before from another, all others by a proxy inside
 * the VPC. Nobody else reaches any of the three. All of it is made with a provider of us-east-1.
 */
export class ImageDistribution extends pulumi.ComponentResource {
  readonly distributionId: pulumi.Output<string>;
  readonly domainName: pulumi.Output<string>;

  constructor(name: string, args: ImageDistributionArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:edge:ImageDistribution", name, {}, opts);
    const fault = siteFault(args);
    if (fault !== undefined) throw new pulumi.ResourceError(fault, this);
    const child = { parent: this };
    const { siteName, logBucketName } = args;
    const firewall = edgeFirewall(name, siteName, firewallOf(args), logBucketName, child);
    const { behaviours, byDefault } = pageBehaviours(name, siteName, child);
    const distribution = new cloudfront.Distribution(
      `${name}-distribution`,
      {
        comment: siteName,
        enabled: true,
        aliases: Object.values(args.hostNames),
        defaultRootObject: "index.html",
        origins: originsOf(name, args, child),
        originGroups: [
          {
            originId: IMAGE_ORIGINS.images,
            failoverCriteria: { statusCodes: NOT_MADE_YET },
            members: [{ originId: IMAGE_ORIGINS.derived }, { originId: IMAGE_ORIGINS.proxy }],
          },
        ],
        defaultCacheBehavior: byDefault,
        orderedCacheBehaviors: [imageBehaviour(name, siteName, child), ...behaviours],
        ...servedTo(args.certificateArn),
        webAclId: firewall.arn,
      },
      { ...child, customTimeouts: TIMEOUTS },
    );
    accessLogs(name, siteName, distribution.arn, logBucketName, child);
    surgeAlarm(
      name,
      { webAclName: siteName, countedBy: "countedRules", topicArn: args.alarmTopicArn },
      child,
    );
    distributionRecords(name, args.hostNames, args.zoneId, distribution, child);
    this.distributionId = distribution.id;
    this.domainName = distribution.domainName;
    this.registerOutputs({ distributionId: this.distributionId, domainName: this.domainName });
  }
}

const firewallOf = ({ limits }: ImageDistributionArgs): EdgeFirewallArgs => ({
  requestsPerFiveMinutes: limits.requestsPerFiveMinutes,
  pathLimits: [{ name: "limit-images", pathPrefix: IMAGES_PATH, requestsPerMinute: limits.imagesPerMinute }],
});

function originsOf(name: string, args: ImageDistributionArgs, child: pulumi.CustomResourceOptions) {
  const { siteName, region, proxy } = args;
  const reader = readerOfBuckets(name, siteName, "Reads the private buckets of the site", child);
  const bucket = (originId: string, bucketName: ServedBucket["bucketName"]) => ({
    originId,
    ...privateBucketOrigin({ bucketName, region }, reader),
  });
  const shielded = { originShield: { enabled: true, originShieldRegion: region } };
  return [
    bucket(IMAGE_ORIGINS.assets, args.assetsBucketName),
    { ...bucket(IMAGE_ORIGINS.pages, args.assetsBucketName), originPath: "/assets/site" },
    { ...bucket(IMAGE_ORIGINS.derived, args.derivedBucketName), ...shielded },
    {
      originId: IMAGE_ORIGINS.proxy,
      // CloudFront goes where the VPC origin is, and asks there by this name: for its certificate, and as the Host.
      domainName: proxy.hostName,
      ...insideOrigin(name, siteName, proxy.loadBalancerArn, child),
      ...shielded,
    },
  ];
}
