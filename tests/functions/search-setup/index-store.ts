import { toMerged } from "es-toolkit/object";
import { z } from "zod";
import type { Answer } from "./ism-answers";

type Fields = Readonly<Record<string, unknown>>;
const Body = z.record(z.string(), z.unknown()).default({});
const Template = z.looseObject({
  index_patterns: z.array(z.string()),
  template: z.looseObject({ settings: Body, mappings: Body }),
});

interface Index {
  settings: Fields;
  mappings: Fields;
}

const OK: Answer = { status: 200, body: { acknowledged: true } };
const nothing = (what: string): Answer => ({
  status: 404,
  body: { error: { type: "index_not_found_exception", reason: `no such index [${what}]` }, status: 404 },
});

/** Templates, indices, aliases and data streams of a cluster, as far as the set-up uses them. */
export class IndexStore {
  readonly #templates = new Map<string, z.infer<typeof Template>>();
  readonly indices = new Map<string, Index>();
  readonly aliases = new Map<string, string>();
  readonly #streams = new Set<string>();
  /** Is told of each new index, and of the name that its lifecycle is found by. */
  onCreated: (index: string, lookedUpAs: string) => void = () => undefined;

  answer(method: string, url: string, body: unknown): Answer | undefined {
    const [path = ""] = url.split("?");
    const [, first = "", second = "", third = ""] = path.split("/").map(decodeURIComponent);
    if (first === "_index_template" && second === "_simulate_index")
      return { status: 200, body: { template: { ...this.#simulated(third), aliases: {} } } };
    if (first === "_index_template") return this.#template(method, second, body);
    if (first === "_data_stream") return this.#stream(method, second);
    if (first === "_resolve") return { status: 200, body: this.#resolved(third.split(",")) };
    if (first === "_alias") {
      const index = this.aliases.get(second);
      if (index === undefined)
        return { status: 404, body: { error: `alias [${second}] missing`, status: 404 } };
      return { status: 200, body: { [index]: { aliases: { [second]: {} } } } };
    }
    return first.startsWith("_") ? undefined : this.#index(method, first, [second, third], body);
  }

  #template(method: string, name: string, body: unknown): Answer {
    if (method === "PUT") {
      this.#templates.set(name, Template.parse(body));
      return OK;
    }
    const template = this.#templates.get(name);
    if (!template) return nothing(name);
    const told = { ...template, composed_of: [] };
    return { status: 200, body: { index_templates: [{ name, index_template: told }] } };
  }

  #stream(method: string, name: string): Answer {
    if (method === "GET" && !this.#streams.has(name)) return nothing(name);
    if (method === "GET") return { status: 200, body: { data_streams: [{ name }] } };
    this.#streams.add(name);
    this.#create(`.ds-${name}-000001`, name);
    return OK;
  }

  #index(method: string, name: string, [what, alias]: readonly [string, string], body: unknown): Answer {
    const index = this.indices.get(name);
    if (method === "PUT" && !index) {
      this.#create(name, name);
      return OK;
    }
    if (!index) return nothing(name);
    if (method === "GET") return { status: 200, body: { [name]: { aliases: {}, ...index } } };
    if (what === "_alias") this.aliases.set(alias, name);
    if (what === "_mapping") index.mappings = toMerged(index.mappings, Body.parse(body));
    if (what === "_settings") index.settings = { ...index.settings, ...Body.parse(body) };
    return OK;
  }

  #create(name: string, lookedUpAs: string): void {
    this.indices.set(name, this.#simulated(lookedUpAs));
    this.onCreated(name, lookedUpAs);
  }

  #simulated(name: string): Index {
    const found = [...this.#templates.values()].find(({ index_patterns: patterns }) =>
      patterns.includes(name),
    );
    return { settings: found?.template.settings ?? {}, mappings: found?.template.mappings ?? {} };
  }

  #resolved(names: readonly string[]): object {
    const streams = names.filter((name) => this.#streams.has(name));
    const behind = (stream: string) =>
      [...this.indices.keys()].filter((one) => one.startsWith(`.ds-${stream}-`));
    return {
      indices: names.filter((name) => this.indices.has(name)).map((name) => ({ name })),
      aliases: [],
      data_streams: streams.map((name) => ({ name, backing_indices: behind(name) })),
    };
  }
}
