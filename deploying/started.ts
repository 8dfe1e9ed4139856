/** Exit code of a command line that cannot be read. */
const USAGE_ERROR = 2;

/** Tells one line on the terminal. */
export const say = (line: string): void => void process.stdout.write(`${line}\n`);
const complain = (line: string): void => void process.stderr.write(`${line}\n`);

/** The day on which approvals are looked at, as `2026-11-21`. */
export const today = (): string => new Date().toISOString().slice(0, 10);

/**
 * Starts one of the commands, and ends the process with its exit code. What is wrong is told in one line.
 * @param read reads the command line; what it throws is about that
 */
export function start<Options>(
  read: (args: readonly string[]) => Options | "help",
  usage: string,
  work: (options: Options) => Promise<number>,
): void {
  void begun(read, usage, work).then((exitCode) => process.exit(exitCode));
}

async function begun<Options>(
  read: (args: readonly string[]) => Options | "help",
  usage: string,
  work: (options: Options) => Promise<number>,
): Promise<number> {
  let options: Options | "help";
  try {
    options = read(process.argv.slice(2));
  } catch (error) {
    complain(firstLine(error));
    return USAGE_ERROR;
  }
  if (options === "help") {
    say(usage);
    return 0;
  }
  try {
    return await work(options);
  } catch (error) {
    complain(firstLine(error));
    return 1;
  }
}

const firstLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split("\n")[0] ?? "";
