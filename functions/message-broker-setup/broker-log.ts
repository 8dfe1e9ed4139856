import {
  AssociateKmsKeyCommand,
  type CloudWatchLogsClient,
  PutRetentionPolicyCommand,
  ResourceNotFoundException,
} from "@aws-sdk/client-cloudwatch-logs";
import type { SetUpBroker } from "./request";

/** Has the log group encrypted with a key, and kept for some days; `false` where Amazon MQ has not made it yet. */
export async function keepLog(
  logs: CloudWatchLogsClient,
  { group, keyArn, days }: SetUpBroker["log"],
): Promise<boolean> {
  try {
    await logs.send(new AssociateKmsKeyCommand({ logGroupName: group, kmsKeyId: keyArn }));
    await logs.send(new PutRetentionPolicyCommand({ logGroupName: group, retentionInDays: days }));
    return true;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return false;
    throw error;
  }
}
