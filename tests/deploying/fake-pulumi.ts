import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { workplace, type Workplace } from "../../deploying/workplace";
import { ROOT } from "../graph/project";

/** What the fake answers to one command. */
export interface FakeAnswer {
  readonly stdout?: string;
  readonly stderr?: string;
  readonly exitCode?: number;
}

/** How one of our commands ended. */
export interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Answers from a file, by verb and folder (`up projects/storage/app`): each once, the last for ever. */
const PROGRAM = `#!${process.execPath}
const fs = require("node:fs"), path = require("node:path");
const args = process.argv.slice(2);
const folder = args[args.indexOf("--cwd") + 1];
const verb = ["stack", "state"].includes(args[0]) ? args.slice(0, 2).join(" ") : args[0];
const key = verb + " " + folder;
const calls = path.join(__dirname, "calls");
const before = fs.existsSync(calls) ? fs.readFileSync(calls, "utf8").split("\\n").filter((line) => line === key).length : 0;
fs.appendFileSync(calls, key + "\\n");
fs.writeFileSync(path.join(__dirname, "environment"), JSON.stringify(process.env));
const answers = JSON.parse(fs.readFileSync(path.join(__dirname, "answers.json"), "utf8"))[key] ?? [{ exitCode: 99, stderr: "unasked for: " + key }];
const { stdout = "", stderr = "", exitCode = 0 } = answers[Math.min(before, answers.length - 1)];
process.stdout.write(stdout);
process.stderr.write(stderr);
process.exitCode = exitCode;
`;

/** A \`pulumi\` on PATH that answers as a test tells it, and notes what it was asked. */
export class FakePulumi {
  readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), "strongroom-fake-pulumi-"));

  constructor(answers: Readonly<Record<string, readonly FakeAnswer[]>>) {
    fs.writeFileSync(path.join(this.folder, "pulumi"), PROGRAM, { mode: 0o755 });
    fs.writeFileSync(path.join(this.folder, "answers.json"), JSON.stringify(answers));
  }

  /** Verb and folder of each command that was run, in their order. */
  get calls(): readonly string[] {
    const file = path.join(this.folder, "calls");
    return fs.existsSync(file) ? fs.readFileSync(file, "utf8").trim().split("\n") : [];
  }

  /** The environment of the last command. */
  get environment(): Readonly<Record<string, string>> {
    return JSON.parse(fs.readFileSync(path.join(this.folder, "environment"), "utf8"));
  }

  /** A workplace whose commands the fake answers; in one process with the test, which is faster. */
  workplace(): { readonly at: Workplace; readonly said: () => string } {
    const lines: string[] = [];
    const { judging, ...at } = workplace(
      { repository: ROOT, stage: "pre", say: (line) => lines.push(line) },
      "file:///nowhere",
    );
    return {
      at: { ...at, judging: { ...judging, PATH: this.folder } },
      said: () => lines.join("\n"),
    };
  }

  /** Writes a file beside the fake. */
  file(name: string, content: unknown): string {
    const at = path.join(this.folder, name);
    fs.writeFileSync(at, JSON.stringify(content));
    return at;
  }

  /** Runs \`npm run up\`, \`preview\` or \`destroy\`, without npm in between. */
  run(
    command: "up" | "preview" | "destroy",
    args: readonly string[],
    environment: Readonly<Record<string, string>> = {},
  ): Promise<Ended> {
    const child = spawn(
      process.execPath,
      ["--require", "sucrase/register/ts", path.join(ROOT, "deploying", `${command}.ts`), ...args],
      {
        cwd: ROOT,
        stdio: ["ignore", "pipe", "pipe"],
        env: { PATH: this.folder, PULUMI_BACKEND_URL: "file:///nowhere", ...environment },
      },
    );
    const ended = { stdout: "", stderr: "" };
    for (const stream of ["stdout", "stderr"] as const)
      child[stream].setEncoding("utf8").on("data", (text: string) => (ended[stream] += text));
    return new Promise((resolve) => child.on("close", (exitCode) => resolve({ exitCode, ...ended })));
  }

  remove(): void {
    fs.rmSync(this.folder, { recursive: true });
  }
}
