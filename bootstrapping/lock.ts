import * as os from "node:os";

/**
 * The processes of this machine that have locked a stack, by what `pulumi` says of its locks; none where nobody has, or
 * somebody on another machine.
 */
export function holdersHere(said: string): readonly number[] {
  const holders = [...said.matchAll(/created by \S+@(\S+) \(pid (\d+)\)/g)];
  return holders.every(([, host]) => host === os.hostname()) ? holders.map(([, , pid]) => Number(pid)) : [];
}
