import { words } from "../catalogue";

/** What is known of a family of instance types. */
export interface Family {
  /** Whether its nodes keep their data on volumes of EBS, in their own disks, or in either. */
  readonly disks: "volumes" | "own" | "either";
  /** Billed by processor credits; the sizes that there are, and the most GiB that a volume of each may have. */
  readonly burstable?: Readonly<Record<string, number>>;
  /** From before Multi-AZ with Standby. */
  readonly isOld?: boolean;
}

const all = (names: string, family: Family): Readonly<Record<string, Family>> =>
  Object.fromEntries(words(names).map((name) => [name, family]));

/** [docs.aws.amazon.com: Supported instance types in Amazon OpenSearch Service; EBS volume size quotas] */
const FAMILIES: Readonly<Record<string, Family>> = {
  ...all("c5 c6g c7g c7i c8g m5 m6g m7g m7i m8g or1 or2 om2 r5 r6g r7g r7i r8g", { disks: "volumes" }),
  ...all("i3 i4g i4i i7i i8g im4gn r6gd r7gd r8gd", { disks: "own" }),
  ...all("c4 m4 r4", { disks: "volumes", isOld: true }),
  ...all("i2 m3 r3", { disks: "either", isOld: true }),
  t2: { disks: "volumes", isOld: true, burstable: { micro: 35, small: 35, medium: 35 } },
  t3: { disks: "volumes", burstable: { small: 100, medium: 200 } },
};

const SIZE = /^(medium|x?large|\d+xlarge)$/;

/** The family of an instance type such as `m7g.large.search`; nothing for a type that there is not. */
export function familyOf(instanceType: string): Family | undefined {
  const [, name = "", size = ""] = /^([a-z0-9]+)\.([a-z0-9]+)\.search$/.exec(instanceType) ?? [];
  const family = FAMILIES[name];
  const sizes = family?.burstable;
  return (sizes === undefined ? SIZE.test(size) : size in sizes) ? family : undefined;
}

/** The most GiB that a volume of a node may have. */
export function volumeMax(instanceType: string): number {
  const [, size = ""] = instanceType.split(".");
  return familyOf(instanceType)?.burstable?.[size] ?? 24_576;
}
