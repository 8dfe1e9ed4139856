import { EDGE_REGION } from "../place/regions";
import type { RefusalOfTheRest, Statement } from "./policy";

/**
 * Services that are in no region, or answer for the whole world from one that a stage need not be in [AWS: Deny access
 * to AWS based on the requested Region]. Here it only stands what may leave the stage's regions: what a role may do at
 * all is said elsewhere.
 */
export const globalServices = [
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
] as const;

/** What S3 is asked about the account as a whole, in whatever region. */
const GLOBAL_ACTIONS = [
  "s3:GetAccountPublicAccessBlock",
  "s3:ListAllMyBuckets",
  "s3:PutAccountPublicAccessBlock",
];

/**
 * What a site's CloudFront takes from us-east-1 alone, in families: its certificate and firewall, the deliveries of its
 * logs, its alarms, and their topic with the key of its messages. Nothing that an archive or a site holds can be made there.
 */
const edgeActions = [
  "acm:*",
  "cloudwatch:*Alarm*",
  "cloudwatch:*Tag*",
  "kms:CreateKey",
  "kms:Describe*",
  "kms:EnableKeyRotation",
  "kms:Get*",
  "kms:List*",
  "kms:PutKeyPolicy",
  "kms:UpdateKeyDescription",
  "kms:*Alias*",
  "kms:*Tag*",
  "logs:*Deliver*",
  "logs:*Tag*",
  "sns:*Topic*",
  "sns:*ubscri*",
  "sns:*Tag*",
  "wafv2:*",
];

const everywhere = [...globalServices.map((service) => `${service}:*`), ...GLOBAL_ACTIONS];

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
    NotAction: everywhere,
    Resource: "*",
    Condition: {
      StringNotEquals: { "aws:RequestedRegion": regions },
      ...(exceptRoleArn === undefined ? {} : { ArnNotEquals: { "aws:PrincipalArn": exceptRoleArn } }),
    },
  };
}

/**
 * The same for those who set up a site's CloudFront, or look at it: they may also go to us-east-1, for what is taken from
 * there alone.
 * @param allowed what the boundary allows: of what may leave the regions nothing else is named, for it has to fit
 */
export function regionGuards(
  regions: readonly string[],
  allowed: readonly Statement[],
): readonly RefusalOfTheRest[] {
  const services = new Set(allowed.flatMap(({ Action }) => Action.map(serviceOf)));
  const ofThose = (actions: readonly string[]) => actions.filter((action) => services.has(serviceOf(action)));
  const refusal = { Effect: "Deny", Resource: "*" } as const;
  return [
    {
      ...refusal,
      Sid: "OnlyInTheStagesRegions",
      NotAction: ofThose(everywhere),
      Condition: { StringNotEquals: { "aws:RequestedRegion": [...regions, EDGE_REGION] } },
    },
    {
      ...refusal,
      Sid: "AndThereForCloudFrontAlone",
      NotAction: ofThose([...everywhere, ...edgeActions]),
      Condition: { StringEquals: { "aws:RequestedRegion": EDGE_REGION } },
    },
  ];
}

const serviceOf = (action: string): string => action.split(":")[0] ?? "";
