/** A block of IPv4 addresses. */
export interface Cidr {
  /** The first address, as a number. */
  readonly base: number;
  /** How many leading bits are fixed: 16 for `10.0.0.0/16`. */
  readonly mask: number;
}

const SHAPE = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/;

/**
 * Reads `10.0.0.0/16`; bits beyond the mask are dropped.
 * @throws when it is no block of IPv4 addresses
 */
export function parseCidr(text: string): Cidr {
  const [mask = 33, ...octets] = (SHAPE.exec(text)?.slice(1).map(Number) ?? []).toReversed();
  if (octets.some((octet) => octet > 255) || mask > 32)
    throw new Error(`"${text}" is not a block of IPv4 addresses`);
  const address = octets.reduceRight((sum, octet) => sum * 256 + octet, 0);
  return blockAt(address, mask);
}

/** The block of the mask that holds the address. */
export function blockAt(address: number, mask: number): Cidr {
  const size = 2 ** (32 - mask);
  return { base: Math.floor(address / size) * size, mask };
}

export function sizeOf({ mask }: Cidr): number {
  return 2 ** (32 - mask);
}

export function lastOf(block: Cidr): number {
  return block.base + sizeOf(block) - 1;
}

/** The first block of the mask that lies wholly behind another. */
export function blockBehind(block: Cidr, mask: number): Cidr {
  return blockAt(lastOf(blockAt(lastOf(block), mask)) + 1, mask);
}

export function overlaps(left: Cidr, right: Cidr): boolean {
  return left.base <= lastOf(right) && right.base <= lastOf(left);
}

/** An address as text. */
export function addressText(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".");
}

export function cidrText({ base, mask }: Cidr): string {
  return `${addressText(base)}/${mask}`;
}
