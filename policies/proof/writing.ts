import type { Statement } from "../reading/document";
import { everything } from "./documents";
import { boundableWrites, boundlessWrites, newcomers, removingDenials } from "./escalation";
import { type Held, held, textOf } from "./holding";
import { holdsDenial, type Identity, NOBODY, patternOf } from "./identities";
import type { Judge } from "./judge";
import type { People } from "./people";
import { heldTo } from "./trust";

/** That one identity may become another, and by which permissions. */
export interface Becoming {
  readonly from: Identity;
  readonly to: Identity;
  readonly by: readonly Held[];
}

/** Somebody who may give himself what he likes, and become anybody. */
export const ANYBODY: Identity = {
  ...NOBODY,
  title: "anybody in the account",
  statements: [everything("whatever he gives himself")],
};

/** By the ARN of a boundary, somebody with all that it leaves; anybody, where it cannot be looked up. */
export function boundariesIn({ policy }: People): (arn: string) => Identity {
  const made = new Map<string, Identity>();
  return (arn) => {
    const boundary = policy(arn);
    const identity = made.get(arn) ?? { ...ANYBODY, title: `whoever has all that ${arn} leaves`, boundary };
    made.set(arn, identity);
    return boundary ? identity : ANYBODY;
  };
}

/** Whoever writes permissions has them all, or those within the boundaries that his own policies hold him to. */
export function* writing(
  from: Identity,
  { identities }: People,
  judge: Judge,
  within: (arn: string) => Identity,
): Iterable<Becoming> {
  for (const action of [...boundlessWrites, ...newcomers]) {
    const written = held(from, { action, resource: "*" }, judge);
    if (written) yield { from, to: ANYBODY, by: [written] };
  }
  for (const action of boundableWrites) {
    const permission = judge.may(from, { action, resource: "*" });
    if (!permission) continue;
    const { undecided } = permission;
    for (const statement of permission.by) {
      const by = [{ undecided, text: textOf(action, [statement]) }];
      for (const to of boundariesOf(statement)?.map(within) ?? [ANYBODY]) yield { from, to, by };
    }
  }
  for (const action of removingDenials)
    for (const denied of identities.filter(holdsDenial)) {
      const removed = held(from, { action, resource: patternOf(denied) }, judge);
      if (removed) yield { from, to: ANYBODY, by: [removed] };
    }
}

/** The boundaries one of which a statement asks for; undefined where it does not name them whole. */
function boundariesOf(statement: Statement): readonly string[] | undefined {
  const operators = ["stringequals", "stringlike", "arnequals", "arnlike"];
  const asked = heldTo(statement, "iam:permissionsboundary", operators);
  return asked.find((arns) => arns.every((arn) => !/[*?$]/.test(arn)));
}
