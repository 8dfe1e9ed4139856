import type { Properties } from "../../rehearsal/clouds/catalogue";
import { withSecrets } from "./values";

/** What another stack gave out when it was deployed last. */
export interface StackOutputs {
  readonly outputs: Properties;
  readonly secretOutputNames?: readonly string[];
  /** What the backend answers in the place of the outputs. */
  readonly refusal?: string;
}

/** Stacks that were deployed before, by `project/stage`. */
export type Stacks = Readonly<Record<string, StackOutputs>>;

/** The organization of every stack, as with a file or S3 backend. */
export const ORGANIZATION = "organization";

/**
 * What the engine answers when a program asks for the outputs of another stack.
 * @param fullName `organization/project/stage`
 * @throws as the engine does when it knows of no such stack
 */
export function stackOutputs(stacks: Stacks, fullName: string): Properties {
  const [organization, project, stage] = fullName.split("/");
  const found = organization === ORGANIZATION ? stacks[`${project}/${stage}`] : undefined;
  if (!found) throw new Error(`unknown stack "${fullName}"`);
  if (found.refusal !== undefined) throw new Error(found.refusal);
  const secretOutputNames = found.secretOutputNames ?? [];
  return { name: fullName, outputs: withSecrets(found.outputs, secretOutputNames), secretOutputNames };
}
