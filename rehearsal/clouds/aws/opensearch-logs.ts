import { words, type Making, type Properties } from "../catalogue";
import { arn } from "./arn";
import { logPolicies } from "./log-resource-policies";
import { hasFineGrainedAccess } from "./opensearch-security";
import { letsService } from "./service-requests";
import { LOG_GROUP } from "./tokens";
import { first, repeated, textsAt, thingAt } from "./values";

const INVALID = "ValidationException:";

/** What of a domain's logs can be seen to be wrong before it is made. */
export function logTypesFault(inputs: Properties): string | undefined {
  const types = textsAt(inputs, "logPublishingOptions[].logType");
  const twice = repeated(types);
  if (twice !== undefined) return `${INVALID} the log type ${twice} is published twice`;
  return types.includes("AUDIT_LOGS") && !hasFineGrainedAccess(inputs)
    ? `${INVALID} audit log publishing cannot be enabled as you do not have advanced security options configured.`
    : undefined;
}

/** OpenSearch Service makes its log streams at once: the groups must be there, and a resource policy let it write. */
export function logsFault(making: Making): string | undefined {
  const documents = logPolicies(making, making.cloud);
  return first(textsAt(making.inputs, "logPublishingOptions[].cloudwatchLogGroupArn"), (given) => {
    const groupArn = given.replace(/:\*$/, "");
    const group = thingAt([LOG_GROUP], groupArn, making);
    if (group?.region !== making.region)
      return `${INVALID} The log group ${groupArn} does not exist in ${making.region}`;
    const isLet = words("logs:CreateLogStream logs:PutLogEvents logs:PutLogEventsBatch").every((action) =>
      letsService(documents, {
        service: "es.amazonaws.com",
        action,
        resource: `${groupArn}:log-stream:${making.name}`,
        context: {
          "aws:SourceAccount": making.account,
          "aws:SourceArn": arn("es", making, `domain/${making.name}`),
        },
      }),
    );
    return isLet
      ? undefined
      : `${INVALID} The Resource Access Policy specified for the CloudWatch Logs log group ${group.id} does not grant sufficient permissions for Amazon OpenSearch Service to create a log stream. Please check the Resource Access Policy.`;
  });
}
