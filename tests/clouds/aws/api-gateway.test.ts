import * as assert from "node:assert/strict";
import * as token from "../../../rehearsal/clouds/aws/tokens";
import type { Properties } from "../../../rehearsal/clouds/catalogue";
import { api, deployment, integration, link, proxied } from "./apis";
import {
  ACCOUNT,
  holds,
  inAccount,
  OTHER_REGION,
  refusals,
  type Inputs,
  type Refusal,
  type Step,
} from "./cases";
import { balancer, network, pool, subnet } from "./things";

/** An API with one method, whose integration is changed. */
const integrated = (more: Properties, path = "/bags", method: Properties = {}): Properties => ({
  paths: { [path]: { "x-amazon-apigateway-any-method": proxied(more, method) } },
});
const bodies = (what: string, refused: Properties, because: RegExp, accepted: Properties = {}): Refusal => ({
  what: `a body ${what}`,
  type: token.REST_API,
  refused: api(refused),
  because,
  accepted: api(accepted),
});
const integrations = (
  what: string,
  refused: Properties,
  because: RegExp,
  accepted: Properties = {},
): Refusal => bodies(`whose integration ${what}`, integrated(refused), because, integrated(accepted));
const answers = (what: string, refused: Properties, because: RegExp, accepted: Properties): Refusal =>
  bodies(`with an answer ${what}`, { "x-amazon-apigateway-gateway-responses": refused }, because, {
    "x-amazon-apigateway-gateway-responses": accepted,
  });
const apis = (what: string, refused: Properties, because: RegExp, accepted: Properties = {}): Refusal => ({
  what: `an API ${what}`,
  type: token.REST_API,
  refused: { name: "api", ...refused },
  because,
  accepted: { name: "api", ...accepted },
});
const paths = (...names: readonly string[]): Properties => ({
  paths: Object.fromEntries(names.map((name) => [name, { "x-amazon-apigateway-any-method": proxied() }])),
});

/** A body whose methods ask for tokens of a pool. */
const guarded = (poolArn: string, more: Properties = {}, asked = "cognito"): Properties => ({
  ...integrated({}, "/bags", { security: [{ [asked]: ["archive/bags"] }] }),
  components: {
    securitySchemes: {
      cognito: {
        type: "apiKey",
        name: "Authorization",
        in: "header",
        "x-amazon-apigateway-authtype": "cognito_user_pools",
        "x-amazon-apigateway-authorizer": { type: "cognito_user_pools", providerARNs: [poolArn] },
        ...more,
      },
    },
  },
});
const guards = (what: string, refused: (arn: string) => Properties, because: RegExp): Refusal => ({
  what: `a body ${what}`,
  given: [pool()],
  type: token.REST_API,
  refused: (made) => api(refused(String(made("pool").outputs["arn"]))),
  because,
  accepted: (made) => api(guarded(String(made("pool").outputs["arn"]))),
});
const proxy = { parameters: [{ name: "proxy", in: "path", required: true }] };
const mapped = { requestParameters: { "integration.request.path.proxy": "method.request.path.proxy" } };
const linked = (id: string): Properties => integrated({ connectionType: "VPC_LINK", connectionId: id });

const linkTo =
  (more: Properties = {}): Inputs =>
  (made) => ({
    name: "link",
    targetArn: made("balancer").id,
    ...more,
  });
const linkedApi: Step = { type: token.REST_API, name: "api", inputs: (made) => api(linked(made("link").id)) };

