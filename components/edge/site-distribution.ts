import * as cloudfront from "@pulumi/aws/cloudfront";
import * as pulumi from "@pulumi/pulumi";
import { accessLogs } from "./access-logs";
import { applicationBehaviour, folderBehaviours, ORIGINS } from "./behaviours";
import { edgeFirewall, type EdgeFirewallArgs } from "./edge-firewall";
import { insideOrigin, privateBucketOrigin, readerOfBuckets } from "./origins";
import { distributionRecords } from "./records";
import { servedTo, siteFault, TIMEOUTS } from "./served-to";
import { surgeAlarm } from "../firewall/surge-alarm";

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
    const fault = siteFault(args);
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
    if (args.zoneId !== undefined)
      distributionRecords(name, args.hostNames, args.zoneId, distribution, child);
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

/** CloudFront reaches into the VPC: the load balancer needs no way in from the internet. */
function applicationOrigin(
  name: string,
  { siteName, application }: SiteDistributionArgs,
  child: pulumi.CustomResourceOptions,
) {
  return {
    originId: ORIGINS.application,
    domainName: application.loadBalancerDnsName,
    ...insideOrigin(name, siteName, application.loadBalancerArn, child),
  };
}

function filesOrigin(
  name: string,
  { siteName, files }: SiteDistributionArgs,
  child: pulumi.CustomResourceOptions,
) {
  const reader = readerOfBuckets(`${name}-files`, siteName, "Reads the private bucket of the site", child);
  return { originId: ORIGINS.files, ...privateBucketOrigin(files, reader) };
}
