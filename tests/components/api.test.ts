import * as assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { z } from "zod";
import type { ApiPath } from "../../components/api/open-api";
import type { Graph } from "../graph/graph";
import { makeApi } from "./api";

const REST_API = "aws:apigateway/restApi:RestApi";
const DEPLOYMENT = "aws:apigateway/deployment:Deployment";
const STAGE = "aws:apigateway/stage:Stage";
const MAPPING = "aws:apigateway/basePathMapping:BasePathMapping";

const triggersOf = (graph: Graph) =>
  z
    .strictObject({ body: z.string(), disableExecuteApiEndpoint: z.string() })
    .parse(graph.one(DEPLOYMENT, "api-deployment").inputs["triggers"]);

describe("PublicRestApi", () => {
  let graph: Graph;
  before(async () => {
    graph = await makeApi();
  });
  const apiId = () => graph.one(REST_API, "api-api").id;

  it("is regional, and shut under API Gateway's own address", () => {
    const { body, ...others } = graph.one(REST_API, "api-api").inputs;
    assert.equal(typeof body, "string");
    assert.deepEqual(others, {
      name: "Storage API (storage-pro)",
      endpointConfiguration: { types: "REGIONAL" },
      disableExecuteApiEndpoint: true,
    });
  });

  it("takes one path of its domain, below which callers name the stage", () => {
    assert.deepEqual(graph.one(MAPPING, "api-base-path").inputs, {
      domainName: "storage.api.example.org",
      basePath: "storage",
      restApi: apiId(),
    });
    assert.equal(graph.outputs["url"], "https://storage.api.example.org/storage/v1");
  });

  it("tells its URL in a preview", async () => {
    const { outputs } = await makeApi({}, { preview: true });
    assert.equal(outputs["url"], "https://storage.api.example.org/storage/v1");
  });

  it("is called by API Gateway's own address where there is no domain", async () => {
    const bare = await makeApi({}, { withoutDomain: true });
    assert.equal(bare.one(REST_API, "api-api").inputs["disableExecuteApiEndpoint"], false);
    assert.deepEqual(bare.of(MAPPING), []);
    assert.equal(bare.outputs["url"], bare.one(STAGE, "api-stage").outputs["invokeUrl"]);
    assert.notEqual(
      triggersOf(bare).disableExecuteApiEndpoint,
      triggersOf(graph).disableExecuteApiEndpoint,
      "it is deployed again when that changes",
    );
  });

  it("is deployed again with any change of its description, and the old deployment stays until then", async () => {
    const { inputs, deleteBeforeReplace } = graph.one(DEPLOYMENT, "api-deployment");
    const text = String(graph.one(REST_API, "api-api").inputs["body"]);
    assert.match(text, /x-amazon-apigateway-gateway-responses/);
    assert.equal(inputs["restApi"], apiId());
    assert.equal(triggersOf(graph).body, createHash("sha256").update(text).digest("hex"));
    assert.equal(deleteBeforeReplace, false);
    const elsewhere = await makeApi({ host: "api-stage.example.org" });
    assert.notEqual(triggersOf(elsewhere).body, triggersOf(graph).body);
  });

  it("has one stage, which knows the ports", () => {
    const { accessLogSettings, ...others } = graph.one(STAGE, "api-stage").inputs;
    assert.ok(accessLogSettings);
    assert.deepEqual(others, {
      restApi: apiId(),
      deployment: graph.one(DEPLOYMENT, "api-deployment").id,
      stageName: "v1",
      variables: { bags_port: "65534", ingests_port: "65535" },
    });
  });

  it("writes a line of JSON for each request, of who asked for what, and nothing that a caller may break it with", () => {
    const log = graph.one("aws:cloudwatch/logGroup:LogGroup", "api-access-log");
    assert.deepEqual(log.inputs, {
      name: "storage-pro-api-access",
      retentionInDays: 365,
      kmsKeyId: graph.outputs["keyArn"],
    });
    const settings = z
      .strictObject({ destinationArn: z.string(), format: z.string() })
      .parse(graph.one(STAGE, "api-stage").inputs["accessLogSettings"]);
    assert.equal(settings.destinationArn, log.outputs["arn"]);
    const format = z.record(z.string(), z.string()).parse(JSON.parse(settings.format));
    const variables = Object.values(format);
    for (const variable of [
      "requestId",
      "authorizer.claims.client_id",
      "identity.sourceIp",
      "status",
      "path",
    ])
      assert.ok(variables.includes(`$context.${variable}`), variable);
    assert.ok(!variables.some((variable) => /userAgent|message$/.test(variable)), settings.format);
  });

  it("holds all methods to its limits, measures them and keeps no bodies", () => {
    assert.deepEqual(
      graph.one("aws:apigateway/methodSettings:MethodSettings", "api-method-settings").inputs,
      {
        restApi: apiId(),
        stageName: "v1",
        methodPath: "*/*",
        settings: {
          metricsEnabled: true,
          loggingLevel: "OFF",
          dataTraceEnabled: false,
          throttlingRateLimit: 50,
          throttlingBurstLimit: 100,
        },
      },
    );
  });

  const path = (others: Partial<ApiPath>): readonly ApiPath[] => [
    {
      path: "bags",
      stageVariable: "bags_port",
      port: 65_534,
      scope: "https://api.example.org/bags",
      ...others,
    },
  ];
  const firewall = (requestsPerFiveMinutes: number) => ({
    firewall: { webAclName: "storage-pro-api", requestsPerFiveMinutes },
  });
  for (const [what, refused, message, near] of [
    ["no path", { paths: [] }, "paths: at least one is needed", { paths: path({}) }],
    [
      "a path with a slash",
      { paths: path({ path: "bags/all" }) },
      "paths: lower-case letters, digits and hyphens make a path, got bags/all",
      { paths: path({ path: "bags-all" }) },
    ],
    [
      "a stage variable with a hyphen",
      { paths: path({ stageVariable: "bags-port" }) },
      "paths bags: letters, digits and underscores make a stage variable, got bags-port",
      { paths: path({ stageVariable: "BAGS_port_1" }) },
    ],
    [
      "a limit that lets nobody in",
      { throttling: { requestsPerSecond: 0, burst: 1 } },
      "throttling requestsPerSecond: at least 1, got 0",
      { throttling: { requestsPerSecond: 1, burst: 1 } },
    ],
    [
      "a burst of none",
      { throttling: { requestsPerSecond: 1, burst: 0 } },
      "throttling burst: at least 1, got 0",
      { throttling: { requestsPerSecond: 1, burst: 1 } },
    ],
    [
      "a limit for each address that WAF refuses",
      firewall(9),
      "firewall requestsPerFiveMinutes: at least 10, got 9",
      firewall(10),
    ],
  ] as const)
    it(`refuses ${what}, and takes its neighbour`, async () => {
      await assert.rejects(makeApi(refused), { message });
      await makeApi(near);
    });
});
