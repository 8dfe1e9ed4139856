import { ecrImmutableTags } from "../../../policies/rules/ecr-immutable-tags";
import { type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

function repository(props: object): Given {
  return { type: "aws:ecr/repository:Repository", name: "api", props };
}

function mutable(what: string, imageTagMutability: unknown, found: string): Refused {
  return {
    what,
    given: repository({ imageTagMutability }),
    says: [`api: imageTagMutability is ${found}; expected IMMUTABLE`],
  };
}

function leftOut(what: string, imageTagMutabilityExclusionFilters: unknown, found: string): Refused {
  return {
    what,
    given: repository({ imageTagMutability: "IMMUTABLE", imageTagMutabilityExclusionFilters }),
    says: [`api: imageTagMutabilityExclusionFilters is ${found}; expected no tag to be left out`],
  };
}

tryRule(ecrImmutableTags, {
  remedy: "Set imageTagMutability to IMMUTABLE, and give no imageTagMutabilityExclusionFilters.",
  accepts: [
    { as: "compliant", what: "tags that stay", given: repository({ imageTagMutability: "IMMUTABLE" }) },
    {
      as: "near miss",
      what: "no tag left out",
      given: repository({ imageTagMutability: "IMMUTABLE", imageTagMutabilityExclusionFilters: [] }),
    },
    {
      as: "not applicable",
      what: "a public repository",
      given: { ...repository({}), type: "aws:ecrpublic/repository:Repository" },
    },
  ],
  refuses: [
    mutable("nothing said", undefined, "absent"),
    mutable("tags that move", "MUTABLE", "MUTABLE"),
    mutable("exclusions", "IMMUTABLE_WITH_EXCLUSION", "IMMUTABLE_WITH_EXCLUSION"),
    mutable("what is not known", UNKNOWN, "not known in preview"),
    leftOut("a tag that moves", [{ filter: "latest", filterType: "WILDCARD" }], "a list"),
    leftOut("filters that are not known", UNKNOWN, "not known in preview"),
    leftOut("filters that are no list", { filter: "latest" }, "not a list"),
  ],
});
