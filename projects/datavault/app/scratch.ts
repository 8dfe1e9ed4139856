import { machineTypeNames, tasksOn, type MachineType } from "../../../components/capacity/machine-types";

/** What decides how much room a worker needs for a job. */
export interface ScratchSettings {
  /** GiB of the largest deposit that is taken. */
  readonly maxDepositGiB: number;
  readonly chunkGiB: number;
  /** Chunks that are worked on at a time. */
  readonly threads: number;
  /** GiB of scratch space; without it as much as is needed, and a tenth to spare. */
  readonly scratchGiB?: number | undefined;
  /** Where scratch space is that Fargate is too small for. */
  readonly beyondFargate?: "file system" | "machines" | undefined;
  /** Of the machines. */
  readonly machineType?: MachineType | undefined;
  readonly size: { readonly cpu: number; readonly memoryMiB: number };
}

/** Where a worker's scratch space is. */
export type Scratch =
  /** The task's own storage on Fargate: lost with the task. */
  | { readonly on: "fargate"; readonly sizeGiB: number }
  /** EFS, which has no limit: outlasts the task, wherever it goes. */
  | { readonly on: "file system" }
  /** The disk of a machine of ours: outlasts the task, as long as the machine lives. */
  | { readonly on: "machines"; readonly sizeGiB: number; readonly machineType: MachineType };

/** Of a task on Fargate [AWS: Fargate task ephemeral storage]. */
const FARGATE_GIB = { least: 21, most: 200 };
/** What the machine's system and the images take of its disk. */
const SYSTEM_GIB = 60;
/** Of a machine's disk, gp3. */
const DISK_GIB = 16_384;

/** Files, tar and chunks lie there together, and each thread writes a chunk anew beside it; a tenth to spare (datavault.md 7). */
export const neededGiB = ({ maxDepositGiB, chunkGiB, threads }: ScratchSettings): number =>
  Math.ceil((11 * (3 * maxDepositGiB + threads * chunkGiB)) / 10);

/** What is wrong with the settings, in one line that says how to mend it. */
export function scratchFault(settings: ScratchSettings): string | undefined {
  const { maxDepositGiB, scratchGiB, beyondFargate, machineType, size } = settings;
  const needed = neededGiB(settings);
  if (scratchGiB !== undefined && scratchGiB < needed)
    return `scratchGiB is ${scratchGiB}, but a deposit of ${maxDepositGiB} GiB takes ${needed}: give so much, or lower maxDepositGiB`;
  const wanted = scratchGiB ?? needed;
  if (wanted <= FARGATE_GIB.most) return undefined;
  if (beyondFargate === undefined)
    return `${wanted} GiB of scratch space are more than the ${FARGATE_GIB.most} that Fargate has: say beyondFargate, "file system" or "machines"`;
  if (beyondFargate === "file system") return undefined;
  if (wanted + SYSTEM_GIB > DISK_GIB)
    return `${wanted} GiB of scratch space are more than a machine's disk of ${DISK_GIB} has beside its system: say beyondFargate "file system"`;
  if (machineType === undefined) return `machineType is missing: one of ${machineTypeNames.join(", ")}`;
  const tasks = tasksOn(machineType, size);
  return tasks === 1
    ? undefined
    : `a ${machineType} takes ${tasks} tasks of ${size.cpu} CPU units and ${size.memoryMiB} MiB: choose both so that one worker fills a machine, whose disk is for one job`;
}

/**
 * Where a worker's scratch space is, for settings without a fault.
 * @throws with the fault otherwise
 */
export function scratchOf(settings: ScratchSettings): Scratch {
  const fault = scratchFault(settings);
  if (fault !== undefined) throw new Error(fault);
  const sizeGiB = settings.scratchGiB ?? neededGiB(settings);
  if (sizeGiB <= FARGATE_GIB.most) return { on: "fargate", sizeGiB: Math.max(sizeGiB, FARGATE_GIB.least) };
  return settings.machineType !== undefined && settings.beyondFargate === "machines"
    ? { on: "machines", sizeGiB, machineType: settings.machineType }
    : { on: "file system" };
}

/** GiB of a machine's disk for a worker with so much scratch space. */
export const diskGiB = (scratchGiB: number): number => scratchGiB + SYSTEM_GIB;
