import { words, type Properties, type ResourceType } from "../catalogue";
import { arn, ec2Id } from "./arn";
import { roleArn } from "./refers";
import { BUCKET, FLOW_LOG, LOG_GROUP, SUBNET, VPC } from "./tokens";
import { isSet, neighbours, setOf } from "./values";

/** Flow logs of a network or subnet, to CloudWatch Logs or S3. */
export const ec2FlowLogs: Readonly<Record<string, ResourceType>> = {
  [FLOW_LOG]: {
    inputs: words(`destinationOptions iamRoleArn logDestination logDestinationType logFormat
      maxAggregationInterval subnetId tags trafficType vpcId`),
    required: words("logDestination trafficType"),
    id: ec2Id("fl"),
    computed: { arn: (making) => arn("ec2", making, `vpc-flow-log/${making.id}`) },
    defaults: { logDestinationType: "cloud-watch-logs", maxAggregationInterval: 600 },
    replacedBy: words(`destinationOptions iamRoleArn logDestination logDestinationType logFormat
      maxAggregationInterval subnetId trafficType vpcId`),
    limits: {
      logDestinationType: { among: words("cloud-watch-logs s3") },
      trafficType: { among: words("ACCEPT REJECT ALL") },
      maxAggregationInterval: { among: [60, 600] },
      "destinationOptions.fileFormat": { among: words("plain-text parquet") },
    },
    refers: [
      { at: "vpcId", to: [VPC] },
      { at: "subnetId", to: [SUBNET] },
      { at: "logDestination", to: [LOG_GROUP, BUCKET], form: "arn", anyRegion: true },
      roleArn("iamRoleArn"),
    ],
    refuseInputs: flowFault,
    refuseMaking: (making) => {
      const same = neighbours(FLOW_LOG, making).find((other) =>
        words("vpcId subnetId logDestination").every(
          (property) => other.inputs[property] === making.inputs[property],
        ),
      );
      return (
        same &&
        `FlowLogAlreadyExists: There is an existing Flow Log with the same configuration and log destination. (${same.id})`
      );
    },
  },
};

function flowFault(inputs: Properties): string | undefined {
  if (setOf(inputs, "vpcId", "subnetId").length !== 1) return "one of `subnet_id,vpc_id` must be specified";
  const toLogs = (inputs["logDestinationType"] ?? "cloud-watch-logs") === "cloud-watch-logs";
  if (toLogs && !isSet(inputs, "iamRoleArn"))
    return "InvalidParameter: DeliverLogsPermissionArn can't be empty if LogDestinationType is cloud-watch-logs.";
  return !toLogs && isSet(inputs, "iamRoleArn")
    ? "InvalidParameter: DeliverLogsPermissionArn is not applicable for s3 delivery"
    : undefined;
}
