import { z } from "zod";
import type { EstateStack } from "../../projects/estate";
import { stateOptions, type Workplace } from "../workplace";
import { ask } from "./command";
import { troubleIn } from "./troubles";

/** A resource as the state notes it. */
const Resource = z.object({
  urn: z.string(),
  type: z.string(),
  protect: z.boolean().default(false),
  retainOnDelete: z.boolean().default(false),
  /** A copy that an interrupted replacement has still to delete. */
  delete: z.boolean().default(false),
});
export type StateResource = z.output<typeof Resource>;

const Exported = z.object({ deployment: z.object({ resources: z.array(Resource).nullish() }) });

/**
 * The resources in a stack's state.
 * @throws in one line when there is no such stack, or it cannot be read
 */
export async function stateResources(
  workplace: Workplace,
  stack: EstateStack,
): Promise<readonly StateResource[]> {
  const { exitCode, stdout, stderr } = await ask(workplace, {
    args: ["stack", "export", ...stateOptions(workplace, stack)],
  });
  if (exitCode === 0) return Exported.parse(JSON.parse(stdout)).deployment.resources ?? [];
  throw new Error(
    /no stack named/.test(stderr)
      ? `${stack.name} of ${workplace.stage} was never made`
      : `${stack.name}: ${troubleIn(stderr, workplace, stack) ?? stderr.trim()}`,
  );
}
