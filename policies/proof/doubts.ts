import type { Statement } from "../reading/document";
import { whyUndecided } from "./conditions";
import { actionExtent, principalExtent, resourceExtent } from "./match";
import type { Request } from "./request";

/** What of a statement nobody can read, where that decides whether it speaks of a class of requests. */
export function doubtsOf(statement: Statement, request: Request): readonly string[] {
  const { label, actions, resources, principals, conditions } = statement;
  const elements = [
    { name: "Action", why: actions.undecided, extentOf: actionExtent },
    { name: "Resource", why: resources.undecided, extentOf: resourceExtent },
    { name: "Principal", why: principals?.undecided, extentOf: principalExtent },
  ];
  const found = [
    ...elements.map(({ name, why, extentOf }) =>
      why !== undefined && extentOf(statement, request) === "some" ? `its ${name} is ${why}` : undefined,
    ),
    ...conditions.map(whyUndecided),
  ];
  return found.flatMap((why) => (why === undefined ? [] : [`${label}: ${why}`]));
}

/** The doubts about statements of which one would do: none where one is beyond doubt. */
export function doubtsOfAny(statements: readonly Statement[], request: Request): readonly string[] {
  const doubts = statements.map((statement) => doubtsOf(statement, request));
  return doubts.some((each) => each.length === 0) ? [] : doubts.flat();
}
