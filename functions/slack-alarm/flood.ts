import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { GetCommand, UpdateCommand, type DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import type { Entry } from "./messages";

/** No alarm's ARN. */
const KEY = { alarm: "flood" };

const MINUTE_MS = 60_000;
/** So many in that time are told by themselves. */
const ALONE = 10;
const WINDOW_MS = 5 * MINUTE_MS;
/** How long one waits for others before all are told. */
export const GATHER_MS = 20_000;
/** Longer than a run can take: then it must have died. */
const GATHERER_MS = 330_000;

/** What waits to be told, by a key that is the same when it's put in again. */
const Waiting = z.object({
  key: z.string(),
  level: z.enum(["info", "warning", "error", "critical"]),
  turn: z.enum(["began", "ended"]),
  title: z.string(),
  url: z.string().optional(),
});
const Row = z.object({
  opened: z.number().optional(),
  waiting: z.array(Waiting).default([]),
  /** How many of them, from the first on, were posted. */
  posted: z.number().default(0),
  thread: z.string().optional(),
});

/** Posts what was gathered; answers in the given message's thread where there is one. */
export type PostMany = (
  entries: readonly Entry[],
  threadOf: string | undefined,
) => Promise<{ messageId?: string }>;

/** Sees to it that very many things at once become a few messages. */
export class Flood {
  constructor(
    private readonly table: DynamoDBDocumentClient,
    private readonly tableName: string,
    private readonly wait: (milliseconds: number) => Promise<void>,
  ) {}

  /** Counts one more, and says whether they are too many by now. A flood lasts until five minutes without one. */
  async isOneTooMany(now: Date): Promise<boolean> {
    const [time, until] = [now.getTime(), now.getTime() + WINDOW_MS];
    const counted = await this.#update({
      UpdateExpression: "ADD opened :one",
      ConditionExpression: "windowUntil > :now",
      ExpressionAttributeValues: { ":one": 1, ":now": time },
    });
    if (counted) {
      if ((counted.opened ?? 0) <= ALONE) return false;
      await this.#update({
        UpdateExpression: "SET windowUntil = :until",
        ExpressionAttributeValues: { ":until": until },
      });
      return true;
    }
    const first = await this.#update({
      UpdateExpression: "SET opened = :one, windowUntil = :until REMOVE thread",
      ConditionExpression: "attribute_not_exists(windowUntil) OR windowUntil <= :now",
      ExpressionAttributeValues: { ":one": 1, ":until": until, ":now": time },
    });
    // Another one was the first: then this one is among those that it counts from.
    return first ? false : this.isOneTooMany(now);
  }

  /** Puts one to the others. Who finds nobody at it waits for more, and posts them all. */
  async gather(key: string, entry: Entry, teller: string, now: () => Date, post: PostMany): Promise<void> {
    await this.#update({
      UpdateExpression: "SET waiting = list_append(if_not_exists(waiting, :none), :entry)",
      ExpressionAttributeValues: { ":none": [], ":entry": [{ key, ...entry }] },
    });
    const time = now().getTime();
    const claimed = await this.#update({
      UpdateExpression: "SET gatherer = :me, gathererUntil = :until",
      ConditionExpression: "attribute_not_exists(gatherer) OR gatherer = :me OR gathererUntil <= :now",
      ExpressionAttributeValues: { ":me": teller, ":until": time + GATHERER_MS, ":now": time },
    });
    if (!claimed) return;
    try {
      let posted = 0;
      do {
        await this.wait(GATHER_MS);
        posted = await this.#postNew(post);
      } while (!(await this.#emptied(posted)));
    } catch (error) {
      await this.#update({ UpdateExpression: "REMOVE gatherer, gathererUntil" });
      throw error;
    }
  }

  /** Posts what nobody has posted, and says how many that makes in all. */
  async #postNew(post: PostMany): Promise<number> {
    const { Item: item } = await this.table.send(
      new GetCommand({ TableName: this.tableName, Key: KEY, ConsistentRead: true }),
    );
    const { waiting, posted, thread } = Row.parse(item ?? {});
    const entries = waiting.slice(posted);
    if (entries.length === 0) return posted;
    const once = [...new Map(entries.map((entry) => [`${entry.key} ${entry.turn}`, entry])).values()];
    const { messageId } = await post(once, thread);
    const opens = thread === undefined && messageId !== undefined;
    await this.#update({
      UpdateExpression: `SET posted = :posted${opens ? ", thread = :thread" : ""}`,
      ExpressionAttributeValues: {
        ":posted": waiting.length,
        ...(opens ? { ":thread": messageId } : {}),
      },
    });
    return waiting.length;
  }

  /** Ends the gathering, unless others came in the meantime. */
  async #emptied(posted: number): Promise<boolean> {
    const emptied = await this.#update({
      UpdateExpression: "REMOVE waiting, posted, gatherer, gathererUntil",
      ConditionExpression: "attribute_not_exists(waiting) OR size(waiting) = :posted",
      ExpressionAttributeValues: { ":posted": posted },
    });
    return emptied !== undefined;
  }

  /** What the row is afterwards; nothing when the condition does not hold. */
  async #update(
    update: Pick<
      ConstructorParameters<typeof UpdateCommand>[0],
      "UpdateExpression" | "ConditionExpression" | "ExpressionAttributeValues"
    >,
  ): Promise<z.infer<typeof Row> | undefined> {
    try {
      const { Attributes: attributes } = await this.table.send(
        new UpdateCommand({ TableName: this.tableName, Key: KEY, ReturnValues: "ALL_NEW", ...update }),
      );
      return Row.parse(attributes);
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return undefined;
      throw error;
    }
  }
}
