import { checkov } from "../frameworks";
import { parameters } from "../parameters";
import { admittingTypes, eachAdmission, isHeld, onWhoseBehalf, PERMISSION } from "../reading/holding";
import type { Principals } from "../reading/principal";
import type { Resource } from "../reading/resource";
import { known, read, shown } from "../reading/value";
import { rule } from "../rule";

export const resourcePolicyConfusedDeputy = rule({
  name: "resource-policy-confused-deputy",
  why: "A service works for every customer of AWS; unless held to ours, it serves a stranger's request just as well",
  level: "mandatory",
  severity: "high",
  framework: checkov("CKV_AWS_364"),
  tags: ["AWS confused-deputy guidance"],
  remedy:
    "Add a condition by StringEquals on aws:SourceAccount or aws:SourceOrgID, or by ArnEquals or ArnLike on aws:SourceArn; give a Permission its sourceArn or sourceAccount.",
  reads: parameters.pick({}),
  types: admittingTypes,
  *resource(resource) {
    if (isSourceToCome(resource)) return;
    yield* eachAdmission(resource, function* ({ principals, conditions }, where) {
      const deputy = deputyIn(principals);
      if (deputy !== undefined && !isHeld(conditions, onWhoseBehalf))
        yield {
          found: `${where} lets in ${deputy} on anyone's behalf`,
          expected: "a condition on aws:SourceArn, aws:SourceAccount or aws:SourceOrgID",
        };
    });
  },
});

/** A Permission's source is unknown in a preview while it is not made yet; `up` judges it before the step. */
function isSourceToCome({ type, props }: Resource): boolean {
  return (
    type === PERMISSION &&
    ["sourceArn", "sourceAccount"].some((property) => read(props, property).kind === "unknown")
  );
}

/** In words, a service that is let in; what lets in everyone but somebody is judged by another rule. */
function deputyIn({ named, complement, undecided }: Principals): string | undefined {
  if (undecided !== undefined) return `a principal that is ${undecided}`;
  if (complement) return undefined;
  for (const each of named) if (each.kind === "Service") return shown(known(each.value));
  return undefined;
}
