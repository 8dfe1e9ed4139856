import { words, type Properties } from "../catalogue";
import { first, isSet, listAt, numberAt, recordOf, repeated, setOf, textAt, textsAt } from "./values";

/** AWS's own rule groups and what they take of a web ACL's capacity [docs.aws.amazon.com: AWS Managed Rules rule groups list]. */
const MANAGED: Readonly<Record<string, number>> = {
  AWSManagedRulesACFPRuleSet: 50,
  AWSManagedRulesATPRuleSet: 50,
  AWSManagedRulesAdminProtectionRuleSet: 100,
  AWSManagedRulesAmazonIpReputationList: 25,
  AWSManagedRulesAnonymousIpList: 50,
  AWSManagedRulesAntiDDoSRuleSet: 50,
  AWSManagedRulesBotControlRuleSet: 50,
  AWSManagedRulesCommonRuleSet: 700,
  AWSManagedRulesKnownBadInputsRuleSet: 200,
  AWSManagedRulesLinuxRuleSet: 200,
  AWSManagedRulesPHPRuleSet: 100,
  AWSManagedRulesSQLiRuleSet: 200,
  AWSManagedRulesUnixRuleSet: 100,
  AWSManagedRulesWindowsRuleSet: 200,
  AWSManagedRulesWordPressRuleSet: 100,
};

/** What a plain statement takes at least; text transformations and large bodies, which cost more, are not counted. */
const COSTS: Readonly<Record<string, number>> = {
  asnMatchStatement: 1,
  byteMatchStatement: 2,
  geoMatchStatement: 1,
  ipSetReferenceStatement: 1,
  labelMatchStatement: 1,
  rateBasedStatement: 2,
  regexMatchStatement: 3,
  regexPatternSetReferenceStatement: 25,
  sizeConstraintStatement: 1,
  sqliMatchStatement: 20,
  xssMatchStatement: 40,
};

const GROUP = "managedRuleGroupStatement";
const STATEMENTS = [...Object.keys(COSTS), ...words("andStatement notStatement orStatement"), GROUP];
const ACTIONS = words("allow block captcha challenge count");
const CAPACITY_MAX = 5000;

const INVALID = "WAFInvalidParameterException: Error reason:";

/** What the rules of an ACL take together. */
export const capacityOf = (inputs: Properties): number =>
  listAt(inputs, "rules[].statement").reduce<number>((sum, statement) => sum + costOf(statement), 0);

function costOf(statement: unknown): number {
  const kinds = recordOf(statement);
  const own = Object.keys(kinds).reduce((sum, kind) => sum + (COSTS[kind] ?? 0), 0);
  const nested = words("andStatement.statements[] orStatement.statements[] notStatement.statements[]")
    .concat("rateBasedStatement.scopeDownStatement", `${GROUP}.scopeDownStatement`)
    .flatMap((path) => listAt(statement, path))
    .reduce<number>((sum, inner) => sum + costOf(inner), 0);
  return own + (MANAGED[textAt(statement, `${GROUP}.name`)] ?? 0) + nested;
}

/** What AWS WAF finds wrong with the rules of an ACL. */
export function rulesFault(inputs: Properties): string | undefined {
  const rules = listAt(inputs, "rules[]");
  const name = repeated(textsAt(inputs, "rules[].name"));
  if (name !== undefined) return `${INVALID} two rules have one name, field: RULE, parameter: ${name}`;
  const priority = repeated(listAt(inputs, "rules[].priority").map(String));
  if (priority !== undefined)
    return `${INVALID} Your statement has multiple rules with the same priority, field: RULE, parameter: ${priority}`;
  const capacity = capacityOf(inputs);
  return (
    first(rules, ruleFault) ??
    (capacity > CAPACITY_MAX
      ? `WAFLimitsExceededException: the rules take ${capacity} web ACL capacity units, at most ${CAPACITY_MAX}`
      : undefined)
  );
}

