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
  readonly opts?: {
    readonly protect?: boolean;
    readonly deleteBeforeReplace?: boolean;
    readonly ignoreChanges?: string[];
  };
  readonly providerProps?: object;
  /** The first part of the URN; `pre::strongroom` where it does not matter. */
  readonly stack?: string;
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

/** What a rule of the level remediate makes of a resource's inputs. */
export interface Repaired extends Case {
  readonly given: Given;
  readonly becomes: object;
}

export interface Cases {
  readonly remedy: string;
  readonly accepts: readonly Accepted[];
  readonly refuses: readonly Refused[];
  readonly repairs?: readonly Repaired[];
}

/**
 * Runs a rule as the policy host does: it repairs each resource and judges it, then the stack; unknown values throw.
 * Each kind of case has to be there, and one with an unknown value.
 */
export function tryRule(rule: Rule, { remedy, accepts, refuses, repairs = [] }: Cases): void {
  describe(rule.name, () => {
    it("has cases of each kind", () => {
      const kinds = new Set<string>(accepts.map(({ as }) => as));
      assert.deepEqual([...kinds].toSorted(), ["compliant", "near miss", "not applicable"]);
      assert.ok(refuses.length > 0);
      assert.equal(repairs.length > 0, rule.level === "remediate");
      assert.ok(JSON.stringify([...accepts, ...refuses, ...repairs]).includes(UNKNOWN));
    });
    for (const each of repairs)
      it(`repairs, once: ${each.what}`, async () => {
        const [resource] = asStack([each.given]);
        assert.ok(resource);
        const raw = () => JSON.parse(JSON.stringify(rawProps.get(resource)));
        assert.ok(await repair(rule, resource, each.config), "it repairs nothing");
        assert.deepEqual(raw(), each.becomes);
        assert.equal(await repair(rule, resource, each.config), undefined);
        assert.deepEqual(await run(rule, { ...each, given: { ...each.given, props: each.becomes } }), []);
      });
    for (const each of accepts)
      it(`accepts, ${each.as}: ${each.what}`, async () => {
        assert.deepEqual(await run(rule, each), []);
        for (const resource of asStack([each.given].flat()))
          assert.equal(await repair(rule, resource, each.config), undefined, "it repairs what is good");
      });
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

function contextOf(config: object) {
  return {
    getConfig: () => JSON.parse(JSON.stringify(config)),
    stackTags: new Map<string, string>(),
    isType: () => false,
    asType: () => undefined,
    notApplicable: () => assert.fail("a rule says nothing about what it does not judge"),
  };
}

/** Undefined where the rule repairs nothing. */
async function repair(rule: Rule, resource: PolicyResource, config: object = {}): Promise<unknown> {
  const policy = rule.policy([]);
  if (!("remediateResource" in policy)) return undefined;
  return policy.remediateResource?.({ ...resource, ...contextOf(config) });
}

async function run(rule: Rule, { given, config = {} }: Case): Promise<string[]> {
  const resources = asStack([given].flat());
  const context = contextOf(config);
  const policy = rule.policy([]);
  const said: string[] = [];
  for (const resource of resources) await repair(rule, resource, config);
  if ("validateResource" in policy)
    for (const resource of resources)
      for (const validate of [policy.validateResource ?? []].flat())
        await validate({ ...resource, ...context }, (message) => {
          assert.ok(message.startsWith(`${resource.name}: `), message);
          said.push(message);
        });
  if ("validateStack" in policy)
    await policy.validateStack({ ...context, resources }, (message, urn) => {
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

/** What stands behind the proxies that throw. */
const rawProps = new WeakMap<PolicyResource, object>();

function asResource(given: Given): PolicyResource {
  const raw = structuredClone(given.props ?? {});
  const resource = asSeenByPolicy(given, raw);
  rawProps.set(resource, raw);
  return resource;
}

function asSeenByPolicy(
  { type, name, opts = {}, providerProps, stack = "pre::strongroom" }: Given,
  raw: object,
): PolicyResource {
  const provider = {
    type: "pulumi:providers:aws",
    name: "default",
    urn: "urn:pulumi:pre::strongroom::provider",
  };
  return {
    type,
    name,
    urn: `urn:pulumi:${stack}::${type}::${name}`,
    props: unknownCheckingProxy(raw),
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
