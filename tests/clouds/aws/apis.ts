import * as token from "../../../rehearsal/clouds/aws/tokens";
import type { Properties } from "../../../rehearsal/clouds/catalogue";
import type { Step } from "./cases";

/** REST APIs, made as simply as API Gateway allows. */
export const integration = (more: Properties = {}): Properties => ({
  type: "http_proxy",
  httpMethod: "ANY",
  uri: "https://api.example.org/bags",
  ...more,
});

/** A method whose requests go on as they are. */
export const proxied = (more: Properties = {}, method: Properties = {}): Properties => ({
  responses: {},
  "x-amazon-apigateway-integration": integration(more),
  ...method,
});

/** An API of one method, with a body that is changed. */
export const api = (body: Properties = {}): Properties => ({
  name: "api",
  body: JSON.stringify({
    openapi: "3.0.1",
    info: { title: "api", version: "1.0" },
    paths: { "/bags": { get: proxied() } },
    ...body,
  }),
});

export const apiStep = (name = "api", body: Properties = {}, more: Properties = {}): Step => ({
  type: token.REST_API,
  name,
  inputs: { ...api(body), ...more },
});

export const deployment = (name = "deployment", of = "api"): Step => ({
  type: token.API_DEPLOYMENT,
  name,
  inputs: (made) => ({ restApi: made(of).id, triggers: { body: name } }),
});

export const stage = (name = "v1", of = "api", from = "deployment"): Step => ({
  type: token.API_STAGE,
  name,
  inputs: (made) => ({ restApi: made(of).id, deployment: made(from).id, stageName: name }),
});

/** A link to the load balancer `balancer`. */
export const link = (name = "link"): Step => ({
  type: token.VPC_LINK,
  name,
  inputs: (made) => ({ name, targetArn: made("balancer").id }),
});
