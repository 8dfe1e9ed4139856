import assert from "node:assert/strict";
import { ended, until } from "../rehearsal/estate-copy";
import { quiet, type BootstrappedEstate } from "./bootstrapped-estate";
import { begunIn } from "./what-is-there";

/** When and how a bootstrap is killed. */
export interface Kill {
  /** The line at which it is killed: the step's own, or that of the command which it has just started. */
  readonly at: RegExp;
  /** The command is killed as well, with all that it has started; else it goes on by itself. */
  readonly whole?: boolean;
  /** So is the engine, when this resource stands and it does not know, for answers have got lost. */
  readonly making?: string;
}

/**
 * Starts a bootstrap, and kills it by SIGKILL.
 * @returns what it has said
 */
export async function kill(estate: BootstrappedEstate, { at, whole, making }: Kill): Promise<string> {
  const answersArrive = making === undefined ? undefined : estate.loseAnswersFrom(making);
  const bootstrap = estate.bootstrap();
  let said = "";
  const end = ended(bootstrap);
  await new Promise<void>((resolve) => {
    bootstrap.once("close", () => resolve());
    // At once: there is not much between a line and the next step.
    bootstrap.stdout?.on("data", (data: Buffer) => {
      said += data.toString();
      if (at.test(said)) resolve();
    });
  });
  const atWorkUntil = async (holds: () => boolean) => {
    await until(() => holds() || bootstrap.exitCode !== null);
    assert.equal(bootstrap.exitCode, null, said);
  };
  if (/pulumi/.test(at.source)) await atWorkUntil(() => estate.engine > 0);
  if (making !== undefined) {
    await atWorkUntil(() => estate.hasMade(making));
    await quiet(() => estate.copy.made);
  }
  // Its policy pack and all else that it has started is in a group with it.
  if (whole || making !== undefined) process.kill(-estate.engine, "SIGKILL");
  bootstrap.kill("SIGKILL");
  // The last step may be done before the signal arrives.
  assert.equal((await end).exitCode ?? 0, 0, said);
  assert.match(said, at);
  if (making !== undefined) assert.ok(begunIn(estate).includes(making), `${making} is pending`);
  answersArrive?.();
  return said;
}
