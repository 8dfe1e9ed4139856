import type { Statement } from "../reading/document";
import { doubtsOf, doubtsOfAny } from "./doubts";
import { extentOf } from "./match";
import { namesHimself } from "./naming";
import type { Documents, Request } from "./request";

/** Whether any request of a class may be allowed. */
export interface Decision {
  readonly allowed: boolean;
  /** The statements that allow it; none where it is refused. */
  readonly by: readonly Statement[];
  /** What nobody knows and was taken for the worst therefore, for whoever reads the proof. */
  readonly undecided: readonly string[];
}

export interface Deciding {
  /**
   * Whether the resource's own policy must let the requester's account in before what the requester's policies allow
   * counts: so with keys (KMS) and with roles (STS), not so with buckets.
   */
  readonly needsResourcePolicy?: boolean;
}

const REFUSED: Decision = { allowed: false, by: [], undecided: [] };

/**
 * Whether any request of the class may be allowed. What is not understood counts as allowed: a statement that allows
 * counts if it may speak of any of the requests, one that denies only if it surely speaks of all. A boundary limits
 * the requester's own policies, not what a resource's policy grants to him by name.
 */
export function mayBeAllowed(
  request: Request,
  { identity, boundary, resource = [] }: Documents,
  { needsResourcePolicy = false }: Deciding = {},
): Decision {
  const documents = [...identity, ...(boundary ?? []), ...resource];
  if (surelyDenied(request, documents)) return REFUSED;
  const limits = boundary && may("Allow", request, boundary);
  const admitting = may("Allow", request, resource);
  const counts = limits?.length !== 0 && (!needsResourcePolicy || admitting.length > 0);
  const by = [
    ...(counts ? may("Allow", request, identity) : []),
    ...admitting.filter(({ principals }) => namesHimself(principals, request.requester)),
  ];
  if (by.length === 0) return REFUSED;
  const undecided = [
    ...[by, limits ?? [], needsResourcePolicy ? admitting : []].flatMap((any) => doubtsOfAny(any, request)),
    ...may("Deny", request, documents).flatMap((refusal) => doubtsOf(refusal, request)),
  ];
  return { allowed: true, by, undecided: [...new Set(undecided)] };
}

/** The statement that refuses every request of the class, where one does so for sure. */
export function surelyDenied(request: Request, statements: readonly Statement[]): Statement | undefined {
  return statements.find((each) => each.effect === "Deny" && extentOf(each, request) === "all");
}

/** What has to be refused, whoever asks and whatever else may allow it. */
export interface Refused {
  readonly actions: readonly string[];
  readonly resource: (action: string) => string;
  /** The only identities for which it need not be refused, by their exact ARNs. */
  readonly but?: readonly string[];
  readonly context?: Request["context"];
}

/** Those of the actions that the statements do not surely refuse to everybody. */
export function unrefused(
  statements: readonly Statement[],
  { actions, resource, but = [], context = {} }: Refused,
): readonly string[] {
  const requester = { kind: "anyone", but } as const;
  return actions.filter(
    (action) => !surelyDenied({ requester, action, resource: resource(action), context }, statements),
  );
}

/** The statements of an effect that may speak of a request of the class. */
function may(effect: Statement["effect"], request: Request, statements: readonly Statement[]): Statement[] {
  return statements.filter((each) => each.effect === effect && extentOf(each, request) !== "none");
}
