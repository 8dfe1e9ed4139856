import { becomings } from "./becoming";
import type { Identity } from "./identities";
import type { Judge } from "./judge";
import type { People } from "./people";
import { type Stranger, strangersTo } from "./trust";
import type { Becoming } from "./writing";

/** That somebody may become an identity, step by step. */
export type Way = Walked & Walker;

/** Who it is: an identity of the stacks, or a stranger whom the trust of one of them lets in. */
type Walker =
  | { readonly identity: Identity; readonly stranger?: undefined }
  | { readonly identity?: undefined; readonly stranger: Stranger };

interface Walked {
  readonly title: string;
  /** The identity that he becomes first. */
  readonly first: Identity;
  /** For whoever reads the proof, from him to the identity. */
  readonly steps: readonly string[];
  readonly undecided: readonly string[];
}

/** Who may become whom, however many steps it takes. */
export interface Reach {
  into(target: Identity): readonly Way[];
  /** Those who only come about by what others give themselves. */
  readonly made: readonly Identity[];
}

type Followed = Pick<Walked, "steps" | "undecided">;

export function reachIn(people: People, judge: Judge): Reach {
  const { steps, made } = becomings(people, judge);
  const known = people.identities.flatMap(({ arn }) => arn ?? []);
  return {
    made,
    into(target) {
      const followed = new Map<Identity, Followed>([[target, { steps: [], undecided: [] }]]);
      const ways: Way[] = [];
      // A map goes on with what is added to it meanwhile: the nearest come first.
      for (const [to, then] of followed) {
        for (const step of steps.filter((each) => each.to === to && !followed.has(each.from))) {
          const way = stepping(step, then);
          followed.set(step.from, way);
          // The others only stand for what somebody makes of himself.
          if (people.identities.includes(step.from))
            ways.push({ title: step.from.title, identity: step.from, first: to, ...way });
        }
        for (const stranger of to.about ? strangersTo(to, known, people.accountId, judge) : [])
          ways.push({ title: stranger.title, stranger, first: to, ...entering(stranger, to, then) });
      }
      return ways;
    },
  };
}

function stepping({ from, to, by }: Becoming, then: Followed): Followed {
  const permissions = by.map(({ text }) => text).join(" and ");
  return {
    steps: [`${from.title} becomes ${to.title} by ${permissions}`, ...then.steps],
    undecided: [...by.flatMap(({ undecided }) => undecided), ...then.undecided],
  };
}

function entering({ title, by, undecided }: Stranger, to: Identity, then: Followed): Followed {
  return {
    steps: [`${title} becomes ${to.title} by ${by.label}`, ...then.steps],
    undecided: [...undecided, ...then.undecided],
  };
}
