import type { Settings } from "../parameters";
import type { Custody, Trusting } from "./custody";
import { possiblePolicies } from "./documents";
import { answerTo, type Deed } from "./guarding";
import { held } from "./holding";
import { isOneOf } from "./identities";
import type { Judge } from "./judge";
import type { People } from "./people";
import type { Reach } from "./reach";
import type { Keeping } from "./unasked";
import { type Verdict, verdict, type WayIn } from "./verdict";

export type Proving = Trusting & Keeping & Settings<"serviceDeployArns" | "custodianProjects">;

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
  const permitted = [...court.custody.values()]
    .filter(({ identity }) => isOneOf(identity, deed.permitted))
    .flatMap((trusted) => permittedWays(trusted, deed, court.judge));
  return verdict(asked, [...ways, ...permitted], `refused by ${refusedBy.join(", ")}`, harmless);
}

/** One to whom it may be allowed, if it is, and everybody who may become him. */
function permittedWays({ identity, ways }: Custody, deed: Deed, judge: Judge): readonly WayIn[] {
  const allowed = possiblePolicies(deed.on)
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