describe("the simulated AWS: REST APIs", () => {
  refusals([
    {
      ...apis("whose body is no JSON", { body: "openapi: 3.0.1" }, /Invalid OpenAPI input/),
      accepted: api(),
    },
    bodies("of Swagger", { openapi: "2.0" }, /openapi/, { openapi: "3.0.3" }),
    bodies("of OpenAPI 3.1", { openapi: "3.1.0" }, /openapi/),
    bodies("without a title", { info: { version: "1" } }, /info\.title/),
    bodies("with a path without /", paths("bags"), /paths/, paths("/bags")),
    bodies(
      "with half a variable in a path",
      paths("/bags/v{id}"),
      /path part only allow/,
      paths("/bags/{id}"),
    ),
    bodies("with something below a rest", paths("/{proxy+}/x"), /greedy path variable/, paths("/x/{proxy+}")),
    bodies("with two variables in one place", paths("/{id}/a", "/{name}/b"), /already has a variable/, {
      ...paths("/{id}/a", "/{id}/b"),
    }),
    integrations("is of no kind", { type: "proxy" }, /integration\.type/, { type: "http" }),
    integrations("has no method", { httpMethod: undefined }, /HttpMethod must be non-empty/),
    integrations("goes nowhere", { uri: undefined }, /URI must be specified/, {
      type: "mock",
      httpMethod: undefined,
      uri: undefined,
    }),
    integrations("goes to a path", { uri: "/bags" }, /Invalid HTTP endpoint/, {
      uri: "http://api.example.org:${stageVariables.bags_port}/bags",
    }),
    integrations("waits 49 ms", { timeoutInMillis: 49 }, /timeoutInMillis/, { timeoutInMillis: 50 }),
    integrations(
      "has a link and is open",
      { connectionId: "${stageVariables.link}" },
      /connectionId is for/,
      {
        connectionType: "VPC_LINK",
        connectionId: "${stageVariables.link}",
      },
    ),
    integrations("goes through no link", { connectionType: "VPC_LINK" }, /connectionId is for .* needed/),
    integrations("passes bodies on somehow", { passthroughBehavior: "always" }, /passthroughBehavior/, {
      passthroughBehavior: "when_no_match",
    }),
    integrations(
      "has a parameter of no place",
      { requestParameters: { "request.header.x": "'1'" } },
      /Invalid mapping expression/,
      { requestParameters: { "integration.request.header.x": "'1'" } },
    ),
    bodies(
      "that passes on a parameter that it does not declare",
      integrated(mapped, "/bags/{proxy+}"),
      /Invalid mapping expression .*method\.request\.path\.proxy.* must be declared/,
      integrated(mapped, "/bags/{proxy+}", proxy),
    ),
    answers("of no type", { DEFAULT_3XX: {} }, /DEFAULT_3XX/, { DEFAULT_4XX: {} }),
    answers("of status 99", { THROTTLED: { statusCode: 99 } }, /statusCode/, {
      THROTTLED: { statusCode: "429" },
    }),
    answers(
      "with a header that is no expression",
      { THROTTLED: { responseParameters: { "gatewayresponse.header.Retry-After": "10" } } },
      /single quotes/,
      { THROTTLED: { responseParameters: { "gatewayresponse.header.Retry-After": "'10'" } } },
    ),
    answers(
      "with a header in no place",
      { THROTTLED: { responseParameters: { "Retry-After": "'10'" } } },
      /Retry-After/,
      { THROTTLED: { responseTemplates: { "application/json": "{}" } } },
    ),
    guards(
      "that asks for a scheme that is not there",
      (arn) => guarded(arn, {}, "token"),
      /no security scheme token/,
    ),
    guards(
      "with an authtype and no authorizer",
      (arn) => guarded(arn, { "x-amazon-apigateway-authorizer": undefined }),
      /Unable to put authorizer 'cognito'/,
    ),
    guards(
      "with an authorizer and no authtype",
      (arn) => guarded(arn, { "x-amazon-apigateway-authtype": undefined }),
      /Unable to put authorizer 'cognito'/,
    ),
    guards(
      "with tokens of a pool that does not exist",
      (arn) => guarded(`${arn}0`),
      /user pool .* does not exist/,
    ),
    guards("with tokens of something else", () => guarded("arn:aws:iam::1:role/a"), /Invalid ARN specified/),
    apis("of no type", { endpointConfiguration: { types: "LOCAL" } }, /types/, {
      endpointConfiguration: { types: "REGIONAL" },
    }),
    apis(
      "for all with endpoints of its own",
      { endpointConfiguration: { types: "REGIONAL", vpcEndpointIds: ["vpce-1"] } },
      /only be specified with PRIVATE/,
      { endpointConfiguration: { types: "PRIVATE", vpcEndpointIds: ["vpce-1"] } },
    ),
    apis("that reads keys from the path", { apiKeySource: "PATH" }, /apiKeySource/, {
      apiKeySource: "HEADER",
    }),
    apis("that is put otherwise", { putRestApiMode: "replace" }, /putRestApiMode/, {
      putRestApiMode: "merge",
    }),
    apis(
      "that shrinks what is over 10 MB",
      { minimumCompressionSize: "10485761" },
      /between -1 and 10485760/,
      {
        minimumCompressionSize: "10485760",
      },
    ),
    apis("with a policy that does not parse", { policy: "{" }, /not valid JSON/),
    {
      what: "an integration through a link of another region",
      given: [
        ...network,
        balancer(),
        { ...link(), region: OTHER_REGION, inputs: { targetArn: "" } },
        link("near"),
      ],
      type: token.REST_API,
      refused: (made) => api(linked(made("link").id)),
      because: /VPC link not found/,
      accepted: (made) => api(linked(made("near").id)),
    },
    {
      what: "a link to an application load balancer",
      given: [
        ...network,
        subnet("second", 2, "b"),
        balancer(),
        {
          type: token.LOAD_BALANCER,
          name: "web",
          inputs: (made) => ({
            name: "web",
            internal: true,
            subnets: [made("subnet").id, made("second").id],
          }),
        },
      ],
      type: token.VPC_LINK,
      refused: (made) => ({ name: "link", targetArn: made("web").id }),
      because: /must be network load balancers/,
      accepted: linkTo(),
    },
    {
      what: "a link to a load balancer that does not exist",
      given: [...network, balancer()],
      type: token.VPC_LINK,
      refused: linkTo({
        targetArn: `arn:aws:elasticloadbalancing:eu-west-1:${ACCOUNT}:loadbalancer/net/a/b`,
      }),
      because: /net\/a\/b does not exist/,
      accepted: linkTo(),
    },
  ]);

  holds([
    {
      what: "a link that an API goes through",
      given: [...network, balancer(), link(), linkedApi],
      held: "link",
      because: /Cannot delete vpc link.*\[ANY:\/bags\]/,
      until: ["api"],
    },
  ]);

  it(
    "have the real id and ARNs, are renamed in place, and are deleted with their deployments",
    inAccount(async (account) => {
      const made = await account.make({ type: token.REST_API, name: "api", inputs: api() });
      await account.make(deployment());
      assert.match(made.id, /^[a-z0-9]{10}$/);
      assert.equal(made.outputs["arn"], `arn:aws:apigateway:eu-west-1::/restapis/${made.id}`);
      assert.equal(made.outputs["executionArn"], `arn:aws:execute-api:eu-west-1:${ACCOUNT}:${made.id}`);
      const renamed = await account.provider.difference(made, { ...made.inputs, name: "Storage API" });
      assert.deepEqual([renamed.diffsList, renamed.replacesList], [["name"], []]);
      await account.remove("api");
      assert.deepEqual(account.provider.cloud.all(token.API_DEPLOYMENT), []);
    }),
  );

  it(
    "are checked in previews, as far as their body is known",
    inAccount(async ({ provider }) => {
      const body = JSON.stringify({ openapi: "3.0.1", paths: { "/bags": { get: integration() } } });
      await assert.rejects(provider.foresee(token.REST_API, "api", { name: "api", body }), /info/);
      const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
      await provider.foresee(token.REST_API, "api", { name: "api", body: unknown });
    }),
  );
});
