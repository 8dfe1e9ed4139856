import { z } from "zod";
import type { catalogue } from "./catalogue";
import { parameters } from "./parameters";
import type { Rule } from "./rule";

type Catalogue = typeof catalogue;

const INTRODUCTION = `# The policies

What Strongroom refuses to deploy. The pack in \`policies/\` judges every \`pulumi preview\` and \`pulumi up\`, by hand and in CI, before
anything is made. This page is written by \`npm run policies\` from the rules themselves.

| Level     | What happens when a rule is broken                                              |
| --------- | ------------------------------------------------------------------------------- |
| mandatory | the preview and the update fail                                                 |
| remediate | the pack sets what is missing; where that cannot be done, the preview and the update fail |
| advisory  | it is reported, and nothing more                                                |

| Kind     | What a rule sees                                                                                |
| -------- | ----------------------------------------------------------------------------------------------- |
| resource | what the program asks for, one resource at a time, before that resource is touched                |
| stack    | all resources of the stack together, as they are known at the end of the preview or the update    |

What a preview cannot know yet is taken for the worst, unless the same rule comes back to it in the update before the resource is
touched. Nothing about retention, locks, keys or permissions is ever repaired: a wrong value there is a wrong intent.

## Which buckets are vaults

| A bucket                                                                          | is judged as         |
| --------------------------------------------------------------------------------- | -------------------- |
| whose name is one that only vaults have (\`vaultNamePatterns\`), whatever its tags say | a vault              |
| whose tag \`archive:role\` is \`staging\`, \`logs\` or \`artifacts\` (\`nonVaultRoles\`)      | no vault             |
| whose tag \`archive:role\` is \`vault\` or \`replica\`, anything else, absent or not known  | a vault              |

An Azure storage account is the archive's as well, unless its \`archive:role\` says otherwise; ours says \`offsite\`.

## Running it

\`npm run rehearse\` brings a whole stage up under the pack, against simulated clouds. In a real deploy the CLI is told of it by two
variables:

\`\`\`sh
export PULUMI_OPTION_POLICY_PACK=$PWD/policies
export PULUMI_OPTION_POLICY_PACK_CONFIG=$PWD/policies/config/pre.json
\`\`\`

Never give \`--skip-preview\`: rules about a whole stack judge an update only after it is made. \`pulumi destroy\` runs no pack at all; what
must last is protected by \`protect\`.

A stage's parameters are in \`policies/stages/<stage>.json\`, and those that its stacks know anyway are taken from their settings.
\`npm run policies\` writes \`policies/config/<stage>.json\` from both.

\`npm run mutate\` changes the rules in every small way there is, and tells which change no test notices. What the rules guard together is
shown by \`npm run prove\` (\`docs/proof.md\`).

## Making an exception

An exception is an entry in \`policies/excepted.json\`, and is reviewed like a change to the rule:

\`\`\`json
{
  "rule": "s3-access-logging",
  "urns": ["urn:pulumi:pre::storage-base::aws:s3/bucket:Bucket::scratch"],
  "reason": "why the rule cannot hold here, and what stands in for it until then",
  "owner": "who answers for it and looks at it again",
  "expires": "2027-01-31"
}
\`\`\`

From the day on which it expires the rule holds again. An exception that has expired, or that excepts nothing any more, fails the stack that it
is about; one for a rule that does not exist stops the pack.
`;

/** The page about the pack, as Markdown that still has to be formatted. */
export function documentation(sections: Catalogue): string {
  const rules = sections.flatMap((section) => section.rules);
  return [
    INTRODUCTION,
    `## The rules\n\n${rules.length} rules, ${byLevel(rules)}.`,
    ...sections.map(({ title, rules }) => `### ${title}\n\n${ruleTable(rules)}`),
    `## Parameters\n\nEach can be set for a stage. Until one is set that has to be, the rules that read it refuse everything.\n\n${parameterTable(rules)}`,
  ].join("\n");
}

function byLevel(rules: readonly Rule[]): string {
  const count = (level: Rule["level"]): number => rules.filter((rule) => rule.level === level).length;
  return `${count("mandatory")} mandatory, ${count("remediate")} remediate, ${count("advisory")} advisory`;
}

function ruleTable(rules: readonly Rule[]): string {
  return table(
    ["Rule", "Why", "Level", "Kind", "Severity", "Parameters", "Reference", "How to mend it"],
    rules.map((rule) => [
      code(rule.name),
      text(rule.why),
      rule.level,
      rule.kind,
      rule.severity,
      rule.parameters.map(code).join(", "),
      text(references(rule).join("; ")),
      text(rule.remedy),
    ]),
  );
}

function references({ framework, tags = [] }: Rule): readonly string[] {
  const { name, version, reference } = framework;
  return [[name, version, reference].filter((word) => word !== "").join(" "), ...tags];
}

function parameterTable(rules: readonly Rule[]): string {
  const { properties, required } = Described.parse(z.toJSONSchema(parameters, { io: "input" }));
  return table(
    ["Parameter", "Default", "What it is", "Read by"],
    Object.entries(properties).map(([name, { description, default: value }]) => [
      code(name),
      value !== undefined ? code(JSON.stringify(value)) : required.includes(name) ? "has to be set" : "none",
      text(description),
      rules
        .filter((rule) => rule.parameters.includes(name))
        .map((rule) => code(rule.name))
        .join(", ") || "the proof of a whole stage, `npm run prove`",
    ]),
  );
}

/** What a JSON schema says of each parameter, as far as people read it. */
const Described = z.object({
  properties: z.record(z.string(), z.object({ description: z.string(), default: z.unknown().optional() })),
  required: z.array(z.string()),
});

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |\n`;
  return [head, head.map(() => "---"), ...rows].map(line).join("");
}

function code(word: string): string {
  return `\`${word}\``;
}

/** As it is: what Markdown would take for a sign of its own is no sign. */
function text(words: string): string {
  return words.replaceAll(/[\\|*<]/g, "\\$&");
}
