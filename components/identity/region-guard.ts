import { EDGE_REGION } from "../place/regions";
import type { RefusalElsewhere, RefusalOfTheRest, Statement } from "./policy";

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
  // Identity Center is where the organisation has it.
  "sso",
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
  "logs:Describe*",
  "logs:*Tag*",
  "sns:*Topic*",
  "sns:*ubscri*",
  "sns:*Tag*",
  "wafv2:*",
];

/** Route 53 writes who asked for a zone's names into groups of us-east-1 alone, whose names begin so [AWS: Logging DNS queries]. */
const ZONE_LOGS = "arn:aws:logs:*:*:log-group:/aws/route53/*";
const zoneLogActions = [
  "logs:AssociateKmsKey",
  "logs:CreateLogGroup",
  "logs:DeleteLogGroup",
  "logs:PutRetentionPolicy",
];
const zoneLogWriterActions = ["logs:DeleteResourcePolicy", "logs:PutResourcePolicy"];

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
 * there alone. Who has zones logged makes these logs there, too, and no others.
 * @param allowed what the boundary allows: of what may leave the regions nothing else is named, for it has to fit
 */
export function regionGuards(
  regions: readonly string[],
  allowed: readonly Statement[],
): readonly (RefusalOfTheRest | RefusalElsewhere)[] {
  const actions = allowed.flatMap(({ Action }) => Action);
  const services = new Set(actions.map(serviceOf));
  const ofThose = (all: readonly string[]) => all.filter((action) => services.has(serviceOf(action)));
  const hasZonesLogged = actions.includes("route53:CreateQueryLoggingConfig");
  const inEdgeRegion = { StringEquals: { "aws:RequestedRegion": EDGE_REGION } };
  return [
    {
      Sid: "OnlyInTheStagesRegions",
      Effect: "Deny",
      NotAction: ofThose(everywhere),
      Resource: "*",
      Condition: { StringNotEquals: { "aws:RequestedRegion": [...regions, EDGE_REGION] } },
    },
    {
      Sid: "AndThereForCloudFrontAlone",
      Effect: "Deny",
      NotAction: ofThose([
        ...everywhere,
        ...edgeActions,
        ...(hasZonesLogged ? [...zoneLogActions, ...zoneLogWriterActions] : []),
      ]),
      Resource: "*",
      Condition: inEdgeRegion,
    },
    ...(hasZonesLogged
      ? [
          {
            Sid: "AndForLogsOfZones",
            Effect: "Deny" as const,
            Action: zoneLogActions,
            NotResource: ZONE_LOGS,
            Condition: inEdgeRegion,
          },
        ]
      : []),
  ];
}

const serviceOf = (action: string): string => action.split(":")[0] ?? "";
