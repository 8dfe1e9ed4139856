import { statementsOf, type Statement } from "./policy-document";
import { first, repeated } from "./values";

const MALFORMED = "MalformedPolicyDocument:";

/** What IAM finds wrong with the policy of an identity. */
export function identityFault(document: unknown): string | undefined {
  return sidFault(document) ?? first(statementsOf(document), identityStatementFault);
}

/** What IAM finds wrong with a role's trust policy. */
export function trustFault(document: unknown): string | undefined {
  return sidFault(document) ?? first(statementsOf(document), trustStatementFault);
}

function identityStatementFault({
  hasPrincipal,
  actions,
  hasResource,
  resources,
}: Statement): string | undefined {
  if (hasPrincipal) return `${MALFORMED} Policy document should not specify a principal.`;
  if (actions.length === 0) return `${MALFORMED} Policy statement must contain actions.`;
  if (!hasResource || resources.length === 0) return `${MALFORMED} Policy statement must contain resources.`;
  const action = actions.find((entry) => !isAction(entry));
  if (action !== undefined)
    return `${MALFORMED} Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc. (${action})`;
  const resource = resources.find((entry) => !isResource(entry));
  return resource === undefined
    ? undefined
    : `${MALFORMED} Resource ${resource} must be in ARN format or "*".`;
}

function trustStatementFault({
  hasPrincipal,
  principals,
  hasResource,
  actions,
}: Statement): string | undefined {
  if (!hasPrincipal) return `${MALFORMED} Missing required field Principal`;
  if (principals.length === 0) return `${MALFORMED} Policy statement must contain principals.`;
  if (hasResource) return `${MALFORMED} Has prohibited field Resource`;
  const foreign = actions.find((action) => !/^(\*|sts:.+)$/i.test(action));
  return foreign === undefined
    ? undefined
    : `${MALFORMED} AssumeRole policy may only specify STS AssumeRole actions. (${foreign})`;
}

function sidFault(document: unknown): string | undefined {
  const sids = statementsOf(document).flatMap(({ sid }) => (sid === "" ? [] : [sid]));
  const odd = sids.find((sid) => !/^[A-Za-z0-9]+$/.test(sid));
  if (odd !== undefined)
    return `${MALFORMED} Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]* (${odd})`;
  const twice = repeated(sids);
  return twice === undefined
    ? undefined
    : `${MALFORMED} Statement IDs (SID) in a single policy must be unique. (${twice})`;
}

const isAction = (action: string): boolean => action === "*" || /^[a-z0-9-]+:[A-Za-z0-9*?]+$/i.test(action);

/** Six parts and, of the services that the estate's policies name most, the account and region where AWS has them. */
const isResource = (resource: string): boolean =>
  resource === "*" || /^arn:[a-z*-]+:[a-z0-9*-]*:[a-z0-9*-]*:[^:]*:.+$/.test(resource);
