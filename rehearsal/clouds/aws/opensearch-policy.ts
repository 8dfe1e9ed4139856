import type { Making } from "../catalogue";
import { arn } from "./arn";
import { invalidPrincipal, names, statementsOf } from "./policy-document";
import { first } from "./values";

const WRONG = "InvalidTypeException: Error setting policy:";

/** What OpenSearch Service finds wrong with a domain's access policy. */
export function policyFault(making: Making): string | undefined {
  const document = making.inputs["accessPolicies"];
  const domain = arn("es", making, `domain/${making.name}`);
  const stranger = invalidPrincipal(document, making);
  if (stranger) return `${WRONG} Invalid principal "${stranger.kind}":"${stranger.value}"`;
  return first(statementsOf(document), (statement) => {
    if (!statement.hasPrincipal) return `${WRONG} Missing required field Principal`;
    if (!statement.hasResource) return `${WRONG} Missing required field Resource`;
    const foreign = statement.actions.find((action) => !/^(\*|es:.+)$/i.test(action));
    if (foreign !== undefined) return `${WRONG} ${foreign} is not an action of es`;
    const other = statement.resources.find(
      (resource) => !isOf(domain, { ...statement, resources: [resource] }),
    );
    return other && `${WRONG} ${other} is not of this domain, ${domain}`;
  });
}

/** Whether a statement names a domain or what is in it. */
const isOf = (domain: string, statement: Parameters<typeof names>[0]): boolean =>
  names(statement, domain) || names(statement, `${domain}/index`);
