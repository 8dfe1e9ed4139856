/** Machines that our capacity may be made of. */
export const machineTypeNames = ["m7i.large", "m7i.xlarge", "m7i.2xlarge"] as const;
export type MachineType = (typeof machineTypeNames)[number];

/** CPU units and MiB of each [AWS: Amazon EC2 M7i instances]. */
const machines: Readonly<Record<MachineType, Size>> = {
  "m7i.large": { cpu: 2048, memoryMiB: 8192 },
  "m7i.xlarge": { cpu: 4096, memoryMiB: 16_384 },
  "m7i.2xlarge": { cpu: 8192, memoryMiB: 32_768 },
};

interface Size {
  readonly cpu: number;
  readonly memoryMiB: number;
}

/** Share of its memory that a machine has for tasks: the system and the agent of ECS keep the rest. */
const SHARE_FOR_TASKS = 0.92;

/** How many tasks of a size a machine takes. */
export function tasksOn(type: MachineType, size: Size): number {
  const machine = machines[type];
  return Math.min(
    Math.floor(machine.cpu / size.cpu),
    Math.floor((machine.memoryMiB * SHARE_FOR_TASKS) / size.memoryMiB),
  );
}
