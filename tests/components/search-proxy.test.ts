import * as assert from "node:assert/strict";
import {
  searchProxy,
  searchProxyCommand,
  searchProxyEnvironment,
  SEARCH_PROXY,
  SEARCH_PROXY_MIB,
  SEARCH_PROXY_PORT,
} from "../../components/services/search-proxy";
import type { Container } from "../../components/services/container";
import { logRouter } from "../../components/services/log-router";
import type { Graph } from "../graph/graph";
import { image, REGION } from "./ground";
import { makeService } from "./service";

const router = logRouter(image("fluentbit"), "ns-worker", "ns-log-routers", REGION);
const proxy = searchProxy(image("nginx"), {
  hostSecret: "shared/logging/es_host",
  portSecret: "shared/logging/es_port",
});
const indexer: Container = {
  name: "app",
  image: image("worker"),
  startsAfter: [SEARCH_PROXY],
  essential: true,
  environment: {},
  secrets: {},
  user: "10001:10001",
  logs: { driver: "awsfirelens" },
};

const configuration = searchProxyEnvironment.NGINX_CONFIGURATION;

const containersOf = (graph: Graph): readonly Readonly<Record<string, unknown>>[] =>
  JSON.parse(
    String(graph.one("aws:ecs/taskDefinition:TaskDefinition", "worker-task").inputs["containerDefinitions"]),
  );

describe("the sidecar before a search cluster", () => {
  let graph: Graph;
  let own: Readonly<Record<string, unknown>>;
  before(async () => {
    graph = await makeService({ containers: [indexer, proxy, router] });
    const found = containersOf(graph).find(({ name }) => name === SEARCH_PROXY);
    assert.ok(found);
    own = found;
  });

  it("is told where the cluster is by secrets, and no password at all", () => {
    assert.deepEqual(own["secrets"], [
      { name: "SEARCH_HOST", valueFrom: "/aws/reference/secretsmanager/shared/logging/es_host" },
      { name: "SEARCH_PORT", valueFrom: "/aws/reference/secretsmanager/shared/logging/es_port" },
    ]);
    assert.doesNotMatch(JSON.stringify(own), /es_user|es_pass|authorization/i);
  });

  it("is confined as any container, and runs as nobody that matters", () => {
    assert.equal(own["user"], "101:101");
    assert.equal(own["readonlyRootFilesystem"], true);
    assert.deepEqual(own["linuxParameters"], {
      initProcessEnabled: true,
      tmpfs: [{ containerPath: "/tmp", size: 64 }],
    });
    assert.equal(own["memoryReservation"], SEARCH_PROXY_MIB);
  });

  it("answers inside its task alone, and writes where it may", () => {
    assert.equal("portMappings" in own, false);
    assert.deepEqual(configuration.match(/listen .*/g), ["listen 127.0.0.1:@LISTEN_PORT@;"]);
    assert.equal(searchProxyEnvironment.LISTEN_PORT, String(SEARCH_PROXY_PORT));
    const written = configuration.match(/^\s*(?:pid|\w+_temp_path) .*/gm) ?? [];
    assert.equal(written.length, 6);
    for (const path of written) assert.match(path, / @SCRATCH@\//);
    assert.equal(searchProxyEnvironment.SCRATCH, "/tmp");
  });

  it("has all put into its configuration when it starts", () => {
    const [, , script] = searchProxyCommand;
    const places = new Set(configuration.match(/@[A-Z_]+@/g));
    assert.equal(places.size, 6);
    for (const place of places) assert.ok(script.includes(`s|${place}|`), place);
    assert.deepEqual(own["entryPoint"], ["/bin/sh", "-c", script]);
    assert.deepEqual(
      own["environment"],
      Object.entries(searchProxyEnvironment).map(([name, value]) => ({ name, value })),
    );
  });

  it("is there before the program that calls the cluster, and until after it", () => {
    const app = containersOf(graph).find(({ name }) => name === "app");
    assert.deepEqual(app?.["dependsOn"], [{ containerName: SEARCH_PROXY, condition: "START" }]);
    assert.equal("dependsOn" in own, false);
  });

  it("refuses to be left out where a program waits for it", async () => {
    await assert.rejects(
      makeService({ containers: [indexer, router] }),
      /the container 'search_proxy' does not exist/,
    );
  });
});
