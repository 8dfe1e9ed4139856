import type { ManagedGroup } from "./web-acl";

/**
 * AWS's rules for a web site that people sign in to and send files to, before CloudFront or a load balancer alike.
 * Together they take 1,175 units: a web ACL may have 5,000, and beyond 1,500 each request costs more [AWS: WCU].
 * @param counts rules of the common group that only count, because the site rightly gets what they look for
 */
export const siteGroups = (counts: readonly string[] = []): readonly ManagedGroup[] => [
  { group: "AWSManagedRulesAmazonIpReputationList", counts: [] },
  // Tor and VPNs are refused. Hosting providers are counted: harvesters of other libraries are there, and so are crawlers.
  { group: "AWSManagedRulesAnonymousIpList", counts: ["HostingProviderIPList"] },
  { group: "AWSManagedRulesKnownBadInputsRuleSet", counts: [] },
  // A file that is sent is longer than the 8 KB that the common group allows a body.
  { group: "AWSManagedRulesCommonRuleSet", counts: ["SizeRestrictions_BODY", ...counts] },
  { group: "AWSManagedRulesSQLiRuleSet", counts: [] },
];
