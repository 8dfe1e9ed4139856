import type * as z from "zod";
import { Machine, type State } from "./states-language";

/** States that lead on by Next or End; the others end a machine, or choose. */
type Step = Extract<State, { readonly Next?: unknown; readonly End?: unknown }>;

/** Everything that Step Functions would find wrong with a definition, in its words. */
export function definitionFaults(definition: unknown, at = ""): readonly string[] {
  const parsed = Machine.safeParse(definition);
  if (!parsed.success) return parsed.error.issues.map((issue) => shapeFault(issue, at));
  const machine = parsed.data;
  const states = Object.entries(machine.States);
  const target = (name: string, from: string) =>
    name in machine.States
      ? []
      : [`MISSING_TRANSITION_TARGET: Missing '${from.split("/").at(-1)}' target: ${name} at ${from}`];
  return [
    ...target(machine.StartAt, `${at}/StartAt`),
    ...states.flatMap(([name, state]) => {
      const here = `${at}/States/${name}`;
      return [
        ...stepFaults(state, here),
        ...transitionsOf(state).flatMap((next) => target(next.to, `${here}/${next.by}`)),
        ...withinOf(state).flatMap(([part, within]) => definitionFaults(within, `${here}/${part}`)),
      ];
    }),
    ...unreachable(machine).map(
      (name) => `MISSING_TRANSITION_TARGET: State "${name}" is not reachable. at ${at}/States/${name}`,
    ),
    ...(states.some(([, state]) => isTerminal(state))
      ? []
      : [`NO_TERMINAL_STATE: No terminal state found at ${at}/States`]),
  ];
}

function shapeFault(issue: z.core.$ZodIssue, at: string): string {
  return `SCHEMA_VALIDATION_FAILED: ${issue.message} at ${at}/${issue.path.join("/")}`;
}

function stepFaults(state: State, here: string): readonly string[] {
  if (!isStep(state)) return [];
  const both = state.Next !== undefined && state.End !== undefined;
  const none = state.Next === undefined && state.End === undefined;
  return both || none
    ? [`SCHEMA_VALIDATION_FAILED: State must have ${both ? "only " : ""}one of ["Next","End"] at ${here}`]
    : [];
}

const isStep = (state: State): state is Step => !["Choice", "Succeed", "Fail"].includes(state.Type);

const isTerminal = (state: State): boolean =>
  state.Type === "Succeed" || state.Type === "Fail" || (isStep(state) && state.End === true);

interface Transition {
  readonly to: string;
  /** Path of the field that says so. */
  readonly by: string;
}

function transitionsOf(state: State): readonly Transition[] {
  if (state.Type === "Choice")
    return [
      ...state.Choices.map(({ Next }, position) => ({ to: Next, by: `Choices[${position}]/Next` })),
      ...(state.Default === undefined ? [] : [{ to: state.Default, by: "Default" }]),
    ];
  const caught = "Catch" in state ? (state.Catch ?? []) : [];
  return [
    ...(isStep(state) && state.Next !== undefined ? [{ to: state.Next, by: "Next" }] : []),
    ...caught.map(({ Next }, position) => ({ to: Next, by: `Catch[${position}]/Next` })),
  ];
}

/** The machines within a state, by their paths. */
function withinOf(state: State): readonly (readonly [string, unknown])[] {
  if (state.Type === "Parallel") return state.Branches.map((branch, at) => [`Branches[${at}]`, branch]);
  return state.Type === "Map" ? [["ItemProcessor", state.ItemProcessor]] : [];
}

function unreachable({ StartAt, States }: Machine): readonly string[] {
  const reached = new Set<string>();
  const open = [StartAt];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const state = States[name];
    if (state === undefined || reached.has(name)) continue;
    reached.add(name);
    open.push(...transitionsOf(state).map(({ to }) => to));
  }
  return Object.keys(States).filter((name) => !reached.has(name));
}

/** The functions that a definition calls, by their ARNs or names. */
export function functionsCalled(definition: unknown): readonly string[] {
  const parsed = Machine.safeParse(definition);
  if (!parsed.success) return [];
  return Object.values(parsed.data.States).flatMap((state) => [
    ...withinOf(state).flatMap(([, within]) => functionsCalled(within)),
    ...(state.Type === "Task" ? calledBy(state) : []),
  ]);
}

const LAMBDA_TASK = /^arn:aws:states:::lambda:invoke(\.waitForTaskToken)?$/;

function calledBy(task: Extract<State, { readonly Type: "Task" }>): readonly string[] {
  if (task.Resource.startsWith("arn:aws:lambda:")) return [task.Resource];
  if (!LAMBDA_TASK.test(task.Resource)) return [];
  const given = [task.Parameters, task.Arguments].map((value): unknown =>
    Reflect.get(Object(value), "FunctionName"),
  );
  return given.filter((name) => typeof name === "string").filter((name) => !name.startsWith("{%"));
}
