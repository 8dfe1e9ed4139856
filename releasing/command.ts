import * as fs from "node:fs";
import * as path from "node:path";
import { applicationImages } from "../projects/storage/releases/images";
import { release, RELEASES, releaseNames, type Release } from "../projects/storage/releases/release";
import { createRelease } from "./create";
import { diffText } from "./diff";
import { listText } from "./list";
import { readCommand, USAGE, type Command } from "./options";
import { promote } from "./promote";

/** Where a command says what it did, and what is wrong: a line each. */
export interface Terminal {
  readonly say: (text: string) => void;
  readonly complain: (text: string) => void;
}

/** Does what the command line asks for; the exit code says whether all is well. */
export function run(args: readonly string[], terminal: Terminal): number {
  try {
    const command = readCommand(args);
    if (command === "help") {
      terminal.say(USAGE);
      return 0;
    }
    if (!fs.existsSync(path.join(command.root, RELEASES)))
      throw new Error(`--root ${command.root}: there is no ${RELEASES} in it`);
    if (command.does === "check") return check(command.root, command.names, terminal);
    terminal.say(answer(command));
    return 0;
  } catch (error) {
    terminal.complain(messageOf(error));
    return 1;
  }
}

function answer(command: Exclude<Command, { does: "check" }>): string {
  const { root } = command;
  const named = (name: string) => release(name, path.join(root, RELEASES));
  if (command.does === "promote") return promote(root, command.name);
  if (command.does === "diff") return diffText(named(command.older), named(command.newer));
  if (command.does === "list") return listText(root);
  const created = createRelease(root, command.name, command.from, command.needs);
  return `${wholeText(created)}\nwritten to ${RELEASES}/${created.name}.json`;
}

/** Says of every release whether it is whole: one that is not does not hide the next. */
function check(root: string, names: readonly string[], { say, complain }: Terminal): number {
  const folder = path.join(root, RELEASES);
  const asked = names.length > 0 ? names : releaseNames(folder);
  const whole = asked.map((name) => {
    try {
      say(wholeText(release(name, folder)));
      return true;
    } catch (error) {
      complain(messageOf(error));
      return false;
    }
  });
  return whole.every(Boolean) ? 0 : 1;
}

function wholeText({ name, applications, sidecars }: Release): string {
  const { version } = applications[applicationImages[0]];
  return `release ${name}: whole: ${Object.keys(applications).length} applications of ${version}, ${Object.keys(sidecars).length} sidecars, all by digest`;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
