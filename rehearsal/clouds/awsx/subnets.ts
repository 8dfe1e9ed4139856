import {
  addressText,
  blockAt,
  blockBehind,
  cidrText,
  lastOf,
  overlaps,
  parseCidr,
  sizeOf,
  type Cidr,
} from "./cidr";
import type { SubnetSpec, VpcArguments } from "./vpc-arguments";

/** A subnet of the layout: one for each spec and zone. */
export interface PlannedSubnet {
  readonly type: SubnetSpec["type"];
  /** The zone, and its place in the list of zones. */
  readonly zone: string;
  readonly zoneIndex: number;
  /** The resource's name in the program. */
  readonly name: string;
  readonly nameTag: string;
  readonly block: Cidr;
  readonly tags: SubnetSpec["tags"];
}

export interface Layout {
  readonly subnets: readonly PlannedSubnet[];
  /** The specs with everything filled in. */
  readonly specs: readonly SubnetSpec[];
}

/**
 * Cuts a VPC into subnets as the real component does.
 * @throws when the subnets do not fit, overlap, or leave gaps under the strategy "Exact"
 */
export function subnetLayout(name: string, args: VpcArguments, zones: readonly string[]): Layout {
  const vpc = parseCidr(args.cidrBlock);
  const zoneMask = args.availabilityZoneCidrMask ?? vpc.mask + bitsFor(zones.length);
  if (args.subnetStrategy === "Exact" && !args.subnetSpecs)
    throw new Error('subnetStrategy "Exact" needs subnetSpecs that account for the whole VPC');
  const specs = normalized(args.subnetSpecs ?? defaultSpecs(zoneMask), zones.length);
  const blocks = specs.some(({ cidrBlocks }) => cidrBlocks)
    ? givenBlocks(specs)
    : cutBlocks(vpc, zoneMask, specs, zones);
  const subnets = zones.flatMap((zone, zoneIndex) =>
    specs.map(({ type, name: given, tags }, position): PlannedSubnet => {
      const named = `${name}-${given ?? type.toLowerCase()}`;
      const suffix =
        args.subnetNameTagStrategy === "Legacy" ? zoneIndex + 1 : zone.replace(/^[a-z]{2}(-[a-z]+)+-/, "");
      const block = blocks[position]?.[zoneIndex] ?? vpc;
      return {
        type,
        zone,
        zoneIndex,
        name: `${named}-${zoneIndex + 1}`,
        nameTag: `${named}-${suffix}`,
        block,
        tags,
      };
    }),
  );
  refuseOverlaps(subnets);
  if (args.subnetStrategy === "Exact") refuseGaps(vpc, subnets);
  return { subnets, specs };
}

function bitsFor(count: number): number {
  return Math.ceil(Math.log2(count));
}

function defaultSpecs(zoneMask: number): readonly SubnetSpec[] {
  if (zoneMask > 26)
    throw new Error(`without subnetSpecs each zone needs at least a /26 of the VPC, it has a /${zoneMask}`);
  const widest = Math.max(zoneMask, 16);
  return [
    { type: "Private", cidrMask: widest + 1 },
    { type: "Public", cidrMask: widest + 2 },
  ];
}

function normalized(specs: readonly SubnetSpec[], zones: number): readonly SubnetSpec[] {
  const explicit = specs.some(({ cidrBlocks }) => cidrBlocks);
  return specs.map((spec, position) => {
    const here = `subnetSpecs[${position}]`;
    const { size, cidrBlocks } = spec;
    if (size !== undefined && (size < 4 || !Number.isInteger(Math.log2(size))))
      throw new Error(`${here}: ${size} is not the size of a subnet: it must be a power of two`);
    const cidrMask = spec.cidrMask ?? (size === undefined ? undefined : 32 - Math.log2(size));
    if (size !== undefined && cidrMask !== undefined && size !== 2 ** (32 - cidrMask))
      throw new Error(`${here}: a /${cidrMask} has ${2 ** (32 - cidrMask)} addresses, not ${size}`);
    if (!explicit)
      return { ...spec, ...(cidrMask === undefined ? {} : { cidrMask, size: 2 ** (32 - cidrMask) }) };
    if (!cidrBlocks) throw new Error(`${here}: where one spec has cidrBlocks, all must have them`);
    if (cidrBlocks.length !== zones)
      throw new Error(`${here}: ${cidrBlocks.length} cidrBlocks for ${zones} availability zones`);
    const other = cidrBlocks.find((block) => cidrMask !== undefined && parseCidr(block).mask !== cidrMask);
    if (other !== undefined) throw new Error(`${here}: ${other} is not a /${cidrMask}`);
    return spec;
  });
}

/** The blocks that the program gives: by spec, then by zone. */
function givenBlocks(specs: readonly SubnetSpec[]): readonly (readonly Cidr[])[] {
  return specs.map(({ cidrBlocks }) => (cidrBlocks ?? []).map(parseCidr));
}

/** The blocks cut from each zone's share in the order of the specs: by spec, then by zone. */
function cutBlocks(
  vpc: Cidr,
  zoneMask: number,
  specs: readonly SubnetSpec[],
  zones: readonly string[],
): readonly (readonly Cidr[])[] {
  const masks = specs.map(({ cidrMask }) => cidrMask ?? zoneMask + bitsFor(specs.length));
  const needed = masks.reduce((sum, mask) => sum + 2 ** (32 - mask), 0);
  const available = 2 ** (32 - zoneMask);
  if (needed > available)
    throw new Error(
      `the subnets need ${needed} addresses in each zone, the VPC ${cidrText(vpc)} has ${available}`,
    );
  const byZone = zones.map((_zone, position) => {
    const cut: Cidr[] = [];
    for (const mask of masks) {
      const last = cut.at(-1);
      cut.push(last ? blockBehind(last, mask) : blockAt(vpc.base + position * available, mask));
    }
    return cut;
  });
  return specs.map((_spec, position) => byZone.flatMap((cut) => cut[position] ?? []));
}

function refuseOverlaps(subnets: readonly PlannedSubnet[]): void {
  const overlapping = subnets.filter((subnet) =>
    subnets.some((other) => other !== subnet && overlaps(subnet.block, other.block)),
  );
  if (overlapping.length > 0)
    throw new Error(
      `these subnets overlap with others: ${overlapping.map(({ name, block }) => `${name} ${cidrText(block)}`).join(", ")}`,
    );
}

function refuseGaps(vpc: Cidr, subnets: readonly PlannedSubnet[]): void {
  let next = vpc.base;
  const gaps = subnets.flatMap(({ name, block }) => {
    const expected = next;
    next = block.base + sizeOf(block);
    return block.base === expected
      ? []
      : [`${name} starts at ${addressText(block.base)}, not at ${addressText(expected)}`];
  });
  if (next !== lastOf(vpc) + 1)
    gaps.push(`the last subnet ends at ${addressText(next - 1)}, the VPC at ${addressText(lastOf(vpc))}`);
  if (gaps.length > 0)
    throw new Error(
      `subnetStrategy "Exact" leaves no gaps (specs of type "Unused" fill them): ${gaps.join(", ")}`,
    );
}
