import type { RefusalOfTheRest } from "./policy";

/**
 * Services that are in no region, or answer for the whole world from one that a stage need not be in [AWS: Deny access
 * to AWS based on the requested Region]. Here it only stands what may leave the stage's regions: what a role may do at
 * all is said elsewhere.
 */
export const globalServices = [
  "acm",
  "budgets",
  "ce",
  "cloudfront",
  "globalaccelerator",
  "health",
  "iam",
  "organizations",
  "route53",
  "shield",
  "sts",
  "support",
  "wafv2",
] as const;

/** What S3 is asked about the account as a whole, in whatever region. */
const GLOBAL_ACTIONS = [
  "s3:GetAccountPublicAccessBlock",
  "s3:ListAllMyBuckets",
  "s3:PutAccountPublicAccessBlock",
];

/**
 * Refuses whatever is asked of a region where the stage is not, for a permission boundary: in a region that nobody
 * watches nothing can be made, and nothing be copied to.
 * @param regions the stage's AWS regions
 * @param exceptRoleArn a role for emergencies, which must not fail for where it works
 */
export function regionGuard(regions: readonly string[], exceptRoleArn?: string): RefusalOfTheRest {
  return {
    Sid: "OnlyInTheStagesRegions",
    Effect: "Deny",
    NotAction: [...globalServices.map((service) => `${service}:*`), ...GLOBAL_ACTIONS],
    Resource: "*",
    Condition: {
      StringNotEquals: { "aws:RequestedRegion": regions },
      ...(exceptRoleArn === undefined ? {} : { ArnNotEquals: { "aws:PrincipalArn": exceptRoleArn } }),
    },
  };
}
