import { execFileSync } from "node:child_process";
import * as fs from "node:fs";

/** The command line of a running process; "" when there is none, or one that has ended and was not yet waited for. */
export function commandOf(pid: number): string {
  try {
    if (fs.existsSync("/proc/self/cmdline")) return fs.readFileSync(`/proc/${pid}/cmdline`, "utf8");
    return execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" });
  } catch {
    return "";
  }
}
