import { METRICS_NAMESPACE } from "../functions/node-function";
import type { MachineCapacityArgs } from "./machine-capacity";

/** Dimension of a machine's metrics: the capacity that it is of. */
export const CAPACITY_DIMENSION = "capacity";
/** Percent of a machine's disk that is used, as CloudWatch's agent calls it. */
export const DISK_METRIC = "disk_used_percent";

/**
 * What a machine does at its first start: it joins its cluster [AWS: Amazon ECS container agent configuration] and says
 * every minute how full its disk is [AWS: CloudWatch agent configuration file].
 */
export const firstStart = ({
  clusterName,
  capacityName,
}: Pick<MachineCapacityArgs, "clusterName" | "capacityName">) =>
  [
    "#!/bin/bash",
    "cat >> /etc/ecs/ecs.config <<'END'",
    `ECS_CLUSTER=${clusterName}`,
    "ECS_AWSVPC_BLOCK_IMDS=true",
    "ECS_CONTAINER_STOP_TIMEOUT=120s",
    "END",
    "dnf install -y amazon-cloudwatch-agent",
    "cat > /opt/disk.json <<'END'",
    JSON.stringify(diskMetrics(capacityName)),
    "END",
    "/opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl -a fetch-config -m ec2 -s -c file:/opt/disk.json",
    "",
  ].join("\n");

const diskMetrics = (capacityName: string) => ({
  metrics: {
    namespace: METRICS_NAMESPACE,
    aggregation_dimensions: [[CAPACITY_DIMENSION]],
    metrics_collected: {
      disk: {
        measurement: ["used_percent"],
        resources: ["/"],
        drop_device: true,
        append_dimensions: { [CAPACITY_DIMENSION]: capacityName },
        metrics_collection_interval: 60,
      },
    },
  },
});
