import { setTimeout as wait } from "node:timers/promises";
import { Logger } from "@aws-lambda-powertools/logger";
import { getSecret } from "@aws-lambda-powertools/parameters/secrets";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { slackDestination } from "../slack/destination";
import { postToSlack } from "../slack/post";
import { awsLookUps } from "./aws";
import { Flood } from "./flood";
import { Messages } from "./messages";
import { noticesOf } from "./notices";
import { settingsOf } from "./settings";
import { Stories } from "./stories";
import { tell } from "./tell";

const settings = settingsOf(process.env);
const logger = new Logger();
const table = DynamoDBDocumentClient.from(new DynamoDBClient({}), {
  marshallOptions: { removeUndefinedValues: true },
});
const stories = new Stories(table, settings.threadsTable);
const flood = new Flood(table, settings.threadsTable, async (milliseconds) => {
  await wait(milliseconds);
});
const messages = new Messages(settings.stage);

/** A changed secret is taken up after this long. */
const SECRET_SECONDS = 60;

/**
 * Tells Slack of alarms, of events and of whatever else comes on the topics.
 * @param context of Lambda, with the same request id in all tries of one event
 */
export async function handler(event: unknown, context: { readonly awsRequestId: string }): Promise<void> {
  const secret = await getSecret(settings.slackSecret, { maxAge: SECRET_SECONDS });
  const destination = slackDestination(typeof secret === "string" ? secret : "");
  const now = () => new Date();
  for (const notice of noticesOf(event, context.awsRequestId, now())) {
    const said = await tell(notice, {
      stories,
      flood,
      lookUps: awsLookUps,
      dashboardsUrl: settings.dashboardsUrl,
      messages,
      post: (message, options) => postToSlack(destination, message, options),
      now,
      teller: context.awsRequestId,
    });
    logger.info("heard", { key: notice.key, turn: notice.turn, said });
  }
}
