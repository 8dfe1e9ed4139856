import { aws } from "../../rehearsal/clouds/aws";
import { azureNative } from "../../rehearsal/clouds/azure-native";
import type { Catalogue, Place, Properties } from "../../rehearsal/clouds/catalogue";
import { inputFailures, withAutomaticName } from "../../rehearsal/clouds/checks";
import { Cloud, digitsOf, type Thing } from "../../rehearsal/clouds/cloud";
import { random } from "../../rehearsal/clouds/random";
import { foreseen, making, typeOf } from "../../rehearsal/clouds/resources";

const CATALOGUES: readonly Catalogue[] = [aws, azureNative, random];

/** A resource that a program asks a cloud for. */
export interface Asked {
  readonly type: string;
  readonly urn: string;
  /** URN of its provider; "" when it has none. */
  readonly provider: string;
  readonly inputs: Properties;
}

/** What comes of it; in a preview there is no id yet. */
export interface Made {
  readonly id: string;
  readonly outputs: Properties;
}

/** The simulated clouds as one run of a program meets them. */
export class Simulation {
  readonly #cloud = new Cloud();
  readonly #places = new Map<string, Place>();

  /** @param existing what is there before the program runs */
  constructor(
    private readonly preview: boolean,
    existing: readonly Thing[],
  ) {
    for (const thing of existing) this.#cloud.make(thing);
  }

  /** All that is there. */
  get things(): readonly Thing[] {
    return this.#cloud.all();
  }

  /**
   * Sets up a provider.
   * @throws when its configuration is refused
   */
  configure(urn: string, type: string, configuration: Properties): Made {
    const catalogue = CATALOGUES.find(({ provider }) => provider === type.split(":").at(-1));
    if (catalogue) this.#places.set(urn, catalogue.place(configuration));
    return { id: digitsOf(urn, 32), outputs: configuration };
  }

  /**
   * Makes a resource, or in a preview says what would come of it.
   * @throws what the real provider or cloud would answer when it refuses
   */
  make({ type, urn, provider, inputs: given }: Asked): Made {
    const [catalogue, place] = this.#at(type, provider);
    const entry = typeOf(catalogue, type);
    const named = withAutomaticName(entry, given, {}, urn, this.#cloud);
    const checking = { type: entry, given, inputs: named, old: {}, place, cloud: this.#cloud };
    const inputs = catalogue.complete?.(checking) ?? named;
    const failures = inputFailures(catalogue, type, entry, inputs);
    if (failures.length > 0)
      throw new Error(failures.map(({ property, reason }) => `${property}: ${reason}`).join("; "));
    if (this.preview) return { id: "", outputs: foreseen(catalogue, type, inputs, place) };
    const thing = making(catalogue, type, urn, inputs, place, this.#cloud);
    if (catalogue.onlyInState) this.#cloud.count(thing);
    else this.#cloud.make(thing);
    return thing;
  }

  /** Calls a function of a provider. */
  invoke(token: string, provider: string, inputs: Properties): Properties {
    const [catalogue, place] = this.#at(token, provider);
    const invoke = catalogue.invokes[token];
    if (!invoke) throw new Error(`the call of ${token} is not prepared: add it in ${catalogue.folder}`);
    return invoke(inputs, place, this.#cloud);
  }

  #at(token: string, provider: string): readonly [Catalogue, Place] {
    const cloud = token.split(":")[0];
    const catalogue = CATALOGUES.find((candidate) => candidate.provider === cloud);
    if (!catalogue) throw new Error(`${token} is not prepared: there is no simulated ${cloud}`);
    const place = this.#places.get(provider) ?? (catalogue.onlyInState ? catalogue.place({}) : undefined);
    if (place) return [catalogue, place];
    // As the engine says it where default providers are disabled, as they are in every stack of ours.
    throw new Error(`Default provider for '${cloud}' disabled. '${token}' must use an explicit provider.`);
  }
}
