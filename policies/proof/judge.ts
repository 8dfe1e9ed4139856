import type { Statement } from "../reading/document";
import { type Decision, type Deciding, mayBeAllowed } from "./decide";
import type { Identity } from "./identities";
import { actionExtent } from "./match";
import type { People } from "./people";
import type { Request, Requester } from "./request";

/** What is asked of a judge: who asks follows from the identity, where the question does not say it. */
export interface Question extends Deciding {
  readonly requester?: Requester;
  readonly action: string;
  readonly resource: string;
  readonly context?: Request["context"];
  /** The resource's own policy. */
  readonly policy?: readonly Statement[];
}

/** What has to be known of whoever asks. */
export type Asking = Pick<Identity, "statements"> & Partial<Pick<Identity, "arn" | "boundary">>;

/** By which statements something is allowed, and what of them nobody knows. */
export type Permission = Pick<Decision, "by" | "undecided">;

/** Asks the decider, but only where somebody's policies speak of the action at all, and counts how often. */
export interface Judge {
  /** Whether any statement of an identity's own might allow an action; most identities have none. */
  speaksOf(identity: Pick<Asking, "statements">, action: string): boolean;
  /** Who asks, where an identity does. */
  requesterOf(identity: Pick<Asking, "arn">): Requester;
  /** Undefined where it is refused. */
  may(identity: Asking, question: Question): Permission | undefined;
  decisions(): number;
}

/** @param people all whose ARNs are known: who has no known ARN is none of them */
export function judgeOf({ accountId, identities }: Pick<People, "accountId" | "identities">): Judge {
  const but = identities.filter(({ about }) => about).flatMap(({ arn }) => arn ?? []);
  let decisions = 0;

  function requesterOf({ arn }: Pick<Asking, "arn">): Requester {
    return arn === undefined ? { kind: "any identity", accountId, but } : { kind: "identity", arn };
  }

  return {
    requesterOf,
    speaksOf: ({ statements }, action) => speakOf(statements, action),
    may(identity, { requester, policy, context = {}, needsResourcePolicy = false, ...asked }) {
      const { statements, boundary } = identity;
      if (![statements, policy].some((each) => each && speakOf(each, asked.action))) return undefined;
      decisions += 1;
      const request = { ...asked, context, requester: requester ?? requesterOf(identity) };
      const documents = {
        identity: statements,
        ...(boundary && { boundary }),
        ...(policy && { resource: policy }),
      };
      const decision = mayBeAllowed(request, documents, { needsResourcePolicy });
      return decision.allowed ? decision : undefined;
    },
    decisions: () => decisions,
  };
}

function speakOf(statements: readonly Statement[], action: string): boolean {
  return statements.some((each) => each.effect === "Allow" && actionExtent(each, { action }) !== "none");
}
