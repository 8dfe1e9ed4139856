import type { Statement } from "../reading/document";
import { accountOf, type Principal } from "../reading/principal";
import { surelyDenied } from "./decide";
import { everything, type Guarded, possiblePolicies } from "./documents";
import { held, textOf } from "./holding";
import { isOneOf, NOBODY } from "./identities";
import type { Judge, Question } from "./judge";
import { extentOf } from "./match";
import type { People } from "./people";
import type { Request } from "./request";
import type { WayIn } from "./verdict";

/** What is asked of something that has a policy of its own. */
export interface Deed extends Pick<Question, "action" | "resource" | "needsResourcePolicy"> {
  readonly on: Guarded;
  /** Each of them has to be refused. */
  readonly contexts: readonly Request["context"][];
  /** The ARNs of those to whom it may be allowed. */
  readonly permitted: readonly string[];
}

/** Who could do it, but for the permitted; and the statements that refuse it to everybody else. */
export interface Answer {
  readonly ways: readonly WayIn[];
  readonly refusedBy: readonly string[];
}

/**
 * A policy has to refuse whoever may ever be given the permission, not only whoever has it today. Where several
 * policies are given, any of them may be the one that holds.
 */
export function answerTo(deed: Deed, people: People, judge: Judge): Answer {
  const ways: WayIn[] = [];
  const refusedBy = new Set<string>();
  for (const policy of possiblePolicies(deed.on))
    for (const context of deed.contexts) {
      const question = { ...deed, context, policy };
      const requester = { kind: "any identity", accountId: people.accountId, but: deed.permitted } as const;
      const given = judge.may(WHOEVER, { ...question, requester });
      if (given) ways.push(...today(question, people, judge), tomorrow(question, people, given.undecided));
      else refusedBy.add(surelyDenied({ ...question, requester }, policy)?.label ?? letsNobodyIn(deed.on));
      ways.push(...outsiders(question, people, judge));
    }
  return { ways: distinct(ways), refusedBy: [...refusedBy] };
}

function distinct(ways: readonly WayIn[]): readonly WayIn[] {
  return [...new Map(ways.map((way) => [JSON.stringify([way.who, way.steps]), way])).values()];
}

const WHOEVER = { statements: [everything("whatever is granted")] };

function letsNobodyIn({ title }: Guarded): string {
  return `the policy of ${title}, which lets nobody in`;
}

type Asked = Deed & { readonly context: Request["context"]; readonly policy: readonly Statement[] };

/** Those who have the permission. */
function today(asked: Asked, { identities }: People, judge: Judge): readonly WayIn[] {
  return identities
    .filter((identity) => !isOneOf(identity, asked.permitted))
    .flatMap((identity) => {
      const found = held(identity, asked, judge);
      if (!found) return [];
      return [{ who: identity.title, steps: [found.text], permitted: false, undecided: found.undecided }];
    });
}

/** Whoever may be given it, by hand or by another program. */
function tomorrow(
  { action, on, permitted }: Asked,
  { accountId }: People,
  undecided: readonly string[],
): WayIn {
  const others = permitted.length > 0 ? ` but ${permitted.join(", ")}` : "";
  return {
    who: `any identity of account ${accountId} that is given it`,
    steps: [`no statement of the policy of ${on.title} surely refuses ${action} to all${others}`],
    permitted: false,
    undecided,
  };
}

/** Those whom the policy itself lets in: services, other accounts, everyone. */
function outsiders(asked: Asked, { accountId }: People, judge: Judge): readonly WayIn[] {
  const accounts = new Set(asked.policy.flatMap(({ principals }) => principals?.named.map(accountNamed)));
  const anyone = { requester: { kind: "anyone", but: asked.permitted } as const, asker: NOBODY };
  const foreign = [...accounts].flatMap((account) => {
    if (account === undefined || account === accountId) return [];
    const requester = { kind: "any identity", accountId: account, but: asked.permitted } as const;
    return [{ requester, asker: WHOEVER }];
  });
  return [anyone, ...foreign].flatMap(({ requester, asker }) => {
    const question = { ...asked, requester, needsResourcePolicy: true };
    const permission = judge.may(asker, question);
    if (!permission) return [];
    const isAnyone = requester.kind === "anyone";
    const lettingIn = isAnyone ? permission.by : asked.policy.filter((each) => letsIn(each, question));
    const steps = [textOf(asked.action, lettingIn)];
    const who = isAnyone ? "whoever its policy names" : `account ${requester.accountId}`;
    return [{ who, steps, permitted: false, undecided: permission.undecided }];
  });
}

function accountNamed(principal: Principal): string | undefined {
  return principal.kind === "AWS" ? accountOf(principal.value) : undefined;
}

function letsIn(statement: Statement, request: Request): boolean {
  return statement.effect === "Allow" && extentOf(statement, request) !== "none";
}
