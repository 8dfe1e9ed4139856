import * as assert from "node:assert/strict";
import { z } from "zod";
import { boundaryActions } from "../../components/identity/permission-boundary";
import { stages } from "../../projects/estate";
import { statementsOf } from "../components/policy-evaluation";
import type { Graph } from "../graph/graph";
import { committedConfig, deployed, estateStack, onTopOf, runProject } from "../graph/project";
import { containersOf, valuesOf } from "./webservice-facts";

const Parts = z.record(z.string(), z.unknown());
/** The shape of a collector's configuration, and no other word [OpenTelemetry: Collector configuration]. */
const CollectorConfig = z.strictObject({
  receivers: z.strictObject({
    otlp: z.strictObject({
      protocols: z.strictObject({
        http: z.strictObject({ endpoint: z.string().regex(/^127\.0\.0\.1:\d+$/) }),
      }),
    }),
  }),
  processors: Parts,
  exporters: Parts,
  service: z.strictObject({
    pipelines: z.record(
      z.string(),
      z.strictObject({
        receivers: z.array(z.string()).min(1),
        processors: z.array(z.string()),
        exporters: z.array(z.string()).min(1),
      }),
    ),
    telemetry: Parts,
  }),
});

const Collector = z.looseObject({
  image: z.string(),
  essential: z.boolean(),
  cpu: z.number(),
  memory: z.number(),
  user: z.string(),
  readonlyRootFilesystem: z.boolean(),
  linuxParameters: z.looseObject({ capabilities: z.unknown() }),
  environment: z.array(z.object({ name: z.string(), value: z.string() })),
});

const rawContainers = (graph: Graph) =>
  z
    .array(z.looseObject({ name: z.string() }))
    .parse(
      JSON.parse(
        String(graph.one("aws:ecs/taskDefinition:TaskDefinition", "web-task").inputs["containerDefinitions"]),
      ),
    );
const tracing = (graph: Graph) =>
  statementsOf(
    String(graph.one("aws:iam/rolePolicy:RolePolicy", "web-task-role-permissions").inputs["policy"]),
  ).filter(({ Action }) => Action.some((action) => action.startsWith("xray:")));

for (const stage of stages)
  describe(`traces of webservice/app in ${stage}`, () => {
    let graph: Graph;
    let collector: z.infer<typeof Collector>;
    before(async function () {
      this.timeout(60_000);
      graph = await deployed(estateStack("webservice/app"), stage);
      collector = Collector.parse(rawContainers(graph).find(({ name }) => name === "collector"));
    });
    const told = () => valuesOf(containersOf(graph, "web-task").web);
    const config = () =>
      CollectorConfig.parse(
        JSON.parse(collector.environment.find(({ name }) => name === "AOT_CONFIG_CONTENT")?.value ?? ""),
      );

    it("W34: are collected beside the program, by what may end, and takes no more than its share", () => {
      const { essential, cpu, memory, user, readonlyRootFilesystem, linuxParameters, image } = collector;
      assert.equal(essential, false);
      assert.deepEqual([cpu, memory], [64, 256]);
      assert.deepEqual([user, readonlyRootFilesystem], ["10001:10001", true]);
      assert.deepEqual(linuxParameters.capabilities, { drop: ["ALL"] });
      assert.match(image, /@sha256:[0-9a-f]{64}$/);
      const web = rawContainers(graph).find(({ name }) => name === "web");
      assert.deepEqual(web?.["dependsOn"], [{ containerName: "collector", condition: "START" }]);
    });

    it("W34: are of 5 to 10 % of the requests, chosen here and by no visitor, and go to the collector", () => {
      const share = Number(told()["OTEL_TRACES_SAMPLER_ARG"]);
      assert.ok(share >= 0.05 && share <= 0.1, `${share}`);
      assert.equal(told()["OTEL_TRACES_SAMPLER"], "parentbased_traceidratio");
      assert.equal(told()["OTEL_PROPAGATORS"], "none");
      assert.equal(told()["OTEL_SDK_DISABLED"], "false");
      assert.equal(
        told()["OTEL_EXPORTER_OTLP_ENDPOINT"],
        `http://${config().receivers.otlp.protocols.http.endpoint}`,
      );
      assert.equal(valuesOf(containersOf(graph, "web-migrations-task").migrate)["OTEL_SDK_DISABLED"], "true");
    });

    it("W34: go to X-Ray by a configuration whose every part is there and used", () => {
      const { service, ...parts } = config();
      assert.deepEqual(Object.keys(service.pipelines), ["traces"]);
      for (const kind of ["receivers", "processors", "exporters"] as const)
        assert.deepEqual(service.pipelines["traces"]?.[kind], Object.keys(parts[kind]), kind);
      assert.deepEqual(parts.exporters, { awsxray: { region: "eu-west-1" } });
      const { limit_mib } = Object(parts.processors["memory_limiter"]);
      assert.ok(Number(limit_mib) < collector.memory, "it must refuse before it is ended");
    });

    it("W34: may be sent, and nothing else of X-Ray be done; the boundary lets them", () => {
      assert.deepEqual(
        tracing(graph).map(({ Action, Resource }) => [Action, Resource]),
        [[["xray:PutTraceSegments"], ["*"]]],
      );
      assert.deepEqual(boundaryActions["xray"], ["PutTraceSegments"]);
    });

    it("W34: are none where tracing is left out", async function () {
      this.timeout(30_000);
      const stack = estateStack("webservice/app");
      const { "webservice-app:tracing": _, ...config } = committedConfig(stack, stage);
      const without = await runProject(stack, stage, {
        config,
        ...onTopOf({
          [`foundation-base/${stage}`]: await deployed(estateStack("foundation/base"), stage),
          [`webservice-base/${stage}`]: await deployed(estateStack("webservice/base"), stage),
        }),
      });
      assert.deepEqual(
        rawContainers(without).map(({ name }) => name),
        ["web"],
      );
      assert.equal(valuesOf(containersOf(without, "web-task").web)["OTEL_SDK_DISABLED"], "true");
      assert.deepEqual(tracing(without), []);
    });
  });
