import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { GetCommand, PutCommand, type DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import { Story, type Turn } from "./story";

const DAY_SECONDS = 86_400;
/** Longer than anybody lets an alarm last: with its story gone, its end would not be told. */
const KEPT_DAYS = 400;
/** Others that may write the same story just before us, each time that we try. */
const TRIES = 20;

const Row = z.object({ version: z.number() });

/** What was told of each thing, so that runs at the same time do not both tell it. */
export class Stories {
  constructor(
    private readonly table: DynamoDBDocumentClient,
    private readonly tableName: string,
  ) {}

  /**
   * Takes a turn in a story. Only one of several at a time can: the others decide anew, on what the first has written.
   * @param decide what to say, and the story from now on; it may be asked several times
   */
  async change(key: string, now: Date, decide: (story: Story | undefined) => Turn): Promise<Turn> {
    for (let tries = 0; tries < TRIES; tries++) {
      const { Item: item } = await this.table.send(
        new GetCommand({ TableName: this.tableName, Key: { alarm: key }, ConsistentRead: true }),
      );
      const turn = decide(item && Story.parse(item));
      if (!turn.story || (await this.#write(key, turn.story, item && Row.parse(item).version, now)))
        return turn;
    }
    throw new Error(`the story of ${key} in ${this.tableName} is written by others all the time`);
  }

  /** Writes the story, when it still is the one that was read. */
  async #write(key: string, story: Story, read: number | undefined, now: Date): Promise<boolean> {
    try {
      await this.table.send(
        new PutCommand({
          TableName: this.tableName,
          Item: {
            ...story,
            alarm: key,
            version: (read ?? 0) + 1,
            expires: Math.floor(now.getTime() / 1000) + KEPT_DAYS * DAY_SECONDS,
          },
          ...(read === undefined
            ? { ConditionExpression: "attribute_not_exists(alarm)" }
            : {
                ConditionExpression: "#version = :read",
                ExpressionAttributeNames: { "#version": "version" },
                ExpressionAttributeValues: { ":read": read },
              }),
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }
}
