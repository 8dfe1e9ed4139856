import type { Statement } from "./document";
import type { StackResource } from "./resource";
import { escalationSets, type EscalationSet, removingDenials } from "../proof/escalation";
import { type Held, held, heldOfEach, textOf } from "../proof/holding";
import { holdsDenial, type Identity } from "../proof/identities";
import { unconditionally } from "./unconditional";
import { type Judge, judgeOf } from "../proof/judge";
import { type People, peopleIn } from "../proof/people";

/** That somebody can get more permissions than he was given. */
export interface Escalation {
  readonly about: StackResource;
  readonly found: string;
}

/** One way to do so. */
interface Rise {
  readonly because: string;
  readonly by: readonly Held[];
}

const TAKE = "sts:AssumeRole";
const TAKING = "takes a role that is stronger, or not to be seen here";

/** Who of a stack holds, over all his documents together, one of the known sets. */
export function* escalationsOf(resources: readonly StackResource[]): Iterable<Escalation> {
  const people = peopleIn(resources, []);
  const judge = judgeOf(people);
  const rises = new Map<Identity, readonly Rise[]>();
  for (const each of people.identities) {
    const own = risesOf(unconditionally(each), people, judge);
    if (own.length > 0) rises.set(each, own);
  }
  // Who may take a strong role is strong himself. A map goes on with what is added to it meanwhile.
  for (const [{ arn }] of rises) {
    if (arn === undefined) continue;
    for (const identity of people.identities.filter((each) => !rises.has(each))) {
      const taken = held(unconditionally(identity), { action: TAKE, resource: arn }, judge);
      if (taken) rises.set(identity, [{ because: TAKING, by: [taken] }]);
    }
  }
  for (const identity of people.identities) {
    const { about, title } = identity;
    const all = rises.get(identity) ?? [];
    for (const because of new Set(all.map((rise) => rise.because))) {
      const sets = all.filter((rise) => rise.because === because).map(({ by }) => by.map(({ text }) => text));
      if (about)
        yield { about, found: `${title} ${because}, by ${sets.map((by) => by.join(" and ")).join("; ")}` };
    }
  }
}

function risesOf(identity: Identity, people: People, judge: Judge): readonly Rise[] {
  const sets = escalationSets.flatMap(({ because, actions, passedTo }: EscalationSet): readonly Rise[] => {
    const context =
      passedTo === undefined
        ? {}
        : { "iam:passedtoservice": { kind: "one of", values: [passedTo] } as const };
    const by = heldOfEach(identity, actions, judge, { resource: "*", context });
    return by ? [{ because, by }] : [];
  });
  const denials = removingDenials.flatMap((action): readonly Rise[] => {
    const removed =
      beyondSight(identity, action, people, judge) ?? removedFrom(identity, action, people, judge);
    return removed ? [{ because: "takes a denial away", by: [removed] }] : [];
  });
  const own = [...sets, ...denials];
  if (own.length > 0) return own;
  const taken = beyondSight(identity, TAKE, people, judge);
  return taken ? [{ because: TAKING, by: [taken] }] : [];
}

/** Whether somebody may do something to a role that is not to be seen here. */
function beyondSight(
  identity: Identity,
  action: string,
  { identities }: People,
  judge: Judge,
): Held | undefined {
  const seen = new Set(identities.map(({ arn }) => arn));
  const beyond = judge.may(identity, { action, resource: "*" })?.by.filter((each) => isBeyond(each, seen));
  return beyond && beyond.length > 0 ? { text: textOf(action, beyond), undecided: [] } : undefined;
}

/** Whether somebody may take a denial away from one of those who have one. */
function removedFrom(
  identity: Identity,
  action: string,
  { identities }: People,
  judge: Judge,
): Held | undefined {
  return identities
    .filter(holdsDenial)
    .flatMap(({ arn }) => (arn === undefined ? [] : held(identity, { action, resource: arn }, judge)))
    .find((each) => each !== undefined);
}

function isBeyond({ resources }: Statement, seen: ReadonlySet<string | undefined>): boolean {
  const { patterns, complement, undecided } = resources;
  return complement || undecided !== undefined || patterns.some((pattern) => !seen.has(pattern));
}
