import { wellArchitected } from "../frameworks";
import { parameters } from "../parameters";
import { ROLE } from "../reading/policy-documents";
import { is, read, shown, text } from "../reading/value";
import { rule } from "../rule";

export const iamPermissionsBoundary = rule({
  name: "iam-permissions-boundary",
  why: "A boundary holds whatever a later policy grants, and whoever writes it",
  level: "mandatory",
  severity: "high",
  framework: wellArchitected("SEC03"),
  remedy: "Give the role permissionsBoundary, by an ARN made of names that the program knows.",
  reads: parameters.pick({ approvedBoundaryArns: true }),
  types: [ROLE],
  *resource({ props }, { approvedBoundaryArns }) {
    const boundary = text(read(props, "permissionsBoundary"));
    if (!approvedBoundaryArns.some((arn) => is(boundary, arn)))
      yield {
        found: `permissionsBoundary is ${shown(boundary)}`,
        expected: "one of the stage's approvedBoundaryArns",
      };
  },
});
