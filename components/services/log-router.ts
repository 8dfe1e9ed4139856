import type * as pulumi from "@pulumi/pulumi";
import type { Container } from "./container";

/** MiB that are kept for the log router (storage-service.md 3.2). */
export const LOG_ROUTER_MIB = 50;

/** The secrets that tell a log router where the logging cluster is (storage-service.md 4.2). */
const secrets = {
  ES_HOST: "shared/logging/es_host",
  ES_PORT: "shared/logging/es_port",
  ES_USER: "shared/logging/es_user",
  ES_PASS: "shared/logging/es_pass",
  DATA_STREAM_NAME: "shared/logging/firelens_data_stream_name",
};

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
    logs: { driver: "awslogs", group: logGroup, region },
  };
}
