import * as assert from "node:assert/strict";
import { z } from "zod";
import type { Graph } from "../graph/graph";
import { makeApi } from "./api";

const REST_API = "aws:apigateway/restApi:RestApi";

const Method = z.strictObject({ "x-amazon-apigateway-any-method": z.looseObject({}) });
const Body = z.strictObject({
  openapi: z.literal("3.0.1"),
  info: z.strictObject({ title: z.string(), version: z.string() }),
  paths: z.record(z.string(), Method),
  components: z.looseObject({}),
  "x-amazon-apigateway-gateway-responses": z.record(
    z.string(),
    z.strictObject({
      statusCode: z.number(),
      responseTemplates: z.strictObject({ "application/json": z.string() }),
    }),
  ),
});

const bodyOf = (graph: Graph) =>
  Body.parse(JSON.parse(String(graph.one(REST_API, "api-api").inputs["body"])));

/** storage-service.md 8.1, and 403 for what the firewall refuses. */
const table: Readonly<Record<number, readonly string[]>> = {
  500: ["DEFAULT_5XX"],
  400: ["DEFAULT_4XX", "BAD_REQUEST_PARAMETERS"],
  401: ["ACCESS_DENIED", "BAD_REQUEST_BODY", "EXPIRED_TOKEN", "UNAUTHORIZED"],
  403: ["INVALID_API_KEY", "INVALID_SIGNATURE", "MISSING_AUTHENTICATION_TOKEN", "WAF_FILTERED"],
  404: ["RESOURCE_NOT_FOUND"],
  413: ["REQUEST_TOO_LARGE"],
  415: ["UNSUPPORTED_MEDIA_TYPE"],
  429: ["QUOTA_EXCEEDED", "THROTTLED"],
};

describe("PublicRestApi's description", () => {
  let graph: Graph;
  let body: z.infer<typeof Body>;
  before(async () => {
    graph = await makeApi();
    body = bodyOf(graph);
  });

  it("has each service's path, and all below it", () => {
    assert.deepEqual(Object.keys(body.paths), ["/bags", "/bags/{proxy+}", "/ingests", "/ingests/{proxy+}"]);
  });

  for (const path of ["bags", "ingests"])
    it(`hands every method of /${path} to its port, for its own scope`, () => {
      const { id } = graph.one("aws:apigateway/vpcLink:VpcLink", "api-vpc-link");
      const uri = `http://api.example.org:\${stageVariables.${path}_port}/${path}`;
      const integration = {
        type: "http_proxy",
        httpMethod: "ANY",
        connectionType: "VPC_LINK",
        connectionId: id,
      };
      const security = [{ cognito: [`https://api.example.org/storage/v1/${path}`] }];
      assert.deepEqual(body.paths[`/${path}`]?.["x-amazon-apigateway-any-method"], {
        security,
        responses: {},
        "x-amazon-apigateway-integration": { ...integration, uri },
      });
      assert.deepEqual(body.paths[`/${path}/{proxy+}`]?.["x-amazon-apigateway-any-method"], {
        parameters: [{ name: "proxy", in: "path", required: true, schema: { type: "string" } }],
        security,
        responses: {},
        "x-amazon-apigateway-integration": {
          ...integration,
          uri: `${uri}/{proxy}`,
          requestParameters: { "integration.request.path.proxy": "method.request.path.proxy" },
        },
      });
    });

  it("admits tokens of the pool, in the header Authorization", () => {
    assert.deepEqual(body.components, {
      securitySchemes: {
        cognito: {
          type: "apiKey",
          name: "Authorization",
          in: "header",
          "x-amazon-apigateway-authtype": "cognito_user_pools",
          "x-amazon-apigateway-authorizer": {
            type: "cognito_user_pools",
            providerARNs: [graph.outputs["userPoolArn"]],
          },
        },
      },
    });
  });

  it("reaches the load balancer by one link", () => {
    assert.deepEqual(
      graph.of("aws:apigateway/vpcLink:VpcLink").map(({ inputs }) => inputs),
      [{ name: "storage-pro-api_vpc_link", targetArn: graph.outputs["loadBalancerArn"] }],
    );
  });

  it("answers by itself with the statuses of the table, and nothing else", () => {
    const answers = Object.entries(body["x-amazon-apigateway-gateway-responses"]);
    const byStatus = Object.fromEntries(
      Object.keys(table).map((status) => [
        status,
        answers
          .filter(([, { statusCode }]) => String(statusCode) === status)
          .map(([type]) => type)
          .toSorted(),
      ]),
    );
    assert.deepEqual(
      byStatus,
      Object.fromEntries(Object.entries(table).map(([status, types]) => [status, types.toSorted()])),
    );
    assert.equal(answers.length, Object.values(table).flat().length);
  });

  it("tells a fault in JSON as the services do, and nothing of what went wrong inside", () => {
    const answers = body["x-amazon-apigateway-gateway-responses"];
    const told = (type: string): unknown =>
      JSON.parse(
        String(answers[type]?.responseTemplates["application/json"]).replace(
          "$context.error.messageString",
          '"the message"',
        ),
      );
    const fault = (httpStatus: number, label: string) => ({
      errorType: "http",
      httpStatus,
      label,
      type: "Error",
    });
    const described = (httpStatus: number, label: string) => ({
      ...fault(httpStatus, label),
      description: "the message",
    });
    assert.deepEqual(told("DEFAULT_5XX"), fault(500, "Internal Server Error"));
    assert.deepEqual(told("DEFAULT_4XX"), described(400, "Client Error"));
    assert.deepEqual(told("RESOURCE_NOT_FOUND"), described(404, "Not Found"));
    assert.deepEqual(told("MISSING_AUTHENTICATION_TOKEN"), described(403, "Missing Authentication Token"));
    for (const [type, { statusCode }] of Object.entries(answers))
      assert.equal(z.looseObject({ httpStatus: z.number() }).parse(told(type)).httpStatus, statusCode, type);
  });
});
