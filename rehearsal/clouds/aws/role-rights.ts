import type { Cloud } from "../cloud";
import { covers, names, statementsOf } from "./policy-document";
import { POLICY, POLICY_ATTACHMENT, ROLE, ROLE_POLICY } from "./tokens";
import { pointsAt, textAt } from "./values";

/**
 * Whether a role's own policies allow it all these actions on something. A role of another account is taken to have
 * them, and one with a policy of AWS's own as well: what that says is not known here.
 * @param resource ARN of that something; without it any will do
 */
export function allowsRole(
  roleArn: string,
  actions: readonly string[],
  cloud: Cloud,
  resource?: string,
): boolean {
  const [role] = cloud.named([ROLE], roleArn);
  if (role === undefined) return true;
  const attached = cloud.all(POLICY_ATTACHMENT).filter((thing) => pointsAt(thing, "role", role, cloud));
  const managed = attached.map(({ inputs }) => textAt(inputs, "policyArn"));
  if (managed.some((policy) => policy.startsWith("arn:aws:iam::aws:policy/"))) return true;
  const statements = [
    ...cloud.all(ROLE_POLICY).filter((thing) => pointsAt(thing, "role", role, cloud)),
    ...managed.flatMap((policy) => cloud.named([POLICY], policy)),
  ]
    .flatMap(({ inputs }) => statementsOf(inputs["policy"]))
    .filter(({ effect }) => effect === "Allow");
  return actions.every((action) =>
    statements.some(
      (statement) => covers(statement, action) && (resource === undefined || names(statement, resource)),
    ),
  );
}
