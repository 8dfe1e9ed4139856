import { checkov } from "../frameworks";
import { parameters } from "../parameters";
import { identityTypes } from "../proof/attachments";
import { escalationsOf } from "../reading/escalations";
import { rule } from "../rule";

export const iamNoPrivilegeEscalation = rule({
  name: "iam-no-privilege-escalation",
  why: "Whoever can give himself more permissions has them all, whatever his own documents leave out",
  level: "mandatory",
  severity: "critical",
  framework: checkov("CKV_AWS_286"),
  tags: ["Pathfinding.cloud 65 paths"],
  remedy: "Take one action of the set away, or narrow what it acts on.",
  reads: parameters.pick({}),
  types: identityTypes,
  *stack(resources) {
    for (const { about, found } of escalationsOf(resources))
      yield { about, found, expected: "no set of permissions by which somebody gets more of them" };
  },
});
