import { words, type Making, type Properties, type ResourceType } from "../catalogue";
import { actionFault, forwardRefers, groupFault, targetsAt } from "./listeners";
import { kindOf } from "./load-balancers";
import { LISTENER, LISTENER_RULE, LOAD_BALANCER } from "./tokens";
import { first, isSet, listAt, neighbours, numberAt, repeated, textAt, textsAt, thingAt } from "./values";

const CONDITIONS = words("hostHeader httpHeader httpRequestMethod pathPattern queryStrings sourceIp");
/** Values of all conditions of a rule together [docs.aws.amazon.com: Quotas for your Application Load Balancers]. */
const VALUES_MAX = 5;

/** Elastic Load Balancing: where a listener of an application load balancer sends what fits a rule. */
export const listenerRules: Readonly<Record<string, ResourceType>> = {
  [LISTENER_RULE]: {
    inputs: words("actions conditions listenerArn priority tags transforms"),
    required: words("actions conditions listenerArn"),
    id: ({ text, digits }) => `${text("listenerArn").replace(":listener/", ":listener-rule/")}/${digits(16)}`,
    computed: { arn: ({ id }) => id },
    replacedBy: words("listenerArn"),
    limits: {
      priority: { from: 1, to: 50_000 },
      "actions[].type": {
        among: words("forward redirect fixed-response authenticate-cognito authenticate-oidc jwt-validation"),
      },
      "actions[].order": { from: 1, to: 50_000 },
      "actions[].forward.targetGroups[].weight": { from: 0, to: 999 },
      "transforms[].type": { among: words("host-header-rewrite url-rewrite") },
      "transforms[].urlRewriteConfig.rewrite.regex": { like: /^.{1,1024}$/, says: "1 to 1024 characters" },
      "transforms[].urlRewriteConfig.rewrite.replace": {
        like: /^.{0,1024}$/,
        says: "at most 1024 characters",
      },
      "conditions[].hostHeader.values[]": {
        like: /^[A-Za-z0-9.*?-]{1,128}$/,
        says: "up to 128 letters, digits and .-, with * and ? for others",
      },
      "conditions[].pathPattern.values[]": { like: /^\S{1,128}$/, says: "up to 128 characters" },
    },
    refers: [{ at: "listenerArn", to: [LISTENER], form: "arn" }, ...forwardRefers("actions[]")],
    refuseInputs: (inputs) =>
      first(listAt(inputs, "actions[]"), actionFault) ??
      conditionsFault(inputs) ??
      weightsFault(inputs) ??
      transformsFault(inputs),
    refuseMaking: (making) => {
      const listener = thingAt([LISTENER], making.text("listenerArn"), making);
      const balancer = thingAt([LOAD_BALANCER], textAt(listener?.inputs, "loadBalancerArn"), making);
      if (listener === undefined || balancer === undefined) return undefined;
      if (kindOf(balancer.inputs) !== "application")
        return `InvalidConfigurationRequest: Rules are for the listeners of application load balancers, not for those of ${balancer.id}`;
      return (
        priorityTaken(making) ??
        first(targetsAt("actions[]", making), (group) =>
          groupFault(making, balancer, group, textAt(listener.inputs, "protocol") || "HTTP"),
        )
      );
    },
  },
};

function conditionsFault(inputs: Properties): string | undefined {
  if (Array.isArray(inputs["conditions"]) && inputs["conditions"].length === 0)
    return "ValidationError: A rule must have one condition at least";
  const conditions = listAt(inputs, "conditions[]");
  const vague = conditions.find(
    (condition) => CONDITIONS.filter((kind) => isSet(condition, kind)).length !== 1,
  );
  if (vague !== undefined) return `ValidationError: a condition has exactly one of ${CONDITIONS.join(", ")}`;
  const values = CONDITIONS.flatMap((kind) => listAt(inputs, `conditions[].${kind}.values[]`));
  return values.length > VALUES_MAX
    ? `TooManyConditionValues: A rule can have at most ${VALUES_MAX} condition values, got ${values.length}`
    : undefined;
}

/** At most one of each kind, which says what its kind needs [docs.aws.amazon.com: RuleTransform]. */
function transformsFault(inputs: Properties): string | undefined {
  const types = textsAt(inputs, "transforms[].type");
  const twice = repeated(types);
  if (twice !== undefined) return `ValidationError: A rule can have one transform of the type ${twice}`;
  return first(listAt(inputs, "transforms[]"), (transform) => {
    const config =
      textAt(transform, "type") === "url-rewrite" ? "urlRewriteConfig" : "hostHeaderRewriteConfig";
    return isSet(transform, `${config}.rewrite.regex`)
      ? undefined
      : `ValidationError: a transform of the type ${textAt(transform, "type")} takes ${config}`;
  });
}

/** [docs.aws.amazon.com: ForwardActionConfig] */
const weightsFault = (inputs: Properties): string | undefined =>
  first(listAt(inputs, "actions[]"), (action) => {
    const groups = listAt(action, "forward.targetGroups[]").length;
    return isSet(action, "forward") && (groups < 1 || groups > 5)
      ? `ValidationError: a forward action has 1 to 5 target groups, got ${groups}`
      : undefined;
  });

function priorityTaken(making: Making): string | undefined {
  const { priority } = making.inputs;
  const other = neighbours(LISTENER_RULE, making).find(
    ({ inputs }) => inputs["listenerArn"] === making.inputs["listenerArn"] && inputs["priority"] === priority,
  );
  return other && priority !== undefined
    ? `PriorityInUse: Priority '${numberAt(making.inputs, "priority")}' is currently in use (${other.urn})`
    : undefined;
}
