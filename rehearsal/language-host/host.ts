import * as grpc from "@grpc/grpc-js";
import { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb";
import * as language from "@pulumi/pulumi/proto/language_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { LARGE_MESSAGES, listen, type Listening } from "../listen";
import { runProgram } from "./program";

/** Exit code by which a program says that it has already told the user what is wrong. */
const ALREADY_TOLD = 32;

/**
 * A language host for Node.js programs that the engine attaches to (`PULUMI_DEBUG_LANGUAGES=nodejs:PORT`).
 * The official host comes only with the official build of the CLI; ours starts `@pulumi/pulumi/cmd/run` with the
 * same arguments and environment, so programs cannot tell the difference.
 * @param environment what programs get beside this process's own environment
 * @param port 0 for any free port
 */
export async function startLanguageHost(
  environment: Readonly<Record<string, string>>,
  port = 0,
): Promise<Listening> {
  // One host may serve several engines at once; each connection has told its engine's address in its handshake.
  const engines = new Map<string, string>();
  const server = new grpc.Server(LARGE_MESSAGES);
  server.addService(LanguageRuntimeService, {
    handshake(
      call: Unary<language.LanguageHandshakeRequest>,
      done: Reply<language.LanguageHandshakeResponse>,
    ) {
      engines.set(call.getPeer(), call.request.getEngineAddress());
      done(null, new language.LanguageHandshakeResponse());
    },
    getPluginInfo(_call: unknown, done: Reply<PluginInfo>) {
      done(null, new PluginInfo().setVersion("3.220.0"));
    },
    // The clouds are attached, never fetched: a program asks for no plugin.
    getRequiredPlugins(_call: unknown, done: Reply<language.GetRequiredPluginsResponse>) {
      done(null, new language.GetRequiredPluginsResponse());
    },
    getRequiredPackages(_call: unknown, done: Reply<language.GetRequiredPackagesResponse>) {
      done(null, new language.GetRequiredPackagesResponse());
    },
    runtimeOptionsPrompts(_call: unknown, done: Reply<language.RuntimeOptionsResponse>) {
      done(null, new language.RuntimeOptionsResponse());
    },
    about(_call: unknown, done: Reply<language.AboutResponse>) {
      done(
        null,
        new language.AboutResponse().setExecutable(process.execPath).setVersion(process.versions.node),
      );
    },
    getProgramDependencies(_call: unknown, done: Reply<language.GetProgramDependenciesResponse>) {
      done(null, new language.GetProgramDependenciesResponse());
    },
    installDependencies(
      call: grpc.ServerWritableStream<
        language.InstallDependenciesRequest,
        language.InstallDependenciesResponse
      >,
    ) {
      call.end();
    },
    cancel(_call: unknown, done: Reply<Empty>) {
      done(null, new Empty());
    },
    run(call: Unary<language.RunRequest>, done: Reply<language.RunResponse>) {
      const engine = engines.get(call.getPeer()) ?? "";
      const cancelled = new AbortController();
      call.on("cancelled", () => cancelled.abort());
      const output = engineLog(engine);
      void runProgram(call.request, engine, environment, (line) => output.write(line), cancelled.signal)
        .then((exitCode) => output.close().then(() => done(null, runResponse(exitCode))))
        .catch((error: unknown) => done({ code: grpc.status.INTERNAL, details: String(error) }));
    },
  });
  return listen(server, port);
}

function runResponse(exitCode: number): language.RunResponse {
  const response = new language.RunResponse();
  if (exitCode === ALREADY_TOLD) response.setBail(true);
  else if (exitCode !== 0) response.setError(`Program exited with non-zero exit code: ${exitCode}`);
  return response;
}

/** Hands a program's own output to its engine, which prints it under the stack; an attached host has no other way. */
function engineLog(address: string): { write(line: string): void; close(): Promise<void> } {
  const client = new EngineClient(address, grpc.credentials.createInsecure());
  const pending: Promise<void>[] = [];
  return {
    write(line) {
      const request = new LogRequest().setSeverity(LogSeverity.INFO).setMessage(line);
      pending.push(new Promise((sent) => client.log(request, () => sent())));
    },
    async close() {
      await Promise.all(pending);
      client.close();
    },
  };
}

type Unary<Request> = grpc.ServerUnaryCall<Request, unknown>;
type Reply<Response> = grpc.sendUnaryData<Response>;
