import * as assert from "node:assert/strict";
import { aws } from "../../../rehearsal/clouds/aws";
import type { Properties } from "../../../rehearsal/clouds/catalogue";
import { CatalogueUnderTest, type Made, type Serving } from "../catalogue-under-test";

export const ACCOUNT = "111122223333";
export const REGION = "eu-west-1";
export const OTHER_REGION = "eu-west-2";

/** Inputs, or what they are when other things were made. */
export type Inputs = Properties | ((made: (name: string) => Made) => Properties);

/** Something that is made before a case begins. */
export interface Step {
  readonly type: string;
  readonly name: string;
  readonly inputs: Inputs;
  readonly region?: string;
}

/** What AWS refuses, and a neighbour of it that it takes. */
export interface Refusal {
  readonly what: string;
  readonly given?: readonly Step[];
  readonly type: string;
  readonly refused: Inputs;
  readonly because: RegExp;
  readonly accepted: Inputs;
}

/**
 * Cases of one type, all on the same ground.
 * @param noun what each is, before what is wrong with it: `a stage`
 * @param inputs sound inputs, but for what a case changes
 */
export function casesOf<Change extends Inputs = Properties>(
  noun: string,
  type: string,
  inputs: (change: NoInfer<Change> | Properties) => Inputs,
  ground: readonly Step[] = [],
) {
  return (
    what: string,
    refused: Change | Properties,
    because: RegExp,
    accepted: Change | Properties = {},
    given: readonly Step[] = [],
  ): Refusal => ({
    what: `${noun} ${what}`,
    given: [...ground, ...given],
    type,
    refused: inputs(refused),
    because,
    accepted: inputs(accepted),
  });
}

/** What AWS does not delete as long as other things are there. */
export interface Held {
  readonly what: string;
  readonly given: readonly Step[];
  readonly held: string;
  readonly because: RegExp;
  /** What has to go first, in this order. */
  readonly until: readonly string[];
}

/** A provider's configuration, as the engine sends it. */
export const configuration = (region = REGION, account = ACCOUNT): Properties => ({
  region,
  allowedAccountIds: JSON.stringify([account]),
});

/** An account of the simulated AWS, and what a test has made in it. */
export class Account {
  readonly #providers = new Map<string, CatalogueUnderTest>();
  readonly #made = new Map<string, Made>();

  private constructor(readonly provider: CatalogueUnderTest) {
    this.#providers.set(REGION, provider);
  }

  static async open(serving: Serving = {}): Promise<Account> {
    return new Account(await CatalogueUnderTest.of(aws, configuration(), serving));
  }

  close(): void {
    for (const provider of [...this.#providers.values()].toReversed()) provider.stop();
  }

  made(name: string): Made {
    const made = this.#made.get(name);
    assert.ok(made, `${name} was not made`);
    return made;
  }

  async in(region: string): Promise<CatalogueUnderTest> {
    const provider = this.#providers.get(region) ?? (await this.provider.beside(configuration(region)));
    this.#providers.set(region, provider);
    return provider;
  }

  inputs(inputs: Inputs): Properties {
    return typeof inputs === "function" ? inputs((name) => this.made(name)) : inputs;
  }

  async make({ type, name, inputs, region = REGION }: Step): Promise<Made> {
    const made = await (await this.in(region)).make(type, name, this.inputs(inputs));
    this.#made.set(name, made);
    return made;
  }

  async makeAll(steps: readonly Step[]): Promise<void> {
    for (const step of steps) await this.make(step);
  }

  /** Changes what was made; it keeps its inputs but for these. */
  async change(name: string, inputs: Properties): Promise<Made> {
    const before = this.made(name);
    const changed = await this.provider.change(before, { ...before.inputs, ...inputs });
    this.#made.set(name, changed);
    return changed;
  }

  remove(name: string): Promise<void> {
    return this.provider.remove(this.made(name));
  }
}

/** Runs a test in an account of its own. */
export const inAccount = (test: (account: Account) => Promise<void>) => async (): Promise<void> => {
  const account = await Account.open();
  try {
    await test(account);
  } finally {
    account.close();
  }
};

export function refusals(cases: readonly Refusal[]): void {
  for (const { what, given = [], type, refused, because, accepted } of cases)
    it(
      `refuses ${what}`,
      inAccount(async (account) => {
        await account.makeAll(given);
        await assert.rejects(account.make({ type, name: "refused", inputs: refused }), because);
        await account.make({ type, name: "accepted", inputs: accepted });
      }),
    );
}

export function holds(cases: readonly Held[]): void {
  for (const { what, given, held, because, until } of cases)
    it(
      `does not delete ${what}`,
      inAccount(async (account) => {
        await account.makeAll(given);
        await assert.rejects(account.remove(held), because);
        for (const name of until) await account.remove(name);
        await account.remove(held);
      }),
    );
}
