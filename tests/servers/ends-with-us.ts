import { spawn } from "node:child_process";

/**
 * Runs the program that it is given, with its arguments, until it ends by itself or our own standard input does. That
 * is a pipe from the tests, which closes however they end: no server outlives them, not even when they are killed.
 */
const [program = "", ...args] = process.argv.slice(2);
const child = spawn(program, args, { stdio: ["ignore", "inherit", "inherit"] });
const end = () => void child.kill();
process.stdin.on("close", end).resume();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, end);
child.on("error", (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(127);
});
child.on("exit", (code) => process.exit(code ?? 1));
