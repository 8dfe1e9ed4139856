import { words, type Limit, type Making, type Properties, type Reference } from "../catalogue";
import { trusts } from "./policy-document";
import { roleArn } from "./refers";
import { allowsRole } from "./role-rights";
import { FUNCTION, LISTENER_RULE, TARGET_GROUP } from "./tokens";
import { first, isSet, listAt, textAt, textsAt, thingAt } from "./values";

const INVALID = "InvalidParameterException:";
const STRATEGY = "deploymentConfiguration.strategy";
const SHIFT = "loadBalancers[].advancedConfiguration";
const HOOKS = "deploymentConfiguration.lifecycleHooks[]";
const RULES = words("productionListenerRule testListenerRule");

/** Minutes are texts; a text is good as long as it is a number of the range. */
const minutes: Limit = { like: /^(\d{1,3}|1[0-3]\d\d|14[0-3]\d|1440)$/, says: "0 to 1440 minutes" };

/** What each strategy must say beside its name [docs.aws.amazon.com: DeploymentConfiguration]. */
const SAYS: Readonly<Record<string, string>> = {
  CANARY: "deploymentConfiguration.canaryConfiguration",
  LINEAR: "deploymentConfiguration.linearConfiguration",
};

export const deploymentLimits: Readonly<Record<string, Limit>> = {
  [STRATEGY]: { among: words("ROLLING BLUE_GREEN CANARY LINEAR") },
  "deploymentConfiguration.bakeTimeInMinutes": minutes,
  "deploymentConfiguration.canaryConfiguration.canaryBakeTimeInMinutes": minutes,
  "deploymentConfiguration.canaryConfiguration.canaryPercent": { from: 0.1, to: 100 },
  [`${HOOKS}.targetType`]: { among: words("AWS_LAMBDA PAUSE") },
  [`${HOOKS}.lifecycleStages[]`]: {
    among: words(`RECONCILE_SERVICE PRE_SCALE_UP POST_SCALE_UP TEST_TRAFFIC_SHIFT POST_TEST_TRAFFIC_SHIFT
      PRODUCTION_TRAFFIC_SHIFT POST_PRODUCTION_TRAFFIC_SHIFT`),
  },
};

export const deploymentRefers: readonly Reference[] = [
  { at: `${SHIFT}.alternateTargetGroupArn`, to: [TARGET_GROUP], form: "arn" },
  ...RULES.map((rule): Reference => ({ at: `${SHIFT}.${rule}`, to: [LISTENER_RULE], form: "arn" })),
  roleArn(`${SHIFT}.roleArn`),
  { at: `${HOOKS}.hookTargetArn`, to: [FUNCTION], form: "arn" },
  roleArn(`${HOOKS}.roleArn`),
];

const strategyOf = (inputs: Properties): string => textAt(inputs, STRATEGY) || "ROLLING";

/** How a new revision comes in must be said whole. */
export function strategyFault(inputs: Properties): string | undefined {
  const strategy = strategyOf(inputs);
  const controller = textAt(inputs, "deploymentController.type") || "ECS";
  if (strategy !== "ROLLING" && controller !== "ECS")
    return `${INVALID} The deployment strategy ${strategy} is only supported with ECS deployment controller`;
  const wanted = SAYS[strategy];
  if (wanted !== undefined && !isSet(inputs, wanted)) return `${INVALID} ${strategy} takes ${wanted}`;
  const strange = Object.values(SAYS).find((path) => path !== wanted && isSet(inputs, path));
  if (strange !== undefined) return `${INVALID} ${strange} is not for the deployment strategy ${strategy}`;
  const lone = listAt(inputs, "loadBalancers[]").find(
    (balancer) => isSet(balancer, "advancedConfiguration") === (strategy === "ROLLING"),
  );
  if (lone === undefined) return undefined;
  return strategy === "ROLLING"
    ? `${INVALID} advancedConfiguration is not for the deployment strategy ROLLING`
    : `${INVALID} ${strategy} takes an advancedConfiguration for each load balancer`;
}

/**
 * What is called in a deployment must be there whole, and be callable in the role that is given for it: the real one finds
 * out in the deployment, and rolls it back [docs.aws.amazon.com: DeploymentLifecycleHook].
 */
export function hooksFault({ inputs, cloud }: Making): string | undefined {
  return first(listAt(inputs, HOOKS), (hook) => {
    if (textAt(hook, "targetType") === "PAUSE") return undefined;
    const missing = words("hookTargetArn roleArn").find((property) => !isSet(hook, property));
    if (missing !== undefined) return `${INVALID} a lifecycle hook of AWS_LAMBDA takes ${missing}`;
    const [role, target] = [textAt(hook, "roleArn"), textAt(hook, "hookTargetArn")];
    if (!trusts(role, "ecs.amazonaws.com", cloud))
      return `${INVALID} ECS was unable to assume the role '${role}' (its trust must name ecs.amazonaws.com)`;
    return allowsRole(role, ["lambda:InvokeFunction"], cloud, target)
      ? undefined
      : `${INVALID} the role '${role}' of a lifecycle hook may not call ${target} (lambda:InvokeFunction)`;
  });
}

/** What ECS shifts requests with: two groups, rules that only forward to them, and a role that it may take. */
export function shiftFault(making: Making): string | undefined {
  const { inputs, cloud } = making;
  return first(listAt(inputs, "loadBalancers[]"), (balancer) => {
    if (!isSet(balancer, "advancedConfiguration")) return undefined;
    const shift = (property: string) => textAt(balancer, `advancedConfiguration.${property}`);
    const groups = [textAt(balancer, "targetGroupArn"), shift("alternateTargetGroupArn")];
    if (groups[0] === groups[1])
      return `${INVALID} targetGroupArn and alternateTargetGroupArn must be two target groups, got ${groups[0]} twice`;
    if (!trusts(shift("roleArn"), "ecs.amazonaws.com", cloud))
      return `${INVALID} ECS was unable to assume the role '${shift("roleArn")}' (its trust must name ecs.amazonaws.com)`;
    return first(RULES, (property) => {
      const rule = thingAt([LISTENER_RULE], shift(property), making);
      if (rule === undefined) return undefined;
      const other = textsAt(rule.inputs, "actions[].type").find((type) => type !== "forward");
      if (other !== undefined)
        return `${INVALID} ${property}: a rule that shifts requests only forwards, and ${rule.id} has the action ${other}`;
      const reached = [
        ...textsAt(rule.inputs, "actions[].targetGroupArn"),
        ...textsAt(rule.inputs, "actions[].forward.targetGroups[].arn"),
      ];
      return reached.some((group) => groups.includes(group))
        ? undefined
        : `${INVALID} ${property}: ${rule.id} forwards to neither of the service's target groups`;
    });
  });
}
