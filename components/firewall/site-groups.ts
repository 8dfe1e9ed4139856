import type { ManagedGroup } from "./web-acl";

/**
 * AWS's rules for a web site that people sign in to and send files to, before CloudFront or a load balancer alike.
 * Together they take 1,125 of the 5,000 units that a web ACL may have.
 * @param counts rules of the common group that only count, because the site rightly gets what they look for
 */
export const siteGroups = (counts: readonly string[] = []): readonly ManagedGroup[] => [
  { group: "AWSManagedRulesAmazonIpReputationList", counts: [] },
  { group: "AWSManagedRulesKnownBadInputsRuleSet", counts: [] },
  // A file that is sent is longer than the 8 KB that the common group allows a body.
  { group: "AWSManagedRulesCommonRuleSet", counts: ["SizeRestrictions_BODY", ...counts] },
  { group: "AWSManagedRulesSQLiRuleSet", counts: [] },
];
