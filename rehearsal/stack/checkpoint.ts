import * as fs from "node:fs";
import * as path from "node:path";
import { z } from "zod";

const Resource = z.object({ urn: z.string(), id: z.string().default(""), type: z.string() });

/** The engine's checkpoint file, as far as we read it. */
const Checkpoint = z.object({
  checkpoint: z.object({
    latest: z
      .object({
        resources: z
          .array(Resource)
          .nullish()
          .transform((resources) => resources ?? []),
        pending_operations: z
          .array(z.unknown())
          .nullish()
          .transform((operations) => operations ?? []),
      })
      .nullish(),
  }),
});

/** What the engine knows of a stack. */
export interface StackState {
  readonly resources: readonly { readonly urn: string; readonly id: string; readonly type: string }[];
  /** Operations that an interrupted run had begun and never finished. */
  readonly pending: number;
}

/** The state of a stack; nothing when it was never brought up. */
export function stackState(stateFolder: string, project: string, stage: string): StackState | undefined {
  const file = path.join(stateFolder, ".pulumi", "stacks", project, `${stage}.json`);
  if (!fs.existsSync(file)) return undefined;
  const { latest } = Checkpoint.parse(JSON.parse(fs.readFileSync(file, "utf8"))).checkpoint;
  return { resources: latest?.resources ?? [], pending: latest?.pending_operations.length ?? 0 };
}

/** The ids of all resources in all states, by their URNs: a URN has two while it is being replaced. */
export function knownIds(stateFolder: string): ReadonlyMap<string, readonly string[]> {
  const folder = path.join(stateFolder, ".pulumi", "stacks");
  const files = fs.existsSync(folder) ? fs.readdirSync(folder, { recursive: true, encoding: "utf8" }) : [];
  const states = files
    .filter((file) => file.endsWith(".json"))
    .map((file) => stackState(stateFolder, path.dirname(file), path.basename(file, ".json")));
  const ids = new Map<string, string[]>();
  for (const { urn, id } of states.flatMap((state) => state?.resources ?? []))
    ids.set(urn, [...(ids.get(urn) ?? []), id]);
  return ids;
}

/** Process ids of the engines that hold a lock on the stack, alive or dead. */
export function lockHolders(stateFolder: string, project: string, stage: string): readonly number[] {
  const folder = path.join(stateFolder, ".pulumi", "locks", "organization", project, stage);
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .map((file) => Lock.parse(JSON.parse(fs.readFileSync(path.join(folder, file), "utf8"))).pid);
}

const Lock = z.object({ pid: z.number() });
