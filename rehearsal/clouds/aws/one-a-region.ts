import type { Making } from "../catalogue";

/** Why a region takes no second one of a type: AWS would let it, and two resources would write over each other for ever. */
export const secondInRegion = (
  type: string,
  { account, before, cloud, region, urn }: Making,
): string | undefined =>
  before === undefined &&
  cloud.all(type).some((other) => other.account === account && other.region === region && other.urn !== urn)
    ? `the region ${region} of ${account} has its ${type} already: this one would write over it`
    : undefined;
