import { buildArguments, IMAGES, readRelease, ReleaseFault, sourceOf, tagOf } from "./release";

/** Where it tells what it was asked, and what is wrong. */
export interface Voice {
  readonly say: (line: string) => void;
  readonly complain: (line: string) => void;
}

const USAGE = `npm run --silent images -- COMMAND

  names        the images, a line each: targets of images/datavault/Dockerfile
  source       where the source is, what its commit begins with, and its commit, or - while that is not known
  tag          the tag of the release that release.json names
  arguments    what docker buildx build takes to build it, a line each`;

const commands: Readonly<Record<string, (folder?: string) => readonly string[]>> = {
  names: () => IMAGES,
  source: (folder) => [sourceOf(folder)],
  tag: (folder) => [tagOf(readRelease(folder))],
  arguments: (folder) => buildArguments(readRelease(folder)),
};

/**
 * Runs a command line.
 * @returns the exit code: 0, 1 for a release that is not pinned, 2 for a wrong command line
 */
export function run(words: readonly string[], { say, complain }: Voice, folder?: string): 0 | 1 | 2 {
  const [word = "", ...more] = words;
  const command = Object.hasOwn(commands, word) ? commands[word] : undefined;
  if (command === undefined || more.length > 0) {
    complain(USAGE);
    return 2;
  }
  try {
    for (const line of command(folder)) say(line);
    return 0;
  } catch (error) {
    if (!(error instanceof ReleaseFault)) throw error;
    complain(error.message);
    return 1;
  }
}
