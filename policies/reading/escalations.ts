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

/** Who of a stack holds, over all his documents together, one of the known sets. */
export function* escalationsOf(resources: readonly StackResource[]): Iterable<Escalation> {
  const people = peopleIn(resources, []);
  const judge = judgeOf(people);
  const rises = new Map(
    people.identities.map((each) => [each, risesOf(unconditionally(each), people, judge)]),
  );
  const isStrong = (each: Identity) => rises.get(each)?.length !== 0;
  // Who may take a strong role is strong himself, so that others may be by taking his.
  let found = true;
  while (found) {
    found = false;
    for (const identity of people.identities.filter((each) => !isStrong(each))) {
      const strong = people.identities.filter(isStrong).flatMap(({ arn }) => arn ?? []);
      const taken = takes(unconditionally(identity), strong, people, judge);
      if (!taken) continue;
      rises.set(identity, [
        { because: "takes a role that is stronger, or not to be seen here", by: [taken] },
      ]);
      found = true;
    }
  }
  for (const [{ about, title }, all] of rises)
    for (const because of new Set(all.map((rise) => rise.because))) {
      const sets = all.filter((rise) => rise.because === because).map(({ by }) => by.map(({ text }) => text));
      if (about)
        yield { about, found: `${title} ${because}, by ${sets.map((by) => by.join(" and ")).join("; ")}` };
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
    const denied = people.identities.filter(holdsDenial).flatMap(({ arn }) => arn ?? []);
    const removed = reaching(identity, action, denied, people, judge);
    return removed ? [{ because: "takes a denial away", by: [removed] }] : [];
  });
  return [...sets, ...denials];
}

function takes(
  identity: Identity,
  strong: readonly string[],
  people: People,
  judge: Judge,
): Held | undefined {
  return reaching(identity, "sts:AssumeRole", strong, people, judge);
}

/** Whether somebody may do something to one of some roles, or to a role that is not to be seen here. */
function reaching(
  identity: Identity,
  action: string,
  roles: readonly string[],
  { identities }: People,
  judge: Judge,
): Held | undefined {
  const seen = new Set(identities.flatMap(({ arn }) => arn ?? []));
  const permission = judge.may(identity, { action, resource: "*" });
  const beyond = permission?.by.filter((each) => isBeyond(each, seen)) ?? [];
  if (beyond.length > 0) return { text: textOf(action, beyond), undecided: [] };
  return roles
    .map((resource) => held(identity, { action, resource }, judge))
    .find((each) => each !== undefined);
}

function isBeyond({ resources }: Statement, seen: ReadonlySet<string>): boolean {
  const { patterns, complement, undecided } = resources;
  return complement || undecided !== undefined || patterns.some((pattern) => !seen.has(pattern));
}
