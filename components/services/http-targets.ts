import * as lb from "@pulumi/aws/lb";
import * as pulumi from "@pulumi/pulumi";

/** What a load balancer asks a task: whether it can answer, with all that it needs for that (W37). */
export const READY_PATH = "/healthz/ready";
/** What ECS asks the container itself: whether its process lives, and nothing behind it. */
export const LIVE_PATH = "/healthz/live";

/** Ninety seconds of failures: a database that fails over must not have all tasks thrown away at once (W37). */
const HEALTH = { interval: 15, timeout: 5, healthyThreshold: 2, unhealthyThreshold: 6, matcher: "200" };

/** Seconds that a leaving task may finish its requests in: less than its time to stop (W36). */
export const DEREGISTRATION_SECONDS = 60;

/** Balancer and listeners by which an HTTP service is reached. */
export interface HttpEntrance {
  /** The last part of the load balancer's ARN, by which CloudWatch knows it. */
  readonly arnSuffix: pulumi.Input<string>;
  readonly httpsListenerArn: pulumi.Input<string>;
  /** Listener on which a new revision is tried before anybody else sees it. */
  readonly testListenerArn: pulumi.Input<string>;
  /** Place of the service's rules among those of the listeners, 1 to 50000; no two services have the same. */
  readonly priority: number;
  /** What the load balancer makes of a path before the service sees it: the first match, in `$1` for its first group. */
  readonly rewrites?: { readonly regex: string; readonly replace: string };
}

export interface HttpTargetsArgs {
  /** What the groups' names begin with: at most 26 letters, digits and hyphens. */
  readonly serviceName: string;
  readonly vpcId: pulumi.Input<string>;
  /** Port that the tasks answer on. */
  readonly port: number;
  readonly hostNames: readonly string[];
  readonly entrance: HttpEntrance;
}

/** Groups of tasks that a load balancer sends a service's requests to, and the rules by which it does. */
export interface HttpTargets {
  /** By colour: blue, and green where requests are shifted from one group to the other. */
  readonly groups: Readonly<Record<string, lb.TargetGroup>>;
  /** Of blue, told once a rule leads there: an ECS service is refused before. */
  readonly primaryArn: pulumi.Output<string>;
}

/** One group, and the rule that leads there. */
export function oneGroup(
  name: string,
  args: HttpTargetsArgs,
  child: pulumi.CustomResourceOptions,
): HttpTargets {
  const blue = targetGroup(name, "blue", args, child);
  const rule = hostRule(
    `${name}-rule`,
    args.entrance.httpsListenerArn,
    args,
    [{ type: "forward", targetGroupArn: blue.arn }],
    child,
  );
  return { groups: { blue }, primaryArn: known(blue.arn, rule) };
}

export interface ShiftedTargets extends HttpTargets {
  readonly alternateArn: pulumi.Output<string>;
  readonly productionRuleArn: pulumi.Output<string>;
  readonly testRuleArn: pulumi.Output<string>;
}

/** Two groups, and two rules that ECS shifts the requests with: from then on their actions are its own. */
export function twoGroups(
  name: string,
  args: HttpTargetsArgs,
  child: pulumi.CustomResourceOptions,
): ShiftedTargets {
  const blue = targetGroup(name, "blue", args, child);
  const green = targetGroup(name, "green", args, child);
  const shifted = { ...child, ignoreChanges: ["actions"] };
  const production = hostRule(
    `${name}-rule`,
    args.entrance.httpsListenerArn,
    args,
    between([blue, 100], [green, 0]),
    shifted,
  );
  const test = hostRule(
    `${name}-test-rule`,
    args.entrance.testListenerArn,
    args,
    between([blue, 0], [green, 100]),
    shifted,
  );
  return {
    groups: { blue, green },
    primaryArn: known(blue.arn, production),
    alternateArn: known(green.arn, test),
    productionRuleArn: production.arn,
    testRuleArn: test.arn,
  };
}

const known = (arn: pulumi.Output<string>, rule: lb.ListenerRule): pulumi.Output<string> =>
  pulumi.all([arn, rule.id]).apply(([group]) => group);

function targetGroup(
  name: string,
  colour: "blue" | "green",
  { serviceName, vpcId, port }: HttpTargetsArgs,
  child: pulumi.CustomResourceOptions,
): lb.TargetGroup {
  return new lb.TargetGroup(
    `${name}-${colour}`,
    {
      name: `${serviceName}-${colour}`,
      targetType: "ip",
      protocol: "HTTP",
      port,
      vpcId,
      deregistrationDelay: DEREGISTRATION_SECONDS,
      healthCheck: { protocol: "HTTP", path: READY_PATH, port: "traffic-port", ...HEALTH },
    },
    child,
  );
}

/** A forward to both groups, by their shares of a hundred requests. */
const between = (...shares: readonly (readonly [lb.TargetGroup, number])[]) => [
  {
    type: "forward",
    forward: { targetGroups: shares.map(([{ arn }, weight]) => ({ arn, weight })) },
  },
];

function hostRule(
  name: string,
  listenerArn: pulumi.Input<string>,
  { hostNames, entrance }: HttpTargetsArgs,
  actions: lb.ListenerRuleArgs["actions"],
  child: pulumi.CustomResourceOptions,
): lb.ListenerRule {
  return new lb.ListenerRule(
    name,
    {
      listenerArn,
      priority: entrance.priority,
      conditions: [{ hostHeader: { values: [...hostNames] } }],
      ...(entrance.rewrites
        ? { transforms: [{ type: "url-rewrite", urlRewriteConfig: { rewrite: entrance.rewrites } }] }
        : {}),
      actions,
    },
    child,
  );
}
