import { securityHub } from "../frameworks";
import { parameters } from "../parameters";
import { is, list, read, shown } from "../reading/value";
import { rule } from "../rule";

export const ecrImmutableTags = rule({
  name: "ecr-immutable-tags",
  why: "A tag that was released names the same image for ever",
  level: "mandatory",
  severity: "medium",
  framework: securityHub("ECR.2"),
  tags: ["CKV_AWS_51"],
  remedy: "Set imageTagMutability to IMMUTABLE, and give no imageTagMutabilityExclusionFilters.",
  reads: parameters.pick({}),
  types: ["aws:ecr/repository:Repository"],
  *resource({ props }) {
    const mutability = read(props, "imageTagMutability");
    if (!is(mutability, "IMMUTABLE"))
      yield { found: `imageTagMutability is ${shown(mutability)}`, expected: "IMMUTABLE" };
    const filters = list(read(props, "imageTagMutabilityExclusionFilters"));
    const none = filters.kind === "missing" || (filters.kind === "known" && filters.value.length === 0);
    if (!none)
      yield {
        found: `imageTagMutabilityExclusionFilters is ${shown(filters)}`,
        expected: "no tag to be left out",
      };
  },
});
