import { isEqual } from "es-toolkit/predicate";

/** Shards of one domain of data: `orders-0`, `orders-1` and so on. */
const SHARD = /^(?<domain>.+)-(?<number>0|[1-9]\d*)$/;

/**
 * What is wrong with the shards among databases, in one line; nothing where all is well. A domain has as many as a power of
 * two, numbered from 0, so that each can be split in half; and all are alike, or the smallest says how fast all are.
 */
export function shardsFault(databases: Readonly<Record<string, unknown>>): string | undefined {
  const domains = new Map<string, Map<number, unknown>>();
  for (const [word, settings] of Object.entries(databases)) {
    const { domain, number } = SHARD.exec(word)?.groups ?? {};
    if (domain === undefined) continue;
    domains.set(domain, new Map(domains.get(domain)).set(Number(number), settings));
  }
  for (const [domain, shards] of domains) {
    const count = shards.size;
    if (!isPowerOfTwo(count)) return `shards of ${domain}: a power of two, got ${count}`;
    const missing = Array.from({ length: count }, (_, number) => number).find((each) => !shards.has(each));
    if (missing !== undefined)
      return `shards of ${domain}: numbered from 0 to ${count - 1}, ${missing} is missing`;
    const [first, ...others] = shards.values();
    if (others.some((other) => !isEqual(other, first)))
      return `shards of ${domain}: all have the same settings`;
  }
  return undefined;
}

const isPowerOfTwo = (count: number): boolean => Number.isInteger(Math.log2(count));
