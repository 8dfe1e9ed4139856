import type { Custody, Trusting } from "./custody";
import { answerTo, type Deed } from "./guarding";
import { held } from "./holding";
import type { Judge } from "./judge";
import type { People } from "./people";
import type { Reach } from "./reach";
import type { Keeping } from "./unasked";
import { type Verdict, verdict, type WayIn } from "./verdict";

export type Proving = Trusting & Keeping;

/** What every verdict rests on. */
export interface Court {
  readonly people: People;
  readonly judge: Judge;
  readonly reach: Reach;
  readonly custody: ReadonlyMap<string, Custody>;
  readonly settings: Proving;
}

export type Asked = Pick<Verdict, "subject" | "group" | "action">;

/** Who could do something to what has a policy of its own. */
export function guardedVerdict(asked: Asked, deed: Deed, court: Court, harmless?: string): Verdict {
  const { ways, refusedBy } = answerTo(deed, court.people, court.judge);
  const permitted = deed.permitted.flatMap((arn) => permittedWays(arn, deed, court));
  return verdict(asked, [...ways, ...permitted], `refused by ${refusedBy.join(", ")}`, harmless);
}

/** One to whom it may be allowed, if it is, and everybody who may become him. */
function permittedWays(arn: string, deed: Deed, { custody, judge }: Court): readonly WayIn[] {
  const trusted = custody.get(arn);
  if (!trusted) return [];
  const { identity, ways } = trusted;
  const policies = deed.on.policies.length > 0 ? deed.on.policies : [[]];
  const allowed = policies
    .flatMap((policy) => deed.contexts.map((context) => held(identity, { ...deed, context, policy }, judge)))
    .find((found) => found !== undefined);
  if (!allowed) return [];
  const { text, undecided } = allowed;
  return [
    { who: identity.title, steps: [text], permitted: true, undecided },
    ...ways.map(({ who, steps, permitted, undecided: doubts }) => ({
      who,
      steps: [...steps, text],
      permitted,
      undecided: [...doubts, ...undecided],
    })),
  ];
}
