import * as pulumi from "@pulumi/pulumi";
import { gatewayResponses } from "./gateway-responses";

/** One service of the API: all that begins with its path goes to one port of the load balancer. */
export interface ApiPath {
  /** First part of the path, `bags`: lower-case letters, digits and hyphens. */
  readonly path: string;
  /** Variable of the stage that holds the port, `bags_port`: letters, digits and underscores. */
  readonly stageVariable: string;
  /** Port on the load balancer. */
  readonly port: number;
  /** The scope that a token must have, in full: `https://api.example.org/storage/v1/bags`. */
  readonly scope: pulumi.Input<string>;
}

export interface OpenApiArgs {
  readonly title: pulumi.Input<string>;
  readonly paths: readonly ApiPath[];
  /** Host that services are asked for; no name that is looked up. */
  readonly host: pulumi.Input<string>;
  readonly vpcLinkId: pulumi.Input<string>;
  /** Whose tokens are good. */
  readonly userPoolArn: pulumi.Input<string>;
}

/** Name of the authorizer (storage-service.md 8.1). */
const AUTHORIZER = "cognito";

/** The whole API as an OpenAPI document with API Gateway's extensions. */
export function openApi(args: OpenApiArgs) {
  return {
    openapi: "3.0.1",
    info: { title: args.title, version: "1.0" },
    paths: Object.fromEntries(
      args.paths.flatMap((service) => [
        [`/${service.path}`, anyMethod(service, args)],
        [`/${service.path}/{proxy+}`, anyMethod(service, args, "proxy")],
      ]),
    ),
    components: {
      securitySchemes: {
        [AUTHORIZER]: {
          type: "apiKey",
          name: "Authorization",
          in: "header",
          "x-amazon-apigateway-authtype": "cognito_user_pools",
          "x-amazon-apigateway-authorizer": { type: "cognito_user_pools", providerARNs: [args.userPoolArn] },
        },
      },
    },
    "x-amazon-apigateway-gateway-responses": gatewayResponses,
  };
}

/** Every method of a resource, passed on as it is; `rest` is the parameter that holds the rest of the path. */
function anyMethod(
  { path, stageVariable, scope }: ApiPath,
  { host, vpcLinkId }: OpenApiArgs,
  rest?: "proxy",
) {
  const below = rest ? `/{${rest}}` : "";
  const uri = pulumi.interpolate`http://${host}:\${stageVariables.${stageVariable}}/${path}${below}`;
  return {
    "x-amazon-apigateway-any-method": {
      ...(rest && { parameters: [{ name: rest, in: "path", required: true, schema: { type: "string" } }] }),
      security: [{ [AUTHORIZER]: [scope] }],
      responses: {},
      "x-amazon-apigateway-integration": {
        type: "http_proxy",
        httpMethod: "ANY",
        connectionType: "VPC_LINK",
        connectionId: vpcLinkId,
        uri,
        ...(rest && {
          requestParameters: { [`integration.request.path.${rest}`]: `method.request.path.${rest}` },
        }),
      },
    },
  };
}
