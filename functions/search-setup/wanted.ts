import { clustersWords } from "./refusal";

/** One thing of the cluster that we want to be so. */
export interface Wanted {
  /** How answers and errors name it: `role report-reader`. */
  readonly name: string;
  /** Makes it so where it is not; true when something had to be changed. */
  readonly make: () => Promise<boolean>;
}

export interface Made {
  /** Names of what was changed. */
  readonly changed: readonly string[];
  /** How many were as they should be. */
  readonly unchanged: number;
}

/**
 * Makes all things so, one after the other: the later ones need the earlier.
 * @throws at the first that the cluster refuses, with its name and the cluster's own words
 */
export async function makeAll(things: readonly Wanted[]): Promise<Made> {
  const changed: string[] = [];
  for (const { name, make } of things) if (await named(name, make)) changed.push(name);
  return { changed, unchanged: things.length - changed.length };
}

/**
 * Does something with a thing of the cluster.
 * @throws an error that says which
 */
export async function named<Result>(name: string, act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    throw refused(name, error);
  }
}

/** Without its cause: the client's own error holds the request, password and all. */
const refused = (name: string, error: unknown): Error => new Error(`${name}: ${clustersWords(error)}`);
