import type { Principals } from "../reading/principal";
import {
  type ActionLists,
  alsoPassing,
  alsoRiding,
  passing,
  retrusting,
  type Ride,
  riding,
} from "./escalation";
import { type Held, held, heldOfEach } from "./holding";
import { type Identity, patternOf } from "./identities";
import type { Judge } from "./judge";
import { namesHimself, namingExtent } from "./naming";
import type { People } from "./people";
import type { Requester } from "./request";
import { servicesTaking } from "./trust";
import { type Becoming, boundariesIn, writing } from "./writing";

/** Whom each identity may become in one step, and those identities that only come about so. */
export interface Becomings {
  readonly steps: readonly Becoming[];
  readonly made: readonly Identity[];
}

type Steps = (from: Identity, people: People, judge: Judge) => Iterable<Becoming>;

const STARTERS = [...passing, ...alsoPassing];
const PASS = "iam:PassRole";

/** Ways to become somebody, and the permissions that each of them takes: most identities have none of them. */
const families: readonly { readonly needs: ActionLists; readonly steps: Steps }[] = [
  { needs: [[PASS]], steps: passingOn },
  { needs: [[retrusting]], steps: opening },
  ...[...riding, ...alsoRiding].map((ride) => ({ needs: ride.actions, steps: ridingBy(ride) })),
];

export function becomings(people: People, judge: Judge): Becomings {
  const within = boundariesIn(people);
  const steps: Becoming[] = [];
  const known = new Set(people.identities);
  // A set goes on with what is added to it meanwhile.
  for (const from of known) {
    const speaksOf = (action: string) => judge.speaksOf(from, action);
    const open = families.filter(({ needs }) => needs.every((actions) => actions.some(speaksOf)));
    const own = [
      ...assuming(from, people, judge),
      ...open.flatMap((family) => [...family.steps(from, people, judge)]),
      ...writing(from, people, judge, within),
    ];
    steps.push(...own);
    for (const { to } of own) known.add(to);
  }
  return { steps, made: [...known].slice(people.identities.length) };
}

/** A role's trust has to let somebody in; unless it names him himself, so have his own policies. */
function* assuming(from: Identity, { identities }: People, judge: Judge): Iterable<Becoming> {
  const action = "sts:AssumeRole";
  const lettingIn = judge.speaksOf(from, action) ? isNamed : namesHimself;
  const requester = judge.requesterOf(from);
  for (const to of identities) {
    // Nobody need decide about those whom a trust does not speak of.
    if (!to.trust.some(({ principals }) => lettingIn(principals, requester))) continue;
    const on = { action, resource: patternOf(to), policy: to.trust, needsResourcePolicy: true };
    const assumed = held(from, on, judge);
    if (assumed) yield { from, to, by: [assumed] };
  }
}

function isNamed(principals: Principals | undefined, requester: Requester): boolean {
  return namingExtent(principals, requester) !== "none";
}

/** A role can be passed to a service that may take it, by who starts something of that service's. */
function* passingOn(from: Identity, { identities }: People, judge: Judge): Iterable<Becoming> {
  for (const to of identities)
    for (const service of servicesTaking(to)) {
      const context =
        service === "any" ? {} : { "iam:passedtoservice": { kind: "one of", values: [service] } as const };
      const passed = held(from, { action: PASS, resource: patternOf(to), context }, judge);
      const started = passed && startedOf(from, service, judge);
      if (started) yield { from, to, by: [passed, ...started] };
    }
}

/** Of a service that no list speaks of, nobody knows what it takes to start something. */
function startedOf(from: Identity, service: string, judge: Judge): readonly Held[] | undefined {
  const starters = STARTERS.filter((starter) => starter.service === service);
  if (starters.length === 0) return [];
  return starters.map(({ actions }) => heldOfEach(from, actions, judge)).find((all) => all !== undefined);
}

/** What runs as a role can be told to do something else. */
function ridingBy({ service, actions, onItself }: Ride): Steps {
  return function* (from, { identities, computes }, judge) {
    for (const to of identities) {
      if (!servicesTaking(to).some((taking) => taking === "any" || taking === service)) continue;
      const itself = computes.filter((each) => each.service === service && mayRunAs(each.roles, to));
      const arns = onItself && itself.length > 0 ? itself.map(({ arn }) => arn) : ["*"];
      const by = arns
        .map((resource) => heldOfEach(from, actions, judge, { resource }))
        .find((all) => all !== undefined);
      if (by) yield { from, to, by };
    }
  };
}

function mayRunAs(roles: readonly unknown[], { about }: Identity): boolean {
  return roles.length === 0 || roles.includes(about);
}

/** A role's trust can be rewritten. */
function* opening(from: Identity, { identities }: People, judge: Judge): Iterable<Becoming> {
  for (const to of identities.filter(({ trust }) => trust.length > 0)) {
    const opened = held(from, { action: retrusting, resource: patternOf(to) }, judge);
    if (opened) yield { from, to, by: [opened] };
  }
}
