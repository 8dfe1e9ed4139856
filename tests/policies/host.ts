import { credentials, type ServiceError } from "@grpc/grpc-js";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import {
  type AnalyzeResponse,
  type AnalyzerInfo,
  AnalyzerPropertyDependencies,
  AnalyzerResource,
  AnalyzerResourceOptions,
  AnalyzeRequest,
  AnalyzeStackRequest,
  ConfigureAnalyzerRequest,
  EnforcementLevel,
  PolicyConfig,
  type PolicyInfo,
} from "@pulumi/pulumi/proto/analyzer_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

export const POLICIES = join(__dirname, "../../policies");

const HOST = join(__dirname, "../../node_modules/@pulumi/pulumi/cmd/run-policy-pack/index.js");

export type Properties = Record<string, JavaScriptValue>;

/** A resource as the engine sends it; `from` names those that a property was computed from. */
export interface Sent {
  readonly type: string;
  readonly name: string;
  readonly props: Properties;
  readonly protect?: boolean;
  readonly from?: Readonly<Record<string, readonly Sent[]>>;
}

/** The pack in the host that the engine starts, spoken to as the engine does. */
export class PolicyHost {
  private constructor(
    private readonly host: ChildProcess,
    private readonly analyzer: AnalyzerClient,
  ) {}

  static async start(): Promise<PolicyHost> {
    const host = spawn(process.execPath, [HOST, "127.0.0.1:1", "."], {
      cwd: POLICIES,
      stdio: ["ignore", "pipe", "inherit"],
    });
    const ended = once(host, "exit").then(([code]) => assert.fail(`the policy host ended with ${code}`));
    const [port] = await Promise.race([once(host.stdout, "data"), ended]);
    const address = `127.0.0.1:${String(port).trim()}`;
    return new PolicyHost(host, new AnalyzerClient(address, credentials.createInsecure()));
  }

  async stop(): Promise<void> {
    this.analyzer.close();
    const ended = once(this.host, "exit");
    this.host.kill();
    await ended;
  }

  async policies(): Promise<PolicyInfo[]> {
    const info = await answer<AnalyzerInfo>((done) => this.analyzer.getAnalyzerInfo(new Empty(), done));
    return info.getPoliciesList();
  }

  /** Every rule gets its defaults and, over them, what a file sets; so does the engine. */
  async configure(config: Readonly<Record<string, Properties>>): Promise<void> {
    const request = new ConfigureAnalyzerRequest();
    for (const policy of await this.policies()) {
      const properties = { ...defaultsOf(policy), ...config[policy.getName()] };
      request
        .getPolicyconfigMap()
        .set(
          policy.getName(),
          new PolicyConfig()
            .setEnforcementlevel(policy.getEnforcementlevel())
            .setProperties(Struct.fromJavaScript(properties)),
        );
    }
    await answer<Empty>((done) => this.analyzer.configure(request, done));
  }

  async analyze(sent: Sent): Promise<string[]> {
    const request = new AnalyzeRequest()
      .setType(sent.type)
      .setName(sent.name)
      .setUrn(urnOf(sent))
      .setProperties(Struct.fromJavaScript(sent.props))
      .setOptions(optionsOf(sent));
    return said(await answer((done) => this.analyzer.analyze(request, done)));
  }

  async analyzeStack(...stack: readonly Sent[]): Promise<string[]> {
    const request = new AnalyzeStackRequest().setResourcesList(stack.map(stackResource));
    return said(await answer((done) => this.analyzer.analyzeStack(request, done)));
  }
}

function answer<A>(call: (done: (error: ServiceError | null, response: A) => void) => unknown): Promise<A> {
  return new Promise((resolve, reject) => {
    call((error, response) => (error ? reject(error) : resolve(response)));
  });
}

/** What the engine takes for a parameter that no file sets. */
export function defaultsOf(policy: PolicyInfo): Properties {
  const defaults: Properties = {};
  for (const [name, schema] of Object.entries(
    policy.getConfigschema()?.getProperties()?.toJavaScript() ?? {},
  ))
    if (typeof schema === "object" && schema !== null && "default" in schema && schema.default !== undefined)
      defaults[name] = schema.default;
  return defaults;
}

function stackResource(sent: Sent): AnalyzerResource {
  const resource = new AnalyzerResource()
    .setType(sent.type)
    .setName(sent.name)
    .setUrn(urnOf(sent))
    .setProperties(Struct.fromJavaScript(sent.props))
    .setOptions(optionsOf(sent));
  for (const [property, sources] of Object.entries(sent.from ?? {}))
    resource
      .getPropertydependenciesMap()
      .set(property, new AnalyzerPropertyDependencies().setUrnsList(sources.map(urnOf)));
  return resource;
}

function optionsOf({ protect = false }: Sent): AnalyzerResourceOptions {
  return new AnalyzerResourceOptions().setProtect(protect);
}

function urnOf({ type, name }: Sent): string {
  return `urn:pulumi:pre::strongroom::${type}::${name}`;
}

function said(response: AnalyzeResponse): string[] {
  return response.getDiagnosticsList().map((each) => {
    const level = each.getEnforcementlevel() === EnforcementLevel.MANDATORY ? "mandatory" : "not mandatory";
    return `${level} ${each.getPolicyname()}: ${each.getMessage()}`;
  });
}
