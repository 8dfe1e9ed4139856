import { mitreAttack } from "../frameworks";
import { parameters } from "../parameters";
import { identityTypes } from "../proof/attachments";
import { computeTypes } from "../proof/compute";
import { custodyOf, trustedBy } from "../proof/custody";
import { judgeOf } from "../proof/judge";
import { peopleIn } from "../proof/people";
import { reachIn } from "../proof/reach";
import { rule } from "../rule";

export const iamCustodianUnreachable = rule({
  name: "iam-custodian-unreachable",
  why: "A role that nobody else may have is worth nothing if somebody else can become it",
  level: "mandatory",
  severity: "critical",
  framework: mitreAttack("T1548"),
  tags: ["Pathfinding sts-001"],
  remedy: "Cut one of the steps: narrow the permission that it rests on, or the trust that it enters by.",
  reads: parameters.pick({
    custodianRoleArns: true,
    deployIdentityArns: true,
    breakGlassRoleArns: true,
    githubSubjects: true,
  }),
  types: [...identityTypes, ...computeTypes],
  *stack(resources, settings) {
    const people = peopleIn(resources, trustedBy(settings));
    const custody = custodyOf(people, reachIn(people, judgeOf(people)), settings);
    for (const { identity, ways, isBreakGlass } of custody.values())
      for (const { permitted, about, steps } of ways)
        if (about && !permitted)
          yield {
            about,
            found: steps.join(", and "),
            expected: isBreakGlass
              ? `nobody to become ${identity.title} but named people with a second factor`
              : `nobody to become ${identity.title} but the deploys of the stage`,
          };
  },
});
