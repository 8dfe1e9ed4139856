/** A block of IPv4 addresses, from its first to its last. */
export interface Block {
  readonly from: number;
  readonly to: number;
  readonly bits: number;
}

/** `10.0.0.0/16` as a block; nothing when it is none, or when the address is not the block's first. */
export function blockOf(cidr: string): Block | undefined {
  const [, address = "", length = ""] = /^(\d{1,3}(?:\.\d{1,3}){3})\/(\d{1,2})$/.exec(cidr) ?? [];
  const parts = address.split(".").map(Number);
  const bits = Number(length);
  if (address === "" || bits > 32 || parts.some((part) => part > 255)) return undefined;
  const from = parts.reduce((sum, part) => sum * 256 + part, 0);
  const size = 2 ** (32 - bits);
  return from % size === 0 ? { from, to: from + size - 1, bits } : undefined;
}

export const isWithin = (inner: Block, outer: Block): boolean =>
  inner.from >= outer.from && inner.to <= outer.to;

export const overlaps = (left: Block, right: Block): boolean =>
  left.from <= right.to && right.from <= left.to;

/** What the provider says of a CIDR that is none. */
export const cidrFault = (cidr: string): string | undefined =>
  cidr === "" || blockOf(cidr) !== undefined
    ? undefined
    : `"${cidr}" is not a valid IPv4 CIDR block: an address with nothing behind the prefix's bits, as 10.0.0.0/16`;
