/** How large a MariaDB is, and how large it may become. */
export interface MariaDbSize {
  /** Class of both machines, `db.m7g.large`. */
  readonly instanceClass: string;
  /** GiB that it begins with: 20 or more. */
  readonly storageGiB: number;
  /** GiB to which RDS lets it grow by itself: a tenth more than at first or above [AWS: Managing capacity automatically with Amazon RDS storage autoscaling]. */
  readonly maxStorageGiB: number;
  /** Connections that it takes: 10 to 16,000. */
  readonly maxConnections: number;
}

/** [AWS: CreateDBInstance, AllocatedStorage for General Purpose storage] */
const STORAGE = { least: 20, most: 65_536 };
const CONNECTIONS = { least: 10, most: 16_000 };

/** Those on which Performance Insights is not to be had [AWS: Amazon RDS DB engine, Region, and instance class support for Performance Insights]. */
const TOO_SMALL = /^db\.t[234]g?\.(micro|small)$/;

/** What is wrong with the size, in one line; nothing where it is sound. */
export function sizeFault(size: MariaDbSize): string | undefined {
  const { instanceClass, storageGiB, maxStorageGiB, maxConnections } = size;
  if (!/^db\.[a-z][a-z0-9]*\.[a-z0-9]+$/.test(instanceClass) || TOO_SMALL.test(instanceClass))
    return `size: instanceClass of medium or more, as db.t4g.medium, got ${instanceClass}`;
  if (!isWithin(storageGiB, STORAGE))
    return `size: storageGiB from ${STORAGE.least} to ${STORAGE.most}, got ${storageGiB}`;
  if (!isWithin(maxStorageGiB, STORAGE) || maxStorageGiB * 10 < storageGiB * 11)
    return `size: maxStorageGiB at least a tenth above storageGiB (${storageGiB}) and ${STORAGE.most} at most, got ${maxStorageGiB}`;
  return isWithin(maxConnections, CONNECTIONS)
    ? undefined
    : `size: maxConnections from ${CONNECTIONS.least} to ${CONNECTIONS.most}, got ${maxConnections}`;
}

const isWithin = (value: number, { least, most }: { readonly least: number; readonly most: number }) =>
  Number.isInteger(value) && value >= least && value <= most;