function ruleFault(rule: unknown): string | undefined {
  const refused = (reason: string) => `${INVALID} ${reason}, field: RULE, parameter: ${textAt(rule, "name")}`;
  const lacking = words("name priority statement visibilityConfig").find(
    (property) => !isSet(rule, property),
  );
  if (lacking !== undefined) return refused(`a rule takes a ${lacking}`);
  const visibility = visibilityFault(recordOf(rule));
  if (visibility !== undefined) return refused(visibility);
  const kinds = Object.keys(recordOf(listAt(rule, "statement")[0]));
  const [kind] = kinds;
  if (kinds.length !== 1 || kind === undefined || !STATEMENTS.includes(kind))
    return refused(
      `A statement takes exactly one of ${STATEMENTS.join(", ")}, got ${kinds.join(", ") || "none"}`,
    );
  const wanted = kind === GROUP ? "overrideAction" : "action";
  const given = setOf(recordOf(rule), "action", "overrideAction");
  if (given.length !== 1 || given[0] !== wanted)
    return refused(
      `A reference in your rule statement is not valid: a rule with a ${kind} takes an ${wanted}, got ${given.join(", ") || "none"}`,
    );
  const choices = wanted === "action" ? ACTIONS : words("count none");
  const chosen = Object.keys(recordOf(listAt(rule, wanted)[0]));
  if (chosen.length !== 1 || !choices.includes(chosen[0] ?? ""))
    return refused(`${wanted} is exactly one of ${choices.join(", ")}, got ${chosen.join(", ") || "none"}`);
  const statement = listAt(rule, `statement.${kind}`)[0];
  const fault = STATEMENT_FAULTS[kind]?.(statement);
  return fault && refused(fault);
}

/** What is wrong with a statement of each kind. */
const STATEMENT_FAULTS: Readonly<Record<string, (statement: unknown) => string | undefined>> = {
  [GROUP]: groupFault,
  rateBasedStatement: rateFault,
  geoMatchStatement: (statement) => {
    const codes = textsAt(statement, "countryCodes[]");
    return codes.length > 0 && codes.every((code) => /^[A-Z]{2}$/.test(code))
      ? undefined
      : `countryCodes are codes of two capital letters, got ${codes.join(", ") || "none"}`;
  },
};

function groupFault(group: unknown): string | undefined {
  const [vendor, name] = [textAt(group, "vendorName"), textAt(group, "name")];
  return vendor === "AWS" && MANAGED[name] === undefined
    ? `The managed rule group ${vendor} ${name} does not exist (by the list in rehearsal/clouds/aws/waf-rules.ts)`
    : undefined;
}

function rateFault(rate: unknown): string | undefined {
  const limit = numberAt(rate, "limit");
  if (limit !== undefined && (limit < 10 || limit > 2_000_000_000))
    return `limit: 10 to 2000000000, got ${limit}`;
  const window = numberAt(rate, "evaluationWindowSec") ?? 300;
  if (![60, 120, 300, 600].includes(window)) return `evaluationWindowSec: 60, 120, 300 or 600, got ${window}`;
  const key = textAt(rate, "aggregateKeyType") || "IP";
  if (!Object.keys(KEYS).includes(key))
    return `aggregateKeyType: one of ${Object.keys(KEYS).join(", ")}, got ${key}`;
  const needed = KEYS[key];
  return needed && !isSet(rate, needed) ? `aggregateKeyType ${key} takes ${needed}` : undefined;
}

/** By what requests are counted together, and what each kind of key takes. */
const KEYS: Readonly<Record<string, string | undefined>> = {
  IP: undefined,
  FORWARDED_IP: "forwardedIpConfig",
  CUSTOM_KEYS: "customKeys",
  CONSTANT: "scopeDownStatement",
};

/** How an ACL or a rule is measured: all three must be said. */
export function visibilityFault(of: Properties): string | undefined {
  const lacking = words("cloudwatchMetricsEnabled metricName sampledRequestsEnabled").find(
    (property) => !isSet(of, `visibilityConfig.${property}`),
  );
  if (lacking !== undefined) return `visibilityConfig takes ${lacking}`;
  const metric = textAt(of, "visibilityConfig.metricName");
  return metric === "" || /^[\w-]{1,128}$/.test(metric)
    ? undefined
    : `metricName: up to 128 letters, digits, hyphens and underscores, got ${metric}`;
}
