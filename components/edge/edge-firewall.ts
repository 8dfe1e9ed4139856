import * as wafv2 from "@pulumi/aws/wafv2";
import * as pulumi from "@pulumi/pulumi";
import { siteGroups } from "../firewall/site-groups";
import { webAcl, withoutHeaders, type AddressLimit } from "../firewall/web-acl";

export interface EdgeFirewallArgs {
  /** Requests of one address in five minutes, 10 or more; what comes beyond is refused. */
  readonly requestsPerFiveMinutes: number;
  /** Narrower limits for some paths, such as the one where people sign in. */
  readonly pathLimits?: readonly (AddressLimit & { readonly pathPrefix: string })[];
  /** Rules of AWS's common group that only count, because the site rightly gets what they look for. */
  readonly countedRules?: readonly string[];
}

/** Headers by which a session or a form could be taken over. */
const SECRET_HEADERS = ["authorization", "cookie", "x-csrftoken"];

/**
 * What stands before a distribution: limits for each address, and AWS's rules against known attacks.
 * @param webAclName physical name, by which CloudWatch knows its metrics too
 * @param logBucketName bucket whose name begins with `aws-waf-logs-`, of any region
 */
export function edgeFirewall(
  name: string,
  webAclName: string,
  args: EdgeFirewallArgs,
  logBucketName: pulumi.Input<string>,
  child: pulumi.CustomResourceOptions,
): wafv2.WebAcl {
  const acl = webAcl(
    `${name}-firewall`,
    {
      webAclName,
      scope: "CLOUDFRONT",
      limits: [
        ...(args.pathLimits ?? []),
        { name: "limit-per-address", requestsPerFiveMinutes: args.requestsPerFiveMinutes },
      ],
      managedGroups: siteGroups(args.countedRules),
    },
    child,
  );
  new wafv2.WebAclLoggingConfiguration(
    `${name}-firewall-logging`,
    {
      resourceArn: acl.arn,
      logDestinationConfigs: [pulumi.interpolate`arn:aws:s3:::${logBucketName}`],
      redactedFields: withoutHeaders(...SECRET_HEADERS),
    },
    child,
  );
  return acl;
}
