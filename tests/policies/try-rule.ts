import { type PolicyResource, unknownCheckingProxy } from "@pulumi/policy";
import assert from "node:assert/strict";
import type { Rule } from "../../policies/rule";

/** The library's mark for a value that only the deployment will tell. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** A resource as a program registers it; `from` names the resources that a property was computed from. */
export interface Given {
  readonly type: string;
  readonly name: string;
  readonly props?: object;
  readonly opts?: { readonly protect?: boolean; readonly deleteBeforeReplace?: boolean };
  readonly providerProps?: object;
  readonly from?: Readonly<Record<string, readonly string[]>>;
}

interface Case {
  readonly what: string;
  readonly given: Given | readonly Given[];
  readonly config?: object;
}

export interface Accepted extends Case {
  readonly as: "compliant" | "near miss" | "not applicable";
}

export interface Refused extends Case {
  /** The whole messages, but for the remedy that ends each. */
  readonly says: readonly string[];
}

export interface Cases {
  readonly remedy: string;
  readonly accepts: readonly Accepted[];
  readonly refuses: readonly Refused[];
}

/** Runs a rule as the policy host does: over each resource, then over the stack, and unknown values throw. */
export function tryRule(rule: Rule, { remedy, accepts, refuses }: Cases): void {
  describe(rule.name, () => {
    it("has cases of each kind", () => {
      const kinds = new Set<string>(accepts.map(({ as }) => as));
      assert.deepEqual([...kinds].toSorted(), ["compliant", "near miss", "not applicable"]);
      assert.ok(refuses.length > 0);
    });
    for (const each of accepts)
      it(`accepts, ${each.as}: ${each.what}`, async () => assert.deepEqual(await run(rule, each), []));
    for (const each of refuses)
      it(`refuses: ${each.what}`, async () => {
        assert.ok(each.says.length > 0);
        assert.deepEqual(
          await run(rule, each),
          each.says.map((said) => `${said}. ${remedy}`),
        );
      });
  });
}

async function run(rule: Rule, { given, config = {} }: Case): Promise<string[]> {
  const resources = asStack([given].flat());
  const context = {
    getConfig: () => JSON.parse(JSON.stringify(config)),
    stackTags: new Map<string, string>(),
    isType: () => false,
    asType: () => undefined,
    notApplicable: () => assert.fail("a rule says nothing about what it does not judge"),
  };
  const said: string[] = [];
  if ("validateResource" in rule)
    for (const resource of resources)
      for (const validate of [rule.validateResource ?? []].flat())
        await validate({ ...resource, ...context }, (message) => {
          assert.ok(message.startsWith(`${resource.name}: `), message);
          said.push(message);
        });
  if ("validateStack" in rule)
    await rule.validateStack({ ...context, resources }, (message, urn) => {
      assert.equal(urn, resources.find(({ name }) => message.startsWith(`${name}: `))?.urn);
      said.push(message);
    });
  return said;
}

function asStack(given: readonly Given[]): PolicyResource[] {
  const resources = new Map(given.map((each) => [each.name, asResource(each)]));
  for (const { name, from = {} } of given)
    for (const [property, sources] of Object.entries(from)) {
      const dependencies = sources.map(
        (source) => resources.get(source) ?? assert.fail(`no resource ${source}`),
      );
      const resource = resources.get(name);
      if (resource) resource.propertyDependencies[property] = dependencies;
    }
  return [...resources.values()];
}

function asResource({ type, name, props = {}, opts = {}, providerProps }: Given): PolicyResource {
  const provider = {
    type: "pulumi:providers:aws",
    name: "default",
    urn: "urn:pulumi:pre::strongroom::provider",
  };
  return {
    type,
    name,
    urn: `urn:pulumi:pre::strongroom::${type}::${name}`,
    props: unknownCheckingProxy(structuredClone(props)),
    opts: {
      protect: false,
      ignoreChanges: [],
      aliases: [],
      customTimeouts: { createSeconds: 0, updateSeconds: 0, deleteSeconds: 0 },
      additionalSecretOutputs: [],
      ...opts,
    },
    ...(providerProps && {
      provider: { ...provider, props: unknownCheckingProxy(structuredClone(providerProps)) },
    }),
    dependencies: [],
    propertyDependencies: {},
    isType: () => false,
    asType: () => undefined,
  };
}
