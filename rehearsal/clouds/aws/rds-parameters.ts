import { words, type Properties, type ResourceType } from "../catalogue";
import { arn } from "./arn";
import { first, listAt, repeated, textAt, textsAt } from "./values";

/** What our programs set of an engine, and which of it waits for a restart. */
export type Parameters = Readonly<Record<string, "dynamic" | "static">>;

/** What groups of parameters for clusters and those for single databases differ in. */
export interface ParameterGroup {
  readonly inputs: readonly string[];
  /** What its ARN calls it. */
  readonly kind: "cluster-pg" | "pg";
  readonly families: readonly string[];
  readonly parametersOf: (family: string) => Parameters;
  /** The file with those parameters, for whoever sets another one. */
  readonly file: string;
}

/** A group of parameters [docs.aws.amazon.com: CreateDBClusterParameterGroup, CreateDBParameterGroup]. */
export const parameterGroup = ({
  inputs,
  kind,
  families,
  parametersOf,
  file,
}: ParameterGroup): ResourceType => ({
  inputs,
  required: words("family"),
  name: {
    property: "name",
    pattern: /^[a-z](?!.*--)[a-z0-9-]{0,254}(?<!-)$/,
    says: "up to 255 lower-case letters, digits and hyphens, a letter first, no two hyphens together and none last",
    unique: "region",
    taken: "DBParameterGroupAlreadyExists",
    automatic: true,
  },
  id: ({ name }) => name,
  computed: { arn: (making) => arn("rds", making, `${kind}:${making.name}`) },
  defaults: { description: "Managed by Pulumi" },
  replacedBy: words("family description"),
  limits: {
    family: { among: families },
    "parameters[].applyMethod": { among: words("immediate pending-reboot") },
  },
  refuseInputs: (given) => parametersFault(given, parametersOf(textAt(given, "family")), file),
});

function parametersFault(inputs: Properties, known: Parameters, file: string): string | undefined {
  const twice = repeated(textsAt(inputs, "parameters[].name"));
  if (twice !== undefined) return `InvalidParameterValue: the parameter ${twice} is there twice`;
  return first(listAt(inputs, "parameters[]"), (parameter) => {
    const [name, method] = [textAt(parameter, "name"), textAt(parameter, "applyMethod") || "immediate"];
    if (known[name] === undefined)
      return `InvalidParameterValue: Could not find parameter with name: ${name} (or add it to ${file})`;
    return known[name] === "static" && method === "immediate"
      ? `InvalidParameterCombination: cannot use immediate apply method for static parameter (${name})`
      : undefined;
  });
}
