import { words, type Making } from "../catalogue";
import { trusts } from "./policy-document";
import { allowsRole } from "./role-rights";
import { LOG_GROUP } from "./tokens";
import { thingAt } from "./values";

const ROLE = "InvalidCloudWatchLogsRoleArnException:";
const GROUP = "InvalidCloudWatchLogsLogGroupArnException:";

/** CloudTrail makes its log stream at once, in the role that it is given [docs.aws.amazon.com: CreateTrail]. */
export function logGroupFault(making: Making): string | undefined {
  const { text, account, region, cloud } = making;
  const [group, role] = [text("cloudWatchLogsGroupArn"), text("cloudWatchLogsRoleArn")];
  if (group === "") return undefined;
  const groupArn = group.replace(/:\*$/, "");
  if (groupArn === group)
    return `${GROUP} CloudTrail cannot validate the specified log group ARN: ${group} does not end with :*`;
  const found = thingAt([LOG_GROUP], groupArn, making);
  if (found?.region !== region)
    return `${GROUP} CloudTrail cannot validate the specified log group ARN: ${groupArn} does not exist in ${region}`;
  if (!trusts(role, "cloudtrail.amazonaws.com", cloud))
    return `${ROLE} Access denied. Check the trust relationships for your role.`;
  const stream = `${groupArn}:log-stream:${account}_CloudTrail_${region}`;
  return allowsRole(role, words("logs:CreateLogStream logs:PutLogEvents"), cloud, stream)
    ? undefined
    : `${GROUP} Access denied. Check the permissions for your role. (${role} may not write to ${stream})`;
}
