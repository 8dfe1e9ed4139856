import type { Principals } from "../reading/principal";
import { alsoPassing, alsoRiding, passing, retrusting, riding } from "./escalation";
import { type Held, held, heldOfEach } from "./holding";
import type { Identity } from "./identities";
import type { Judge } from "./judge";
import type { People } from "./people";
import { namesHimself, namingExtent } from "./naming";
import type { Requester } from "./request";
import { servicesTaking } from "./trust";
import { ANYBODY, type Becoming, boundariesIn, writing } from "./writing";

const STARTERS = [...passing, ...alsoPassing];
const RIDES = [...riding, ...alsoRiding];

/** Whom each identity may become in one step; those that only come about so among them. */
export function becomings(people: People, judge: Judge): readonly Becoming[] {
  const within = boundariesIn(people);
  const direct = [...stepsOf(people.identities, people, judge, within)];
  const limited = new Set(direct.map(({ to }) => to).filter(({ boundary, about }) => boundary && !about));
  const found = [...direct, ...stepsOf([...limited], people, judge, within)];
  const isAnybody = found.some(({ to }) => to === ANYBODY);
  return [...found, ...(isAnybody ? people.identities.map((to) => ({ from: ANYBODY, to, by: [] })) : [])];
}

function* stepsOf(
  froms: readonly Identity[],
  people: People,
  judge: Judge,
  within: (arn: string) => Identity,
): Iterable<Becoming> {
  yield* assuming(froms, people, judge);
  yield* passingOn(froms, people, judge);
  yield* ridingOn(froms, people, judge);
  yield* opening(froms, people, judge);
  yield* writing(froms, people, judge, within);
}

/** A role's trust has to let somebody in; unless it names him himself, so have his own policies. */
function* assuming(froms: readonly Identity[], { identities }: People, judge: Judge): Iterable<Becoming> {
  const action = "sts:AssumeRole";
  const speaking = new Set(froms.filter((from) => judge.speaksOf(from, action)));
  for (const to of identities)
    for (const from of froms) {
      if (!letsIn(to, judge.requesterOf(from), speaking.has(from))) continue;
      const on = { action, resource: to.arn ?? "*", policy: to.trust, needsResourcePolicy: true };
      const assumed = held(from, on, judge);
      if (assumed) yield { from, to, by: [assumed] };
    }
}

/** Whether it is worth asking: nobody decides about those whom a trust does not speak of. */
function letsIn({ trust }: Identity, requester: Requester, speaks: boolean): boolean {
  const lettingIn = speaks ? isNamed : namesHimself;
  return trust.some(({ effect, principals }) => effect === "Allow" && lettingIn(principals, requester));
}

function isNamed(principals: Principals | undefined, requester: Requester): boolean {
  return namingExtent(principals, requester) !== "none";
}

/** A role can be passed to a service that may take it, by who starts something of that service's. */
function* passingOn(froms: readonly Identity[], { identities }: People, judge: Judge): Iterable<Becoming> {
  const action = "iam:PassRole";
  for (const from of froms.filter((each) => judge.speaksOf(each, action)))
    for (const to of identities)
      for (const service of servicesTaking(to)) {
        const context =
          service === "any" ? {} : { "iam:passedtoservice": { kind: "one of", values: [service] } as const };
        const passed = held(from, { action, resource: to.arn ?? "*", context }, judge);
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
function* ridingOn(
  froms: readonly Identity[],
  { identities, computes }: People,
  judge: Judge,
): Iterable<Becoming> {
  for (const { service, actions, onItself } of RIDES)
    for (const from of froms.filter((each) =>
      actions.every((list) => list.some((action) => judge.speaksOf(each, action))),
    ))
      for (const to of identities) {
        if (!servicesTaking(to).some((taking) => taking === "any" || taking === service)) continue;
        const itself = computes.filter((each) => each.service === service && mayRunAs(each.roles, to));
        const arns = onItself && itself.length > 0 ? itself.map(({ arn }) => arn) : ["*"];
        const by = arns
          .map((resource) => heldOfEach(from, actions, judge, { resource }))
          .find((all) => all !== undefined);
        if (by) yield { from, to, by };
      }
}

function mayRunAs(roles: readonly unknown[], { about }: Identity): boolean {
  return roles.length === 0 || roles.includes(about);
}

/** A role's trust can be rewritten. */
function* opening(froms: readonly Identity[], { identities }: People, judge: Judge): Iterable<Becoming> {
  for (const from of froms.filter((each) => judge.speaksOf(each, retrusting)))
    for (const to of identities.filter(({ trust }) => trust.length > 0)) {
      const opened = held(from, { action: retrusting, resource: to.arn ?? "*" }, judge);
      if (opened) yield { from, to, by: [opened] };
    }
}
