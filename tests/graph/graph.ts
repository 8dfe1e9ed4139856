import type { Properties } from "../../rehearsal/clouds/catalogue";
import type { Thing } from "../../rehearsal/clouds/cloud";

/** A resource as a program registered it. */
export interface Registered {
  readonly type: string;
  readonly name: string;
  readonly urn: string;
  /** "" in a preview. */
  readonly id: string;
  readonly custom: boolean;
  /** As the program gave them: secrets bare, `UNKNOWN` for what a preview cannot know. */
  readonly inputs: Properties;
  /** Paths of the inputs that are secret. */
  readonly secretInputs: readonly string[];
  /** What the simulated cloud answered, or for a component what it registered. */
  readonly outputs: Properties;
  /** URN of the parent; "" for the stack itself. */
  readonly parent: string;
  readonly protect: boolean;
  readonly retainOnDelete: boolean;
  /** How long the engine waits for it: `60m`; "" where it says nothing. */
  readonly timeouts: Readonly<Record<"create" | "update" | "delete", string>>;
  /** URNs of all that it waits for, by its options and by its inputs. */
  readonly dependsOn: readonly string[];
  /** URNs of what each input comes from. */
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  readonly ignoreChanges: readonly string[];
  readonly deleteBeforeReplace: boolean;
  readonly aliases: readonly string[];
  /** URN of the explicit provider; "" when there is none. */
  readonly provider: string;
  /** The engine's references of the providers that its children inherit, by cloud. */
  readonly providers: Readonly<Record<string, string>>;
}

/** All that a program registered, and its outputs. */
export class Graph {
  constructor(
    readonly resources: readonly Registered[],
    /** The stack's outputs, secrets bare. */
    readonly outputs: Properties,
    readonly secretOutputNames: readonly string[],
    /** The stacks that it refers to, `project/stage`. */
    readonly references: readonly string[],
    /** All that is in the clouds now. */
    readonly things: readonly Thing[],
  ) {}

  /** @throws when there is no such resource, with what there is of its type */
  one(type: string, name: string): Registered {
    const ofType = this.of(type);
    const found = ofType.find((resource) => resource.name === name);
    if (found) return found;
    const names = ofType.map((resource) => resource.name).join(", ");
    throw new Error(`no ${type} named ${name}: there are ${names || "none of that type"}`);
  }

  of(type: string): readonly Registered[] {
    return this.resources.filter((resource) => resource.type === type);
  }

  /** A text input of every resource of a type, in alphabetical order. */
  texts(type: string, input: string): readonly string[] {
    return this.of(type)
      .map(({ inputs }) => String(inputs[input]))
      .toSorted();
  }

  /** Everything that clouds know of: no components, no providers, not the stack. */
  get custom(): readonly Registered[] {
    return this.resources.filter(({ custom, type }) => custom && !type.startsWith("pulumi:"));
  }

  childrenOf({ urn }: Registered): readonly Registered[] {
    return this.resources.filter(({ parent }) => parent === urn);
  }

  /** The chain of parents, the next one first. */
  ancestorsOf(resource: Registered): readonly Registered[] {
    const parent = this.resources.find(({ urn }) => urn === resource.parent);
    return parent ? [parent, ...this.ancestorsOf(parent)] : [];
  }
}
