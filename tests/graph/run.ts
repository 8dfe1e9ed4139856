import * as grpc from "@grpc/grpc-js";
import * as runtime from "@pulumi/pulumi/runtime";
import { ResourceMonitorClient } from "@pulumi/pulumi/proto/resource_grpc_pb";
import { addComponents } from "../../rehearsal/clouds/awsx";
import type { Thing } from "../../rehearsal/clouds/cloud";
import { LARGE_MESSAGES, listen } from "../../rehearsal/listen";
import * as path from "node:path";
import { Failures } from "./failures";
import type { Graph } from "./graph";
import { RecordingMonitor } from "./monitor";
import { Simulation } from "./simulation";
import { ORGANIZATION, type Stacks } from "./stacks";

export interface RunOptions {
  readonly project?: string;
  readonly stage?: string;
  /** A preview of a first deployment instead of the deployment: what only the cloud knows is unknown. */
  readonly preview?: boolean;
  /** Settings as the engine hands them over: `project:key` and a text, JSON for anything else. */
  readonly config?: Readonly<Record<string, string>>;
  /** Stacks that it may refer to. */
  readonly stacks?: Stacks;
  /** What is in the clouds already. */
  readonly existing?: readonly Thing[];
  /** Deployed as somebody does who forgot the policy pack. */
  readonly unjudged?: boolean;
}

/** What README, deploys and CI set: contracts are read only of stacks that the policy pack has judged. */
const FLAG = "PULUMI_OPTION_POLICY_PACK";
export const POLICIES = path.join(__dirname, "../../policies");
let running = 0;

/** Has the policy pack judge while programs run, and no longer: tests of the engine start from this environment. */
async function judged<Result>(run: () => Promise<Result>): Promise<Result> {
  if (running++ === 0) process.env[FLAG] = POLICIES;
  try {
    return await run();
  } finally {
    if (--running === 0) delete process.env[FLAG];
  }
}

/** The SDK keeps this out of its types; its own inline programs run in it, so that two runs share no state. */
const {
  withLocalStorage,
}: { withLocalStorage: <Result>(run: () => Result) => Result } = require("@pulumi/pulumi/runtime/state");

/**
 * Runs a Pulumi program with a recording monitor in the place of the engine, and the simulated clouds behind it.
 * @param program makes the resources and gives back the stack's outputs
 * @throws what the program, the monitor or a cloud refused first
 */
export function runProgram(program: () => unknown, options: RunOptions = {}): Promise<Graph> {
  const run = () => recorded(program, options);
  return options.unjudged ? run() : judged(run);
}

async function recorded(program: () => unknown, options: RunOptions): Promise<Graph> {
  const { project = "tests", stage = "pre", preview = false } = options;
  let address = "";
  const failures = new Failures();
  const monitor = new RecordingMonitor({
    project,
    stage,
    preview,
    stacks: options.stacks ?? {},
    simulation: new Simulation(preview, options.existing ?? []),
    address: () => address,
    refused: failures.note,
  });
  const server = new grpc.Server(LARGE_MESSAGES);
  monitor.serveOn(server);
  addComponents(server);
  const listening = await listen(server);
  address = `127.0.0.1:${listening.port}`;
  const { stackTraceLimit } = Error;
  // As in every Pulumi.yaml of ours: the SDK makes a trace for each output, and that is most of its time.
  Error.stackTraceLimit = 1;
  try {
    await failures.during(
      () =>
        withLocalStorage(() => {
          runtime.resetOptions(project, stage, -1, "", address, preview, ORGANIZATION);
          runtime.setAllConfig({ ...options.config });
          return runToTheEnd(program);
        }),
      () => monitor.calls,
    );
    return monitor.graph;
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
    listening.close();
  }
}

async function runToTheEnd(program: () => unknown): Promise<void> {
  try {
    await runtime.runInPulumiStack(async () => program());
  } finally {
    await runtime.disconnect();
    // What nobody waits for fails only when all else is done.
    await new Promise((resolve) => setImmediate(resolve));
    const client = runtime.getMonitor();
    if (client instanceof ResourceMonitorClient) client.close();
  }
}
