import assert from "node:assert/strict";
import { type PolicyResource, unknownCheckingProxy } from "@pulumi/policy";
import { rules } from "../../policies/catalogue";
import type { Graph } from "../graph/graph";

/** Configurations of rules, by their names. */
export type RuleConfigurations = Readonly<Record<string, object>>;

const provider = {
  type: "pulumi:providers:aws",
  name: "aws",
  urn: "urn:pulumi:pre::tests::pulumi:providers:aws::aws",
};

/** What all stacks' resources are tagged with. */
const TAGS = { project: "tests", environment: "pre", system: "tests", owner: "tests", managedBy: "pulumi" };

/**
 * What the policy pack finds wrong with what a program registered, `rule: message` for each.
 * @param about whether a resource is judged: what a test made around its component is not
 */
export async function findingsOf(
  graph: Graph,
  configurations: RuleConfigurations,
  about: (name: string) => boolean,
): Promise<readonly string[]> {
  const resources = seenByPolicies(graph).filter(({ name }) => about(name));
  const found: string[] = [];
  for (const rule of rules) {
    const say = (message: string) => void found.push(`${rule.name}: ${message}`);
    const context = {
      getConfig: () => JSON.parse(JSON.stringify(configurations[rule.name] ?? {})),
      stackTags: new Map<string, string>(),
      isType: () => false,
      asType: () => undefined,
      notApplicable: () => assert.fail(`${rule.name} says nothing about what it does not judge`),
    };
    const policy = rule.policy([]);
    if ("validateResource" in policy)
      for (const resource of resources)
        for (const validate of [policy.validateResource ?? []].flat())
          await validate({ ...resource, ...context }, say);
    if ("validateStack" in policy) await policy.validateStack({ ...context, resources }, say);
  }
  return found;
}

function seenByPolicies({ custom }: Graph): readonly PolicyResource[] {
  const seen = new Map(
    custom.map((registered) => [
      registered.urn,
      {
        type: registered.type,
        name: registered.name,
        urn: registered.urn,
        props: unknownCheckingProxy(structuredClone({ ...registered.inputs })),
        opts: {
          protect: registered.protect,
          ignoreChanges: [...registered.ignoreChanges],
          aliases: [],
          customTimeouts: { createSeconds: 0, updateSeconds: 0, deleteSeconds: 0 },
          additionalSecretOutputs: [],
        },
        provider: {
          ...provider,
          props: unknownCheckingProxy({ region: "eu-west-1", defaultTags: { tags: TAGS } }),
        },
        dependencies: [],
        propertyDependencies: {},
        isType: () => false,
        asType: () => undefined,
      } satisfies PolicyResource,
    ]),
  );
  return custom.flatMap(({ urn, propertyDependencies }): readonly PolicyResource[] => {
    const resource = seen.get(urn);
    if (resource === undefined) return [];
    const sources = Object.entries(propertyDependencies).map(([property, urns]) => [
      property,
      urns.flatMap((source) => seen.get(source) ?? []),
    ]);
    return [{ ...resource, propertyDependencies: Object.fromEntries(sources) }];
  });
}
