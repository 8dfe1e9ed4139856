import { iamPermissionsBoundary } from "../../../policies/rules/iam-permissions-boundary";
import { type Accepted, type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

const WORKLOADS = "arn:aws:iam::111122223333:policy/pre-boundary";
const OPERATORS = "arn:aws:iam::111122223333:policy/pre-operators";
const config = { approvedBoundaryArns: [WORKLOADS, OPERATORS] };

function role(permissionsBoundary: unknown, type = "aws:iam/role:Role"): Given {
  return { type, name: "worker", props: { name: "worker", permissionsBoundary } };
}

function bounded(as: Accepted["as"], what: string, given: Given): Accepted {
  return { as, what, given, config };
}

function unbounded(what: string, permissionsBoundary: unknown, found: string): Refused {
  return {
    what,
    given: role(permissionsBoundary),
    config,
    says: [`worker: permissionsBoundary is ${found}; expected one of the stage's approvedBoundaryArns`],
  };
}

tryRule(iamPermissionsBoundary, {
  remedy: "Give the role permissionsBoundary, by an ARN made of names that the program knows.",
  accepts: [
    bounded("compliant", "the boundary", role(WORKLOADS)),
    bounded("near miss", "the other boundary", role(OPERATORS)),
    bounded("not applicable", "a user", role(undefined, "aws:iam/user:User")),
    bounded(
      "not applicable",
      "a role of a service's own",
      role(undefined, "aws:iam/serviceLinkedRole:ServiceLinkedRole"),
    ),
  ],
  refuses: [
    unbounded("no boundary", undefined, "absent"),
    unbounded("an empty one", "", "a text of 0 characters"),
    unbounded("another policy", `${WORKLOADS}-old`, `${WORKLOADS}-old`),
    unbounded("the name alone", "pre-boundary", "pre-boundary"),
    unbounded("another account's", WORKLOADS.replace("1111", "4444"), WORKLOADS.replace("1111", "4444")),
    unbounded("one that is not known", UNKNOWN, "not known in preview"),
    unbounded("a list", [WORKLOADS], "not a text"),
  ],
});
