import { z } from "zod";

/** A policy, as far as the plugin looks into it. */
const Named = z.record(z.string(), z.unknown());
const State = z.looseObject({
  name: z.string(),
  actions: z.array(Named),
  transitions: z.array(z.looseObject({ state_name: z.string(), conditions: Named.optional() })),
});
export const Policy = z.looseObject({
  default_state: z.string(),
  states: z.array(State),
  ism_template: z
    .array(z.looseObject({ index_patterns: z.array(z.string()), priority: z.number() }))
    .optional(),
});
type State = z.infer<typeof State>;
export type Policy = z.infer<typeof Policy>;

export interface Refusal {
  readonly type: string;
  readonly reason: string;
  readonly caused_by?: { readonly type: string; readonly reason: string };
}

/** Fields that the plugin was seen to take, by what it calls the thing that they are in. */
const POLICY_FIELDS = ["description", "default_state", "states", "ism_template"];
const CONDITIONS = ["min_index_age", "min_doc_count"];
const ACTIONS: Readonly<Record<string, readonly string[]>> = {
  rollover: ["min_size", "min_index_age", "min_doc_count", "min_primary_shard_size"],
  replica_count: ["number_of_replicas"],
  index_priority: ["priority"],
  force_merge: ["max_num_segments"],
  allocation: ["require", "include", "exclude", "wait_for"],
  snapshot: ["repository", "snapshot"],
  read_only: [],
  notification: ["destination", "message_template"],
  delete: [],
};
/** What may stand beside an action. */
const BESIDE = ["timeout", "retry"];

const AGE = /^\d+(nanos|micros|ms|s|m|h|d)$/;

const illegal = (reason: string): Refusal => ({ type: "illegal_argument_exception", reason });
const invalidField = (field: string, where: string) =>
  illegal(`Invalid field: [${field}] found in ${where}.`);

/** Why the plugin would not take a policy: the first reason that it finds. */
export function refusalOf(policy: Policy): Refusal | undefined {
  const { states } = policy;
  const names = states.map(({ name }) => name);
  const unknown = Object.keys(policy).find((field) => !POLICY_FIELDS.includes(field));
  if (unknown !== undefined) return invalidField(unknown, "Policy");
  const inStates = states.map(refusalOfState).find((refusal) => refusal !== undefined);
  if (inStates) return inStates;
  if (states.length === 0) return illegal("Policy must contain at least one State");
  if (new Set(names).size < names.length) return illegal("Policy cannot have duplicate state names");
  for (const { name, transitions } of states)
    for (const { state_name: to } of transitions)
      if (!names.includes(to))
        return illegal(`Policy contains a transition in state=${name} pointing to a nonexistent state=${to}`);
  return names.includes(policy.default_state) ? undefined : illegal("Policy must have a valid default state");
}

function refusalOfState({ name, actions, transitions }: State): Refusal | undefined {
  const inActions = actions.map(refusalOfAction).find((refusal) => refusal !== undefined);
  if (inActions) return inActions;
  const end = actions.findIndex((action) => "delete" in action);
  if (end !== -1 && end < actions.length - 1)
    return illegal(`State=${name} must not contain an action after a delete action`);
  return transitions
    .map(({ conditions = {} }) => refusalOfConditions(conditions))
    .find((refusal) => refusal !== undefined);
}

function refusalOfAction(action: Readonly<Record<string, unknown>>): Refusal | undefined {
  for (const [kind, fields] of Object.entries(action)) {
    if (BESIDE.includes(kind)) continue;
    const known = ACTIONS[kind];
    if (!known) return invalidField(kind, "Actions");
    const other = Object.keys(Object(fields)).find((field) => !known.includes(field));
    if (other !== undefined) return invalidField(other, `${inCapitals(kind)}Action`);
  }
  return undefined;
}

function refusalOfConditions(conditions: Readonly<Record<string, unknown>>): Refusal | undefined {
  const unknown = Object.keys(conditions).find((condition) => !CONDITIONS.includes(condition));
  if (unknown !== undefined) return invalidField(unknown, "Conditions");
  if (Object.keys(conditions).length > 1) return illegal("Cannot provide more than one Transition condition");
  const age = conditions["min_index_age"];
  if (typeof age !== "string" || AGE.test(age)) return undefined;
  const number = age.replace(/[smhd]$/, "");
  const cause = { type: "number_format_exception", reason: `For input string: "${number}"` };
  return { ...illegal(`failed to parse [${age}]`), caused_by: cause };
}

const inCapitals = (words: string) =>
  words.replaceAll(/(^|_)([a-z])/g, (_, __, letter: string) => letter.toUpperCase());
