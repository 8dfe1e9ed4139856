import type { Statement } from "../reading/document";
import { surelyDenied } from "./decide";
import type { Request } from "./request";

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
