import { type Reach, type Statement, widened } from "../reading/document";
import { covers, intersects } from "../reading/glob";
import { missing, shown } from "../reading/value";
import { conditionExtent } from "./conditions";
import { possible } from "./context";
import { allOf, type Extent, not } from "./extent";
import { namingExtent } from "./naming";
import type { Request } from "./request";

/** Of how many of the requests of a class a statement speaks, whatever its effect. */
export function extentOf(statement: Statement, request: Request): Extent {
  let whole: Extent = "all";
  for (const element of [actionExtent, resourceExtent, principalExtent, conditionsExtent]) {
    const extent = element(statement, request);
    // Most statements are about other actions: what they say besides need not be looked at.
    if (extent === "none") return extent;
    whole = allOf([whole, extent]);
  }
  return whole;
}

export function actionExtent({ actions }: Statement, { action }: Pick<Request, "action">): Extent {
  const patterns = actions.patterns.map((pattern) => pattern.toLowerCase());
  return reachExtent({ ...actions, patterns }, action.toLowerCase());
}

export function resourceExtent({ resources }: Statement, { resource }: Request): Extent {
  // A role's trust policy has no Resource: it is about that role.
  return resources.undecided === shown(missing) ? "all" : reachExtent(resources, resource);
}

export function principalExtent({ principals }: Statement, { requester }: Request): Extent {
  return namingExtent(principals, requester);
}

export function conditionsExtent({ conditions }: Statement, request: Request): Extent {
  return allOf(conditions.map((condition) => conditionExtent(condition, possible(condition.key, request))));
}

function reachExtent(reach: Reach, wanted: string): Extent {
  const named = namedExtent(reach, wanted);
  if (!reach.complement) return named;
  // A variable that a request does not fill may undo the whole exclusion.
  return named === "none" && reach.patterns.some(hasVariable) ? "some" : not(named);
}

function namedExtent(reach: Reach, wanted: string): Extent {
  // What a policy variable stands for is not known, so that no such pattern surely covers anything.
  if (reach.patterns.some((pattern) => !hasVariable(pattern) && covers(pattern, wanted))) return "all";
  // Nor does AWS say what an empty list comes to.
  if (reach.undecided !== undefined || reach.patterns.length === 0) return "some";
  // Of ARNs that differ in case alone nobody says whether they are one.
  const folded = wanted.toLowerCase();
  return widened(reach).some((pattern) => intersects(pattern.toLowerCase(), folded)) ? "some" : "none";
}

function hasVariable(pattern: string): boolean {
  return pattern.includes("${");
}
