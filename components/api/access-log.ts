/**
 * What is written of each request, by API Gateway's own names: who asked for what, what came of it, who refused it.
 * Nothing that a caller may put a quotation mark in: API Gateway does not escape it.
 */
const fields = {
  requestId: "requestId",
  requestTime: "requestTime",
  ip: "identity.sourceIp",
  clientId: "authorizer.claims.client_id",
  method: "httpMethod",
  path: "path",
  resourcePath: "resourcePath",
  status: "status",
  responseLength: "responseLength",
  responseLatency: "responseLatency",
  integrationStatus: "integration.status",
  integrationLatency: "integration.latency",
  integrationError: "integration.error",
  authorizerError: "authorizer.error",
  firewallAnswer: "waf.status",
  errorType: "error.responseType",
};

/** One line of JSON for each request, as a stage's access log settings take it. */
export const ACCESS_LOG_FORMAT = JSON.stringify(
  Object.fromEntries(Object.entries(fields).map(([name, variable]) => [name, `$context.${variable}`])),
);
