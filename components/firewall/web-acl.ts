import * as wafv2 from "@pulumi/aws/wafv2";
import type * as pulumi from "@pulumi/pulumi";

/** How many requests one address may send, 10 or more; what comes beyond is refused. */
export type AddressLimit = {
  /** Name of the rule and of its metric: letters, digits, hyphens and underscores. */
  readonly name: string;
  /** Counts only what is asked for below this path, `/accounts/login/`; without it everything. */
  readonly pathPrefix?: string;
} & ({ readonly requestsPerFiveMinutes: number } | { readonly requestsPerMinute: number });

/** A group of AWS's rules, and the rules in it that only count. */
export interface ManagedGroup {
  readonly group: string;
  readonly counts: readonly string[];
}

export interface WebAclArgs {
  /** Physical name: letters, digits, hyphens and underscores. */
  readonly webAclName: pulumi.Input<string>;
  /** What it stands before. AWS makes those for CloudFront in us-east-1 alone. */
  readonly scope: "REGIONAL" | "CLOUDFRONT";
  /** Judged first, in this order. */
  readonly limits: readonly AddressLimit[];
  /** Judged then, in this order. */
  readonly managedGroups: readonly ManagedGroup[];
}

/** The rules that stand before whatever is called from the internet: limits for each address, then AWS's own groups. */
export function webAcl(
  name: string,
  { webAclName, scope, limits, managedGroups }: WebAclArgs,
  child: pulumi.CustomResourceOptions,
): wafv2.WebAcl {
  return new wafv2.WebAcl(
    name,
    {
      name: webAclName,
      scope,
      defaultAction: { allow: {} },
      rules: [
        ...limits.map(limitPerAddress),
        ...managedGroups.map((each, position) => managedRules(each, limits.length + position)),
      ],
      visibilityConfig: measuredAs(webAclName),
    },
    child,
  );
}

/** What its log leaves out of each request, by the names of headers in lower case. */
export const withoutHeaders = (...names: readonly string[]) =>
  names.map((name) => ({ singleHeader: { name } }));

function limitPerAddress(given: AddressLimit, priority: number) {
  const { name, pathPrefix } = given;
  const [limit, evaluationWindowSec] =
    "requestsPerMinute" in given ? [given.requestsPerMinute, 60] : [given.requestsPerFiveMinutes, 300];
  return {
    name,
    priority,
    action: { block: {} },
    statement: {
      rateBasedStatement: {
        aggregateKeyType: "IP",
        evaluationWindowSec,
        limit,
        ...(pathPrefix === undefined ? {} : { scopeDownStatement: below(pathPrefix) }),
      },
    },
    visibilityConfig: measuredAs(name),
  };
}

/** The path as the application will read it: `%6Cogin` is `login` to it. */
const below = (pathPrefix: string) => ({
  byteMatchStatement: {
    fieldToMatch: { uriPath: {} },
    positionalConstraint: "STARTS_WITH",
    searchString: pathPrefix,
    textTransformations: [{ priority: 0, type: "URL_DECODE" }],
  },
});

function managedRules({ group, counts }: ManagedGroup, priority: number) {
  return {
    name: group,
    priority,
    overrideAction: { none: {} },
    statement: {
      managedRuleGroupStatement: {
        vendorName: "AWS",
        name: group,
        ruleActionOverrides: counts.map((rule) => ({ name: rule, actionToUse: { count: {} } })),
      },
    },
    visibilityConfig: measuredAs(group),
  };
}

/** No samples: they would show the callers' tokens, which only the log leaves out. */
function measuredAs(metricName: pulumi.Input<string>) {
  return { cloudwatchMetricsEnabled: true, metricName, sampledRequestsEnabled: false };
}
