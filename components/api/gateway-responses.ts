/** What API Gateway answers by itself, without asking a service. */
interface GatewayResponse {
  readonly status: number;
  /** What the caller reads. */
  readonly label: string;
}

/** API Gateway's own answers by their types (storage-service.md 8.1), and those of the firewall. */
const responses = {
  DEFAULT_5XX: { status: 500, label: "Internal Server Error" },
  DEFAULT_4XX: { status: 400, label: "Client Error" },
  BAD_REQUEST_PARAMETERS: { status: 400, label: "Bad Request Parameters" },
  ACCESS_DENIED: { status: 401, label: "Access Denied" },
  BAD_REQUEST_BODY: { status: 401, label: "Bad Request Body" },
  EXPIRED_TOKEN: { status: 401, label: "Expired Token" },
  UNAUTHORIZED: { status: 401, label: "Unauthorized" },
  INVALID_API_KEY: { status: 403, label: "Invalid API key" },
  INVALID_SIGNATURE: { status: 403, label: "Invalid Signature" },
  MISSING_AUTHENTICATION_TOKEN: { status: 403, label: "Missing Authentication Token" },
  // Without it the firewall's refusals would be told as DEFAULT_4XX, the caller's own mistake.
  WAF_FILTERED: { status: 403, label: "Forbidden" },
  RESOURCE_NOT_FOUND: { status: 404, label: "Not Found" },
  REQUEST_TOO_LARGE: { status: 413, label: "Request Too Large" },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, label: "Unsupported Media Type" },
  QUOTA_EXCEEDED: { status: 429, label: "Quota Exceeded" },
  THROTTLED: { status: 429, label: "Throttled" },
} as const satisfies Record<string, GatewayResponse>;

/** Every answer as OpenAPI's `x-amazon-apigateway-gateway-responses` takes it: in the words of the services' own errors. */
export const gatewayResponses = Object.fromEntries(
  Object.entries(responses).map(([type, response]) => [
    type,
    {
      statusCode: response.status,
      responseTemplates: { "application/json": template(response) },
    },
  ]),
);

/** What went wrong inside is nothing for a caller: a 5xx has no description. */
function template({ status, label }: GatewayResponse): string {
  const members = [
    `"errorType":"http"`,
    `"httpStatus":${status}`,
    `"label":${JSON.stringify(label)}`,
    // API Gateway puts the message in with its quotation marks.
    ...(status < 500 ? [`"description":$context.error.messageString`] : []),
    `"type":"Error"`,
  ];
  return `{${members.join(",")}}`;
}
