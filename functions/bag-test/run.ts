import * as z from "zod";
import { ingestTypes } from "./ingest";
import { Step } from "./steps";

/** How a run of the test stands; the state machine carries it from task to task, and shows it: nothing in it is secret. */
export const Run = z.object({
  /** Whether there is nothing more to wait for. */
  over: z.boolean(),
  stored: z.boolean(),
  startedAt: z.iso.datetime(),
  ingestType: z.enum(ingestTypes).optional(),
  ingestId: z.uuid().optional(),
  /** Version that the bag was given. */
  version: z.string().optional(),
  /** From the run's beginning to the last event of its ingest. */
  seconds: z.number().optional(),
  steps: z.array(Step),
  /** Why the bag is not stored, or not yet. */
  why: z.string().optional(),
});
export type Run = z.infer<typeof Run>;

/** A run of which nothing is known but its beginning. */
export const begunAt = (startedAt: string): Run => ({ over: false, stored: false, startedAt, steps: [] });

/** What Step Functions tells of a task that failed without an answer of its own. */
const Trouble = z.object({ Error: z.string(), Cause: z.string().default("") });

/** The tasks of the state machine (components/bag-test/state-machine.ts). */
export const Task = z.discriminatedUnion("task", [
  z.object({
    task: z.literal("begin"),
    /** Name of the execution: at most 80 characters, which name the bag's file too. */
    execution: z.string().regex(/^[A-Za-z0-9._-]{1,80}$/, {
      error: "give the execution a name of letters, digits and ._- alone",
    }),
    startedAt: z.iso.datetime(),
    /** Input of the execution, as whoever started it gave it. */
    input: z.unknown(),
  }),
  z.object({ task: z.literal("look"), run: Run.required({ ingestId: true }) }),
  z.object({
    task: z.literal("end"),
    startedAt: z.iso.datetime(),
    seen: z.union([Run.extend({ trouble: Trouble.optional() }), Trouble]),
  }),
]);
export type Task = z.infer<typeof Task>;
export type TaskOf<Name extends Task["task"]> = Extract<Task, { task: Name }>;

/** What an operator may ask for when he starts an execution. */
export const Input = z.strictObject({
  /** `update` gets past a bag of which only a part was ever stored (storage-service.md 13.1). */
  ingestType: z.enum(ingestTypes).optional(),
});
