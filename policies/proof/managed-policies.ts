/**
 * Policies of AWS's own that can do nothing of the sets D, R, K and E and give nobody more rights: they write logs and
 * metrics, pull images, read messages, make network interfaces and send requests to other targets. Of every other one nothing is
 * known.
 */
const NARROW: ReadonlySet<string> = new Set([
  "service-role/AWSLambdaBasicExecutionRole",
  "service-role/AWSLambdaVPCAccessExecutionRole",
  "service-role/AWSLambdaSQSQueueExecutionRole",
  "service-role/AmazonECSTaskExecutionRolePolicy",
  "service-role/AmazonAPIGatewayPushToCloudWatchLogs",
  "AmazonECSInfrastructureRolePolicyForLoadBalancers",
  "AWSXRayDaemonWriteAccess",
]);

/** The name of a policy of AWS's own with its path; undefined for one of an account's. */
export function awsManagedName(arn: string): string | undefined {
  return /^arn:[^:]*:iam::aws:policy\/(.+)$/.exec(arn)?.[1];
}

export function isNarrow(awsManaged: string): boolean {
  return NARROW.has(awsManaged);
}
