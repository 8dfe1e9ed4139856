import type { Identity } from "../proof/identities";
import type { Statement } from "./document";

/** Of what a condition may ask, a rule takes these two alone as not to be had; any other can be met by somebody. */
const DECISIVE: ReadonlySet<string> = new Set(["kms:grantisforawsresource", "iam:passedtoservice"]);

/** An identity with its permissions, whatever their conditions. */
export function unconditionally(identity: Identity): Identity {
  const { statements, boundary } = identity;
  return {
    ...identity,
    statements: statements.map(withoutConditions),
    boundary: boundary?.map(withoutConditions),
  };
}

function withoutConditions(statement: Statement): Statement {
  const conditions = statement.conditions.filter(({ key }) => DECISIVE.has(key));
  return statement.effect === "Deny" ? statement : { ...statement, conditions };
}
