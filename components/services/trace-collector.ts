import * as pulumi from "@pulumi/pulumi";
import type { Container } from "./container";

/** Where programs of the task hand over their traces, by OTLP over HTTP: OpenTelemetry's own port. */
export const TRACES_DOOR = "127.0.0.1:4318";

/** What it may take of its task. */
const LIMITS = { cpu: 64, memoryMiB: 256 };

/** The image has no user of its own, and needs none: it is one program with nothing around it. */
const USER = "10001:10001";

/**
 * The container that takes traces from the programs of its task to X-Ray: the AWS Distro for OpenTelemetry. Which requests
 * are traced is the program's choice; when the collector ends, the task goes on.
 * @param image by its digest
 */
export const traceCollector = (
  image: string,
  log: { readonly group: string; readonly region: pulumi.Input<string> },
): Container => ({
  name: "collector",
  image,
  essential: false,
  // In the place of a file: nothing is mounted.
  environment: { AOT_CONFIG_CONTENT: pulumi.jsonStringify(collectorConfig(log.region)) },
  secrets: {},
  user: USER,
  withoutCapabilities: true,
  limits: LIMITS,
  logs: { driver: "awslogs", ...log, stream: "collector" },
});

/** [OpenTelemetry: Collector configuration; opentelemetry-collector-contrib: awsxrayexporter] JSON is YAML, too. */
const collectorConfig = (region: pulumi.Input<string>) => ({
  receivers: { otlp: { protocols: { http: { endpoint: TRACES_DOOR } } } },
  processors: {
    // It refuses traces before ECS ends it for its memory.
    memory_limiter: { check_interval: "1s", limit_mib: 192, spike_limit_mib: 48 },
    batch: { timeout: "5s" },
  },
  exporters: { awsxray: { region } },
  service: {
    pipelines: {
      traces: { receivers: ["otlp"], processors: ["memory_limiter", "batch"], exporters: ["awsxray"] },
    },
    telemetry: { logs: { level: "warn" }, metrics: { level: "none" } },
  },
});
