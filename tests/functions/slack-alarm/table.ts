import { setImmediate as others } from "node:timers/promises";
import { ConditionalCheckFailedException, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import {
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  UpdateCommand,
  type DynamoDBDocumentClientResolvedConfig,
  type ServiceInputTypes,
  type ServiceOutputTypes,
} from "@aws-sdk/lib-dynamodb";
import { mockClient, type AwsStub } from "aws-sdk-client-mock";

type Item = Record<string, unknown>;

/** A DynamoDB table in memory. Of expressions it knows what we use, and refuses all else. */
export class Table {
  readonly items = new Map<string, Item>();

  /** A client whose only table this is. */
  readonly client: DynamoDBDocumentClient = DynamoDBDocumentClient.from(
    new DynamoDBClient({ region: "eu-west-1" }),
  );

  constructor() {
    this.answer(mockClient(this.client));
  }

  /** Answers in the place of AWS. */
  answer(mock: AwsStub<ServiceInputTypes, ServiceOutputTypes, DynamoDBDocumentClientResolvedConfig>): void {
    mock
      .on(GetCommand)
      .callsFake(async ({ Key, ConsistentRead }: { Key: Item; ConsistentRead?: boolean }) => {
        await others();
        if (ConsistentRead !== true)
          throw new Error("a read that is not consistent may miss what was just written");
        return { Item: structuredClone(this.items.get(keyOf(Key))) };
      });
    mock.on(PutCommand).callsFake(async (input: Update & { Item: Item }) => {
      await others();
      this.#check(input, keyOf(input.Item));
      this.items.set(keyOf(input.Item), structuredClone(input.Item));
      return {};
    });
    mock.on(UpdateCommand).callsFake(async (input: Update & { Key: Item; UpdateExpression: string }) => {
      await others();
      const key = keyOf(input.Key);
      this.#check(input, key);
      const before = structuredClone(this.items.get(key) ?? input.Key);
      const after = updated(before, input.UpdateExpression, input.ExpressionAttributeValues ?? {});
      this.items.set(key, after);
      return { Attributes: structuredClone(after) };
    });
  }

  #check({ ConditionExpression: condition, ...input }: Update, key: string): void {
    if (condition === undefined) return;
    const item = this.items.get(key) ?? {};
    const names = input.ExpressionAttributeNames ?? {};
    const values = input.ExpressionAttributeValues ?? {};
    if (condition.split(" OR ").some((part) => holds(part, item, names, values))) return;
    throw new ConditionalCheckFailedException({ message: "The conditional request failed", $metadata: {} });
  }
}

interface Update {
  readonly ConditionExpression?: string;
  readonly ExpressionAttributeNames?: Record<string, string>;
  readonly ExpressionAttributeValues?: Item;
}

const keyOf = ({ alarm }: Item): string => String(alarm);

function holds(part: string, item: Item, names: Record<string, string>, values: Item): boolean {
  const [, absent] = /^attribute_not_exists\((\w+)\)$/.exec(part) ?? [];
  if (absent !== undefined) return !(absent in item);
  const [, sized, name = sized ?? "", operator, value = ""] =
    /^(?:size\((\w+)\)|(#?\w+)) (=|>|<=) (:\w+)$/.exec(part) ?? [];
  const attribute = item[names[name] ?? name];
  const found = sized !== undefined && Array.isArray(attribute) ? attribute.length : attribute;
  const wanted = values[value];
  if (found === undefined) return false;
  if (operator === "=") return found === wanted;
  if (operator === ">") return Number(found) > Number(wanted);
  if (operator === "<=") return Number(found) <= Number(wanted);
  throw new Error(`the table in memory does not know the condition ${part}`);
}

function updated(before: Item, expression: string, values: Item): Item {
  const after = structuredClone(before);
  for (const [, verb = "", clause = ""] of expression.matchAll(
    /(SET|ADD|REMOVE) (.+?)(?= SET | ADD | REMOVE |$)/g,
  ))
    for (const action of clause.split(/, (?![^(]*\))/))
      if (verb === "REMOVE") delete after[action];
      else if (verb === "ADD") add(after, action, values);
      else set(after, action, values);
  return after;
}

function add(after: Item, action: string, values: Item): void {
  const [name = "", value = ""] = action.split(" ");
  after[name] = Number(after[name] ?? 0) + Number(values[value]);
}

function set(after: Item, action: string, values: Item): void {
  const [, name = "", text = ""] = /^(\w+) = (.+)$/.exec(action) ?? [];
  const [, list, none = "", more = ""] =
    /^list_append\(if_not_exists\((\w+), (:\w+)\), (:\w+)\)$/.exec(text) ?? [];
  if (list !== undefined)
    after[name] = [...listIn({ [list]: after[list] ?? values[none] }, list), ...listIn(values, more)];
  else if (text in values) after[name] = values[text];
  else throw new Error(`the table in memory does not know the update ${action}`);
}

function listIn(item: Item, name: string): readonly unknown[] {
  const list = item[name];
  return Array.isArray(list) ? list : [];
}
