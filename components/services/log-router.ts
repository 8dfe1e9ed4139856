import type * as pulumi from "@pulumi/pulumi";
import { logDestinationSecrets } from "../logging/log-destination";
import type { Container } from "./container";

/** MiB that are kept for the log router (storage-service.md 3.2). */
export const LOG_ROUTER_MIB = 50;

/** What the router's configuration calls the parts of the destination (storage-service.md 4.2). */
const secrets = {
  ES_HOST: logDestinationSecrets.host,
  ES_PORT: logDestinationSecrets.port,
  ES_USER: logDestinationSecrets.user,
  ES_PASS: logDestinationSecrets.password,
  DATA_STREAM_NAME: logDestinationSecrets.dataStream,
};

/** Names of the secrets that every task is started with. */
export const logRouterSecrets: readonly string[] = Object.values(secrets);

/**
 * The container that takes the logs of the others to the logging cluster. Its own words go to CloudWatch, for the day
 * on which the cluster does not answer.
 */
export function logRouter(
  image: string,
  serviceName: pulumi.Input<string>,
  logGroup: pulumi.Input<string>,
  region: pulumi.Input<string>,
): Container {
  return {
    name: "log_router",
    image,
    essential: false,
    memoryReservationMiB: LOG_ROUTER_MIB,
    environment: { SERVICE_NAME: serviceName },
    secrets,
    user: "10001",
    routesLogsBy: "/extra.conf",
    logs: { driver: "awslogs", group: logGroup, region, stream: serviceName },
  };
}
