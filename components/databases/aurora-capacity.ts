/** How large the instances of a Serverless v2 cluster get; a capacity unit (ACU) is about 2 GiB of memory and a processor's share. */
export interface AuroraCapacity {
  /** Least that an instance has, in half steps; 0 for one that pauses. */
  readonly minAcu: number;
  /** Most that an instance gets, in half steps: 1 to 256. */
  readonly maxAcu: number;
  /** Seconds without a connection after which it pauses: 300 to 86,400. With a `minAcu` of 0, and only then. */
  readonly pauseSeconds?: number;
}

/** [AWS: ServerlessV2ScalingConfiguration] */
const MAX_ACU = 256;
const PAUSE = { least: 300, most: 86_400 };

/** What is wrong with the capacity, in one line; nothing where it is sound. */
export function capacityFault(capacity: AuroraCapacity, highlyAvailable: boolean): string | undefined {
  const { minAcu, maxAcu, pauseSeconds } = capacity;
  const odd = [minAcu, maxAcu].find((acu) => acu < 0 || acu > MAX_ACU || !Number.isInteger(acu * 2));
  if (odd !== undefined) return `capacity: ACUs from 0 to ${MAX_ACU} in half steps, got ${odd}`;
  if (maxAcu < 1 || maxAcu < minAcu)
    return `capacity: maxAcu of 1 or more and not below minAcu (${minAcu}), got ${maxAcu}`;
  if (highlyAvailable && minAcu < 1)
    return `capacity: minAcu of 1 or more where highlyAvailable is true, since a database that pauses or is nearly off is not, got ${minAcu}`;
  if (minAcu === 0 && pauseSeconds === undefined)
    return "capacity: pauseSeconds where minAcu is 0, to say when it pauses";
  if (minAcu > 0 && pauseSeconds !== undefined)
    return `capacity: pauseSeconds only where minAcu is 0, got ${pauseSeconds} with a minAcu of ${minAcu}`;
  const pauses = pauseSeconds === undefined || (pauseSeconds >= PAUSE.least && pauseSeconds <= PAUSE.most);
  return pauses
    ? undefined
    : `capacity: pauseSeconds from ${PAUSE.least} to ${PAUSE.most}, got ${pauseSeconds}`;
}

/** The capacity in RDS's own words. */
export const scalingConfiguration = ({ minAcu, maxAcu, pauseSeconds }: AuroraCapacity) => ({
  minCapacity: minAcu,
  maxCapacity: maxAcu,
  ...(pauseSeconds === undefined ? {} : { secondsUntilAutoPause: pauseSeconds }),
});
