import { words, type ResourceType } from "../catalogue";
import { arn } from "./arn";
import { key } from "./refers";
import { PARAMETER } from "./tokens";
import { setOf, textAt } from "./values";

/** AWS Systems Manager's parameters. */
export const ssm: Readonly<Record<string, ResourceType>> = {
  [PARAMETER]: {
    inputs: words("allowedPattern dataType description insecureValue keyId overwrite tags tier type value"),
    required: words("type"),
    name: {
      property: "name",
      pattern: /^(?!\/?(aws|ssm))[A-Za-z0-9_.-]{1,1011}$|^(?!\/(aws|ssm))(\/[A-Za-z0-9_.-]+){1,15}$/i,
      says: "letters, digits and _.- in at most 15 levels, each behind a slash, and not beginning with aws or ssm",
      unique: "region",
      taken: "ParameterAlreadyExists",
      automatic: true,
    },
    id: ({ name }) => name,
    computed: {
      arn: (making) => arn("ssm", making, `parameter/${making.name.replace(/^\//, "")}`),
      version: () => 1,
    },
    defaults: { tier: "Standard", dataType: "text" },
    limits: {
      type: { among: words("String StringList SecureString") },
      tier: { among: words("Standard Advanced Intelligent-Tiering") },
    },
    refers: [key("keyId")],
    refuseInputs: (inputs) => {
      if (setOf(inputs, "value", "insecureValue").length !== 1)
        return "one of `insecure_value,value` must be specified";
      const length = Math.max(textAt(inputs, "value").length, textAt(inputs, "insecureValue").length);
      return (inputs["tier"] ?? "Standard") === "Standard" && length > 4096
        ? `ValidationException: a standard parameter has at most 4096 characters, got ${length}`
        : undefined;
    },
  },
};
