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

/** Asks the decider, but only where somebody's policies speak of the action at all, and counts how often. */
export interface Judge {
  /** Whether any statement of an identity's own might allow an action; most identities have none. */
  speaksOf(identity: Pick<Identity, "statements">, action: string): boolean;
  /** Who asks, where an identity does. */
  requesterOf(identity: Pick<Identity, "arn">): Requester;
  may(identity: Pick<Identity, "arn" | "statements" | "boundary">, question: Question): Decision;
  decisions(): number;
}

const REFUSED: Decision = { allowed: false, by: [], undecided: [] };

/** @param people all whose ARNs are known: who has no known ARN is none of them */
export function judgeOf({ accountId, identities }: Pick<People, "accountId" | "identities">): Judge {
  const seen = identities.flatMap(({ arn, about }) => (arn !== undefined && about ? [arn] : []));
  const nameless = { kind: "any identity", accountId, but: seen } as const;
  const granted = new WeakMap<readonly Statement[], Map<string, boolean>>();
  let decisions = 0;

  function isGranted(statements: readonly Statement[], action: string): boolean {
    const known = granted.get(statements) ?? new Map<string, boolean>();
    granted.set(statements, known);
    const request = { requester: { kind: "anonymous" }, action, resource: "*", context: {} } as const;
    const found =
      known.get(action) ??
      statements.some((each) => each.effect === "Allow" && actionExtent(each, request) !== "none");
    known.set(action, found);
    return found;
  }

  function requesterOf({ arn }: Pick<Identity, "arn">): Requester {
    return arn === undefined ? nameless : { kind: "identity", arn };
  }

  return {
    requesterOf,
    speaksOf: ({ statements }, action) => isGranted(statements, action),
    may(identity, { requester, action, resource, context = {}, policy = [], needsResourcePolicy = false }) {
      const { statements, boundary } = identity;
      if (!isGranted(statements, action) && !isGranted(policy, action)) return REFUSED;
      decisions += 1;
      const documents = { identity: statements, ...(boundary && { boundary }), resource: policy };
      const request = { requester: requester ?? requesterOf(identity), action, resource, context };
      return mayBeAllowed(request, documents, { needsResourcePolicy });
    },
    decisions: () => decisions,
  };
}
