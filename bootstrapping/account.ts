import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import type { Site } from "./site";

/**
 * Why the credentials that are set are not the stage's; undefined when they are.
 * @param region whose STS is asked
 */
export async function wrongAccount({ stage, accountId }: Pick<Site, "stage" | "accountId">, region: string) {
  const sts = new STSClient({ region });
  try {
    const { Account } = await sts.send(new GetCallerIdentityCommand());
    if (Account === accountId) return undefined;
    return `the credentials are of account ${Account}, and ${stage} is in account ${accountId}: use that one's`;
  } catch (error) {
    const said = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return `there are no AWS credentials that work (${said}): sign in to account ${accountId}, and set AWS_PROFILE or AWS_ACCESS_KEY_ID and its like`;
  } finally {
    sts.destroy();
  }
}
