import { z } from "zod";
import { words } from "../catalogue";
import { parsed } from "./policy-document";
import { first } from "./values";

const GATEWAY_RESPONSES =
  words(`ACCESS_DENIED API_CONFIGURATION_ERROR AUTHORIZER_CONFIGURATION_ERROR AUTHORIZER_FAILURE
  BAD_REQUEST_BODY BAD_REQUEST_PARAMETERS DEFAULT_4XX DEFAULT_5XX EXPIRED_TOKEN INTEGRATION_FAILURE
  INTEGRATION_TIMEOUT INVALID_API_KEY INVALID_SIGNATURE MISSING_AUTHENTICATION_TOKEN QUOTA_EXCEEDED
  REQUEST_TOO_LARGE RESOURCE_NOT_FOUND THROTTLED UNAUTHORIZED UNSUPPORTED_MEDIA_TYPE WAF_FILTERED`);

const Integration = z.looseObject({
  type: z.enum(["http", "http_proxy", "aws", "aws_proxy", "mock"]),
  httpMethod: z.enum(["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "ANY"]).optional(),
  uri: z.string().optional(),
  connectionType: z.enum(["INTERNET", "VPC_LINK"]).default("INTERNET"),
  connectionId: z.string().optional(),
  passthroughBehavior: z.enum(["when_no_match", "when_no_templates", "never"]).optional(),
  requestParameters: z.record(z.string(), z.string()).default({}),
  timeoutInMillis: z.number().min(50).max(29_000).optional(),
});

const Parameters = z.array(z.looseObject({ name: z.string(), in: z.string() })).default([]);

const Method = z
  .looseObject({
    parameters: Parameters,
    security: z.array(z.record(z.string(), z.array(z.string()))).default([]),
    "x-amazon-apigateway-integration": Integration.optional(),
  })
  .optional();

const ANY = "x-amazon-apigateway-any-method";
const METHODS = ["get", "post", "put", "patch", "delete", "head", "options", ANY] as const;

const Resource = z.looseObject({
  parameters: Parameters,
  get: Method,
  post: Method,
  put: Method,
  patch: Method,
  delete: Method,
  head: Method,
  options: Method,
  [ANY]: Method,
});

const Scheme = z.looseObject({
  type: z.literal("apiKey"),
  name: z.string(),
  in: z.literal("header"),
  "x-amazon-apigateway-authtype": z.string().optional(),
  "x-amazon-apigateway-authorizer": z
    .looseObject({
      type: z.enum(["token", "request", "cognito_user_pools"]),
      providerARNs: z.array(z.string()).min(1).optional(),
    })
    .optional(),
});

/** [docs.aws.amazon.com: x-amazon-apigateway-gateway-responses] */
const GatewayResponse = z.strictObject({
  statusCode: z.union([z.int().min(200).max(599), z.string().regex(/^[2-5]\d\d$/)]).optional(),
  responseParameters: z
    .record(
      z.string().regex(/^gatewayresponse\.header\.[\w-]+$/),
      z.string().regex(/^('.*'|(context|stageVariables|method\.request)\.\S+)$/, {
        error:
          "a value stands in single quotes; or it is taken from context, stageVariables or method.request",
      }),
    )
    .optional(),
  responseTemplates: z.record(z.string(), z.string()).optional(),
});

/** An API as API Gateway imports it: OpenAPI 3 with its extensions. */
const Body = z.looseObject({
  openapi: z.string().regex(/^3\.0\.\d+$/),
  info: z.looseObject({ title: z.string(), version: z.string() }),
  paths: z.record(z.string().startsWith("/"), Resource),
  components: z.looseObject({ securitySchemes: z.record(z.string(), Scheme).default({}) }).optional(),
  "x-amazon-apigateway-gateway-responses": z
    .partialRecord(z.enum(GATEWAY_RESPONSES), GatewayResponse)
    .optional(),
});
type Body = z.infer<typeof Body>;

/** One method of a resource, as the body has it. */
export interface ApiMethod {
  readonly path: string;
  /** `ANY` or an HTTP method. */
  readonly method: string;
  /** Names that mapping expressions may use: `method.request.path.proxy`. */
  readonly parameters: readonly string[];
  /** Names of the security schemes that it asks for. */
  readonly security: readonly string[];
  readonly integration: z.infer<typeof Integration> | undefined;
}

/** The methods of an API by its body; none of one that is missing, unknown or wrong. */
export function methodsOf(document: unknown): readonly ApiMethod[] {
  const body = Body.safeParse(parsed(document));
  return body.success ? methodsIn(body.data) : [];
}

/** The user pools whose tokens an API takes. */
export function userPoolsOf(document: unknown): readonly string[] {
  const body = Body.safeParse(parsed(document));
  if (!body.success) return [];
  return Object.values(body.data.components?.securitySchemes ?? {}).flatMap(
    (scheme) => scheme["x-amazon-apigateway-authorizer"]?.providerARNs ?? [],
  );
}

const IMPORT = "BadRequestException: Errors found during import:";

/** What API Gateway finds wrong with a body by itself. */
export function bodyFault(document: string): string | undefined {
  const read = parsed(document);
  if (read === undefined) return "BadRequestException: Invalid OpenAPI input. (the body is not JSON)";
  const body = Body.safeParse(read);
  if (!body.success) {
    const [issue] = body.error.issues;
    return `${IMPORT} ${issue?.path.join(".")}: ${issue?.message}`;
  }
  const fault =
    pathsFault(Object.keys(body.data.paths)) ??
    schemesFault(body.data) ??
    first(methodsIn(body.data), methodFault);
  return fault && `${IMPORT} ${fault}`;
}

function methodsIn({ paths }: Body): readonly ApiMethod[] {
  return Object.entries(paths).flatMap(([path, resource]) =>
    METHODS.flatMap((name): readonly ApiMethod[] => {
      const method = resource[name];
      if (method === undefined) return [];
      return [
        {
          path,
          method: name === ANY ? "ANY" : name.toUpperCase(),
          parameters: [...resource.parameters, ...method.parameters].map(
            (parameter) => `${PLACES[parameter.in] ?? parameter.in}.${parameter.name}`,
          ),
          security: method.security.flatMap((requirement) => Object.keys(requirement)),
          integration: method["x-amazon-apigateway-integration"],
        },
      ];
    }),
  );
}

/** OpenAPI's places of a parameter by API Gateway's names, where they differ. */
const PLACES: Readonly<Record<string, string>> = { query: "querystring" };

function pathsFault(paths: readonly string[]): string | undefined {
  const parts = paths.map((path) => path.split("/").slice(1));
  const odd = parts.flat().find((part) => !/^([A-Za-z0-9._:-]*|\{[A-Za-z0-9._:-]+\+?\})$/.test(part));
  if (odd !== undefined)
    return `Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path variable and curly braces at the beginning and the end. (${odd})`;
  const greedy = parts.find((path) => path.slice(0, -1).some((part) => part.endsWith("+}")));
  if (greedy !== undefined)
    return `A greedy path variable must be the last part of a path (/${greedy.join("/")})`;
  const variables = [
    ...new Set(
      parts.flatMap((path) =>
        path.flatMap((part, at) => (part.startsWith("{") ? [path.slice(0, at + 1).join("/")] : [])),
      ),
    ),
  ];
  const parents = variables.map((path) => path.split("/").slice(0, -1).join("/"));
  const twice = variables.find((_, at) => parents.indexOf(parents[at] ?? "") !== at);
  return (
    twice && `A sibling of this resource already has a variable path part -- only one is allowed (/${twice})`
  );
}

/** A scheme of Cognito's tokens takes an authorizer with user pools, and what a method asks for is a scheme. */
function schemesFault(body: Body): string | undefined {
  const schemes = body.components?.securitySchemes ?? {};
  const half = Object.entries(schemes).find(([, scheme]) => {
    const authorizer = scheme["x-amazon-apigateway-authorizer"];
    const byCognito = scheme["x-amazon-apigateway-authtype"] === "cognito_user_pools";
    return (
      (byCognito || authorizer?.type === "cognito_user_pools") &&
      (!byCognito || authorizer?.type !== "cognito_user_pools" || authorizer.providerARNs === undefined)
    );
  });
  if (half)
    return `Unable to put authorizer '${half[0]}': the authtype cognito_user_pools takes an authorizer of the type cognito_user_pools with providerARNs, and that this authtype`;
  return first(methodsIn(body), ({ path, method, security }) => {
    const unknown = security.find((scheme) => schemes[scheme] === undefined);
    return (
      unknown &&
      `Unable to put method '${method}' on resource at path '${path}': Invalid Authorizer ID specified: there is no security scheme ${unknown}`
    );
  });
}

const EXPRESSION = /^('.*'|(context|stageVariables)\.\S+|method\.request\.(body(\.\S+)?|multivalue\S+))$/;

function methodFault({ path, method, parameters, integration }: ApiMethod): string | undefined {
  if (integration === undefined) return undefined;
  const refused = (reason: string) =>
    `Unable to put integration on '${method}' for resource at path '${path}': ${reason}`;
  const { type, uri, httpMethod, connectionType, connectionId, requestParameters } = integration;
  if (type !== "mock" && httpMethod === undefined)
    return refused("Enumeration value for HttpMethod must be non-empty");
  if (type !== "mock" && uri === undefined) return refused("a URI must be specified");
  if (type.startsWith("http") && !/^https?:\/\/[^\s/]+/.test(uri ?? ""))
    return refused(`Invalid HTTP endpoint specified for URI (${uri})`);
  if ((connectionType === "VPC_LINK") !== (connectionId !== undefined))
    return refused("a connectionId is for the connectionType VPC_LINK, and needed there");
  const wrong = Object.entries(requestParameters).find(
    ([name, value]) =>
      !/^integration\.request\.(path|querystring|header)\.\S+$/.test(name) ||
      !(EXPRESSION.test(value) || parameters.includes(value.replace(/^method\.request\./, ""))),
  );
  return (
    wrong &&
    refused(
      `Invalid mapping expression specified: ${wrong.join(" = ")} (a parameter of the method must be declared)`,
    )
  );
}
