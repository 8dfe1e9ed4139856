import {
  AssociateKmsKeyCommand,
  type CloudWatchLogsClient,
  ResourceNotFoundException,
} from "@aws-sdk/client-cloudwatch-logs";
import type { SetUpBroker } from "./request";

/**
 * Has the log group encrypted with a key; `false` where Amazon MQ has not made it yet. It is kept without an end, as Amazon
 * MQ makes it: who may say for how long a log is kept can shorten what tells of him.
 */
export async function encryptLog(
  logs: CloudWatchLogsClient,
  { group, keyArn }: SetUpBroker["log"],
): Promise<boolean> {
  try {
    await logs.send(new AssociateKmsKeyCommand({ logGroupName: group, kmsKeyId: keyArn }));
    return true;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return false;
    throw error;
  }
}
