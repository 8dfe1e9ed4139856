import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as wafv2 from "@pulumi/aws/wafv2";
import * as pulumi from "@pulumi/pulumi";
import { webAcl, withoutHeaders, type ManagedGroup } from "../firewall/web-acl";

export interface WebFirewallArgs {
  /** Physical name of the web ACL: letters, digits, hyphens and underscores. Its log group is `aws-waf-logs-{name}`. */
  readonly webAclName: pulumi.Input<string>;
  /** Requests of one address in five minutes, 10 or more; what comes beyond is refused. */
  readonly requestsPerFiveMinutes: number;
  /** Headers that are left out of its log beside `authorization`, in small letters: those by which somebody is signed in. */
  readonly redactedHeaders?: readonly string[];
  /** AWS's rules; by default those for an API. A site that people sign in to takes `siteGroups()`. */
  readonly managedGroups?: readonly ManagedGroup[];
}

/** Where the firewall stands, and how its log is kept. */
export interface WebFirewallPlace {
  /** Stage of an API, or an application load balancer. */
  readonly resourceArn: pulumi.Input<string>;
  readonly logsKeyArn: pulumi.Input<string>;
  readonly logDays: pulumi.Input<number>;
}

/** AWS's rule groups before an API, in this order, and the rules of theirs that only count. */
const apiGroups: readonly ManagedGroup[] = [
  { group: "AWSManagedRulesAmazonIpReputationList", counts: [] },
  { group: "AWSManagedRulesKnownBadInputsRuleSet", counts: [] },
  {
    group: "AWSManagedRulesCommonRuleSet",
    // An ingest is JSON that names buckets and a callback URL, and may be long; identifiers of bags may end like files.
    counts: [
      "SizeRestrictions_BODY",
      "GenericRFI_BODY",
      "GenericRFI_QUERYARGUMENTS",
      "RestrictedExtensions_URIPATH",
    ],
  },
];

/** What stands before whatever the world may call: AWS's rules against known attacks, and a limit for each address. */
export function webFirewall(
  name: string,
  args: WebFirewallArgs,
  { resourceArn, logsKeyArn, logDays }: WebFirewallPlace,
  child: pulumi.CustomResourceOptions,
): void {
  const acl = webAcl(
    `${name}-firewall`,
    {
      webAclName: args.webAclName,
      scope: "REGIONAL",
      limits: [{ name: "limit-per-address", requestsPerFiveMinutes: args.requestsPerFiveMinutes }],
      managedGroups: args.managedGroups ?? apiGroups,
    },
    child,
  );
  new wafv2.WebAclAssociation(`${name}-firewall-association`, { resourceArn, webAclArn: acl.arn }, child);
  const log = new cloudwatch.LogGroup(
    `${name}-firewall-log`,
    {
      name: pulumi.interpolate`aws-waf-logs-${args.webAclName}`,
      retentionInDays: logDays,
      kmsKeyId: logsKeyArn,
    },
    child,
  );
  new wafv2.WebAclLoggingConfiguration(
    `${name}-firewall-logging`,
    {
      resourceArn: acl.arn,
      logDestinationConfigs: [log.arn],
      redactedFields: withoutHeaders("authorization", ...(args.redactedHeaders ?? [])),
    },
    child,
  );
}
