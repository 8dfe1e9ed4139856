import type { EstateStack } from "../../projects/estate";
import { ask, shellLine, type Answer } from "../pulumi/command";
import { stateResources } from "../pulumi/state";
import { troubleIn } from "../pulumi/troubles";
import { stackOptions, stateOptions, type Workplace } from "../workplace";
import { newerContractFault } from "./contract-version";
import {
  hidesDeletions,
  isProtection,
  oneParagraph,
  planIn,
  withDeletions,
  type Change,
  type Plan,
} from "./plan";

/** What a preview of one stack came to. */
export type Previewed = { readonly stack: EstateStack } & (
  | { readonly outcome: "planned"; readonly plan: Plan }
  /** The state has no such stack yet. */
  | { readonly outcome: "not made" }
  /** What it is built on must be deployed first. */
  | { readonly outcome: "waits"; readonly why: string }
  | { readonly outcome: "failed"; readonly why: readonly string[]; readonly plan?: Plan | undefined }
);

/** How the contracts say that a base stack must be deployed, or deployed again, before anything is built on it. */
const WAITS =
  /\S+ builds on \S+, which is not deployed|was deployed with version \S+ of its contract|was deployed without the policy pack/;

/** Previews a stack with the policy pack on, and reads the plan. Nothing is changed. */
export async function previewStack(workplace: Workplace, stack: EstateStack): Promise<Previewed> {
  const answer = await ask(workplace, {
    args: ["preview", "--json", ...stackOptions(workplace, stack), "--non-interactive", "--color", "never"],
    environment: { PULUMI_ENABLE_STREAMING_JSON_PREVIEW: "true" },
  });
  if (answer.exitCode !== 0 && /no stack named/.test(answer.stderr)) return { stack, outcome: "not made" };
  try {
    return await previewedIn(answer, workplace, stack);
  } catch (error) {
    // One stack's plan that cannot be read keeps no other from being previewed.
    return { stack, outcome: "failed", why: [error instanceof Error ? error.message : String(error)] };
  }
}

async function previewedIn(answer: Answer, workplace: Workplace, stack: EstateStack): Promise<Previewed> {
  const plan = planIn(answer.stdout);
  const newer = await newerContractFault(workplace, stack, plan);
  if (newer !== undefined) return { stack, outcome: "failed", why: [newer], plan };
  if (answer.exitCode === 0 && plan.whole && plan.violations.length === 0)
    return { stack, outcome: "planned", plan };
  const waits = plan.faults.find(({ message }) => WAITS.test(message));
  if (waits) return { stack, outcome: "waits", why: waits.message };
  const whole = hidesDeletions(plan) ? withDeletions(plan, await stateResources(workplace, stack)) : plan;
  return { stack, outcome: "failed", why: complaints(workplace, stack, answer, whole), plan: whole };
}

function complaints(workplace: Workplace, stack: EstateStack, answer: Answer, plan: Plan): readonly string[] {
  const said = [...plan.violations, ...plan.faults.filter((fault) => !isProtection(fault))].map(
    ({ where, message }) => `${where}: ${message}`,
  );
  const known = troubleIn([...said, answer.stderr].join("\n"), workplace, stack);
  if (known !== undefined) return [known];
  const all = [...said, ...plan.changes.flatMap((change) => protection(change, workplace, stack))];
  if (all.length > 0) return all;
  const last = oneParagraph(answer.stderr);
  return [last === "" ? `pulumi preview ended with exit code ${answer.exitCode}, and no word` : last];
}

/** The engine has a refusal of its own: what to do about that comes after the approval. */
function protection(change: Change, workplace: Workplace, stack: EstateStack): readonly string[] {
  const { name, urn, kind } = change;
  if (!change.protected || (kind !== "delete" && kind !== "replace")) return [];
  const args = ["state", "unprotect", urn, "--yes", ...stateOptions(workplace, stack)];
  return [`${name} is protected in the state as well: once its loss is approved, ${shellLine({ args })}`];
}

/** What a preview found, where it came so far. */
export const planOf = (previewed: Previewed): Plan | undefined =>
  "plan" in previewed ? previewed.plan : undefined;
