import * as assert from "node:assert/strict";
import { z } from "zod";

/** A part of Amazon States Language: the states, fields and paths that the bag test is made of, and nothing beside. */
const Task = z.strictObject({
  Type: z.literal("Task"),
  Resource: z.literal("arn:aws:states:::lambda:invoke"),
  Parameters: z.strictObject({ FunctionName: z.string(), Payload: z.record(z.string(), z.string()) }),
  OutputPath: z.literal("$.Payload"),
  Retry: z.array(z.looseObject({ ErrorEquals: z.array(z.string().startsWith("Lambda.")) })),
  Catch: z
    .tuple([
      z.strictObject({
        ErrorEquals: z.tuple([z.literal("States.ALL")]),
        ResultPath: z.string(),
        Next: z.string(),
      }),
    ])
    .optional(),
  Next: z.string(),
});
const Choice = z.strictObject({
  Type: z.literal("Choice"),
  Choices: z.array(z.strictObject({ Variable: z.string(), BooleanEquals: z.boolean(), Next: z.string() })),
  Default: z.string(),
});
const Machine = z.strictObject({
  Comment: z.string(),
  StartAt: z.string(),
  TimeoutSeconds: z.number(),
  States: z.record(
    z.string(),
    z.discriminatedUnion("Type", [
      Task,
      Choice,
      z.strictObject({ Type: z.literal("Wait"), Seconds: z.number(), Next: z.string() }),
      z.strictObject({ Type: z.literal("Succeed") }),
      z.strictObject({ Type: z.literal("Fail"), Error: z.string(), CausePath: z.string() }),
    ]),
  ),
});

/** How an execution ended, as DescribeExecution tells it. */
export interface Execution {
  readonly status: "SUCCEEDED" | "FAILED" | "TIMED_OUT";
  readonly output?: unknown;
  readonly error?: string;
  readonly cause?: string;
  /** The states that it came through. */
  readonly path: readonly string[];
  /** All data that went from state to state. */
  readonly data: readonly unknown[];
}

export interface ExecutionArgs {
  readonly definition: string;
  readonly name: string;
  readonly input: unknown;
  readonly startTime: Date;
  /** Lets so many seconds go by. */
  readonly wait: (seconds: number) => void;
  /** Calls the function of the tasks; JSON goes in and comes out. */
  readonly call: (payload: unknown) => Promise<unknown>;
}

/** Runs a state machine from its beginning to its end, waiting for nothing but its tasks. */
export async function execute(args: ExecutionArgs): Promise<Execution> {
  const { StartAt, States, TimeoutSeconds } = Machine.parse(JSON.parse(args.definition));
  const context = {
    Execution: { Name: args.name, StartTime: args.startTime.toISOString(), Input: args.input },
  };
  const path: string[] = [];
  const data: unknown[] = [args.input];
  let waited = 0;
  for (let [name, given] = [StartAt, args.input]; ;) {
    const state = States[name];
    assert.ok(state, `no state is called ${name}`);
    path.push(name);
    if (state.Type === "Succeed") return { status: "SUCCEEDED", output: given, path, data };
    if (state.Type === "Fail")
      return { status: "FAILED", error: state.Error, cause: String(at(state.CausePath, given)), path, data };
    if (state.Type === "Wait") {
      waited += state.Seconds;
      args.wait(state.Seconds);
      if (waited >= TimeoutSeconds) return { status: "TIMED_OUT", path, data };
      name = state.Next;
    } else if (state.Type === "Choice") {
      const rule = state.Choices.find(({ Variable, BooleanEquals }) => at(Variable, given) === BooleanEquals);
      name = rule?.Next ?? state.Default;
    } else {
      const payload = payloadOf(state.Parameters.Payload, given, context);
      try {
        given = json(await args.call(json(payload)));
        name = state.Next;
      } catch (thrown) {
        const error = errorOf(thrown);
        const [caught] = state.Catch ?? [];
        if (!caught) return { status: "FAILED", error: error.Error, cause: error.Cause, path, data };
        given = caught.ResultPath === "$" ? error : { ...Object(given), [key(caught.ResultPath)]: error };
        name = caught.Next;
      }
      data.push(given);
    }
  }
}

/** What Lambda tells of a function that threw. */
function errorOf(thrown: unknown): { readonly Error: string; readonly Cause: string } {
  assert.ok(thrown instanceof Error);
  const { name, message } = thrown;
  return { Error: name, Cause: JSON.stringify({ errorType: name, errorMessage: message, trace: [] }) };
}

function payloadOf(template: Readonly<Record<string, string>>, given: unknown, context: unknown): unknown {
  return Object.fromEntries(
    Object.entries(template).map(([field, value]) => {
      if (!field.endsWith(".$")) return [field, value];
      return [field.slice(0, -2), value.startsWith("$$") ? at(value.slice(1), context) : at(value, given)];
    }),
  );
}

/** The value at `$.one.another`; Step Functions fails where there is none. */
function at(path: string, value: unknown): unknown {
  return path
    .split(".")
    .slice(1)
    .reduce((found: unknown, field) => {
      assert.ok(field in Object(found), `the path ${path} leads nowhere in ${JSON.stringify(value)}`);
      return Reflect.get(Object(found), field);
    }, value);
}

const key = (path: string): string => path.replace("$.", "");
const json = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
