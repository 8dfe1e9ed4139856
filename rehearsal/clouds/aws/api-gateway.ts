import { words, type Making, type ResourceType } from "../catalogue";
import type { Cloud, Thing } from "../cloud";
import { arn, MADE_AT } from "./arn";
import { bodyFault, methodsOf, userPoolsOf } from "./api-gateway-body";
import { givenName } from "./given-name";
import { kindOf } from "./load-balancers";
import { API_DEPLOYMENT, API_STAGE, LOAD_BALANCER, REST_API, USER_POOL, VPC_LINK } from "./tokens";
import { first, isSet, textAt, thingAt } from "./values";

const DESCRIPTION = { like: /^[^]{0,1024}$/, says: "at most 1024 characters" };
const NAME = { like: /^[^]{1,1024}$/, says: "1 to 1024 characters" };

/** Amazon API Gateway: REST APIs that are given by an OpenAPI body, and their links to load balancers. */
export const apiGateway: Readonly<Record<string, ResourceType>> = {
  [REST_API]: {
    inputs:
      words(`apiKeySource binaryMediaTypes body description disableExecuteApiEndpoint endpointConfiguration
      failOnWarnings minimumCompressionSize name policy putRestApiMode tags`),
    ...givenName,
    id: ({ digits }) => digits(10),
    computed: {
      ...givenName.computed,
      arn: ({ id, region }) => `arn:aws:apigateway:${region}::/restapis/${id}`,
      createdDate: () => MADE_AT,
      executionArn: (making) => arn("execute-api", making, making.id),
      rootResourceId: ({ digits }) => digits(10, "root"),
    },
    defaults: { disableExecuteApiEndpoint: false },
    limits: {
      name: NAME,
      description: DESCRIPTION,
      apiKeySource: { among: words("HEADER AUTHORIZER") },
      "endpointConfiguration.types": { among: words("REGIONAL EDGE PRIVATE") },
      "endpointConfiguration.ipAddressType": { among: words("ipv4 dualstack") },
      putRestApiMode: { among: words("merge overwrite") },
    },
    documents: [{ property: "policy", max: 8192, kind: "policy" }],
    refuseInputs: (inputs) => {
      if (
        isSet(inputs, "endpointConfiguration.vpcEndpointIds") &&
        textAt(inputs, "endpointConfiguration.types") !== "PRIVATE"
      )
        return "BadRequestException: VPCEndpoints can only be specified with PRIVATE apis.";
      const size = textAt(inputs, "minimumCompressionSize");
      if (size !== "" && !isCompressionSize(Number(size)))
        return `BadRequestException: Invalid minimum compression size, must be between -1 and 10485760 (${size})`;
      const body = textAt(inputs, "body");
      return body === "" ? undefined : bodyFault(body);
    },
    refuseMaking: bodyRefused,
    takesAlong: ({ id }, cloud) =>
      [API_DEPLOYMENT, API_STAGE].flatMap((type) =>
        cloud.all(type).filter(({ inputs }) => inputs["restApi"] === id),
      ),
  },
  [VPC_LINK]: {
    inputs: words("description name tags targetArn"),
    required: words("targetArn"),
    ...givenName,
    id: ({ digits }) => digits(10),
    computed: {
      ...givenName.computed,
      arn: ({ id, region }) => `arn:aws:apigateway:${region}::/vpclinks/${id}`,
    },
    replacedBy: words("targetArn"),
    limits: { name: NAME, description: DESCRIPTION },
    refers: [
      {
        at: "targetArn",
        to: [LOAD_BALANCER],
        form: "arn",
        holds:
          "ResourceInUse: Load balancer cannot be deleted because it is currently associated with another service",
      },
    ],
    refuseMaking: (making) => {
      const balancer = thingAt([LOAD_BALANCER], making.text("targetArn"), making);
      return balancer === undefined || kindOf(balancer.inputs) === "network"
        ? undefined
        : `BadRequestException: VPC link targets must be network load balancers (${balancer.id})`;
    },
    refuseDelete: linkInUse,
  },
};

const isCompressionSize = (size: number): boolean =>
  Number.isInteger(size) && size >= -1 && size <= 10_485_760;

/** The link that an integration goes through; a stage's variable may name it, which is not seen before a call. */
const linksOf = (api: Thing | Pick<Making, "inputs">): readonly string[] =>
  methodsOf(api.inputs["body"])
    .flatMap(({ integration }) => integration?.connectionId ?? [])
    .filter((link) => !link.startsWith("${stageVariables."));

function bodyRefused(making: Making): string | undefined {
  const { inputs, region, account, cloud } = making;
  const link = linksOf(making).find((id) => thingAt([VPC_LINK], id, making)?.region !== region);
  if (link !== undefined)
    return `BadRequestException: Errors found during import: Unable to put integration: VPC link not found: ${link}`;
  return first(userPoolsOf(inputs["body"]), (pool) => {
    const [, , service, , owner] = pool.split(":");
    if (service !== "cognito-idp")
      return `BadRequestException: Invalid ARN specified in the request: ${pool}`;
    return owner !== account || cloud.named([USER_POOL], pool).length > 0
      ? undefined
      : `BadRequestException: Errors found during import: Unable to put authorizer: the user pool ${pool} does not exist`;
  });
}

function linkInUse(link: Thing, cloud: Cloud): string | undefined {
  const api = cloud
    .all(REST_API)
    .find(
      (other) =>
        other.region === link.region && other.account === link.account && linksOf(other).includes(link.id),
    );
  const method = methodsOf(api?.inputs["body"]).find(
    ({ integration }) => integration?.connectionId === link.id,
  );
  return (
    method &&
    `BadRequestException: Cannot delete vpc link. Vpc link '${link.id}', is referenced in [${method.method}:${method.path}] of ${api?.id}`
  );
}
