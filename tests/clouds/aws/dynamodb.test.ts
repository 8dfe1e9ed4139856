import * as assert from "node:assert/strict";
import * as token from "../../../rehearsal/clouds/aws/tokens";
import type { Properties } from "../../../rehearsal/clouds/catalogue";
import { ACCOUNT, inAccount, refusals, type Refusal } from "./cases";

const table = (more: Properties = {}): Properties => ({
  name: "ingests",
  billingMode: "PAY_PER_REQUEST",
  hashKey: "id",
  attributes: [{ name: "id", type: "S" }],
  ...more,
});

const index = { name: "by-date", hashKey: "date", projectionType: "ALL" };

const indexed = (more: Properties = {}, attributes = ["id", "date"]): Properties =>
  table({
    attributes: attributes.map((name) => ({ name, type: "S" })),
    globalSecondaryIndexes: [{ ...index, ...more }],
  });

const tables = (what: string, refused: Properties, because: RegExp, accepted: Properties): Refusal => ({
  what: `a table ${what}`,
  type: token.TABLE,
  refused,
  because,
  accepted,
});

describe("the simulated AWS: DynamoDB", () => {
  refusals([
    tables("with a name of two letters", table({ name: "ab" }), /3 to 255/, table({ name: "abc" })),
    tables(
      "without its key among the attributes",
      table({ hashKey: "key" }),
      /not defined in AttributeDefinitions \(key\)/,
      table(),
    ),
    tables(
      "with an attribute that is no key",
      table({ attributes: ["id", "size"].map((name) => ({ name, type: "S" })) }),
      /Unused attributes: \["size"\]/,
      table({ attributes: ["id", "size"].map((name) => ({ name, type: "S" })), rangeKey: "size" }),
    ),
    tables(
      "with an index's key left out",
      indexed({}, ["id"]),
      /not defined in AttributeDefinitions \(date\)/,
      indexed(),
    ),
    tables(
      "with one attribute twice",
      indexed({}, ["id", "date", "id"]),
      /Duplicate attribute name: id/,
      indexed(),
    ),
    tables(
      "with an attribute of a type that is no key's",
      table({ attributes: [{ name: "id", type: "M" }] }),
      /S, N, B/,
      table(),
    ),
    tables(
      "with two indexes of one name",
      table({
        attributes: ["id", "date"].map((name) => ({ name, type: "S" })),
        globalSecondaryIndexes: [index, index],
      }),
      /Duplicate index name/,
      indexed(),
    ),
    tables(
      "with an index that includes nothing",
      indexed({ projectionType: "INCLUDE" }),
      /projection INCLUDE/,
      indexed({ projectionType: "INCLUDE", nonKeyAttributes: ["size"] }),
    ),
    tables(
      "with a local index and no range key",
      table({
        attributes: ["id", "date"].map((name) => ({ name, type: "S" })),
        localSecondaryIndexes: [{ name: "by-date", rangeKey: "date", projectionType: "ALL" }],
      }),
      /does not have a range key/,
      table({
        rangeKey: "at",
        attributes: ["id", "date", "at"].map((name) => ({ name, type: "S" })),
        localSecondaryIndexes: [{ name: "by-date", rangeKey: "date", projectionType: "ALL" }],
      }),
    ),
    tables("with one attribute for both its keys", table({ rangeKey: "id" }), /have the same name/, table()),
    tables(
      "with 21 indexes",
      table({
        attributes: ["id", "date"].map((name) => ({ name, type: "S" })),
        globalSecondaryIndexes: Array.from({ length: 21 }, (_, at) => ({ ...index, name: `by-${at}` })),
      }),
      /at most 20 global secondary indexes/,
      indexed(),
    ),
    tables(
      "with an index's capacity left out",
      { ...indexed(), billingMode: "PROVISIONED", readCapacity: 1, writeCapacity: 1 },
      /ProvisionedThroughput must be specified for index: by-date/,
      {
        ...indexed({ readCapacity: 1, writeCapacity: 1 }),
        billingMode: "PROVISIONED",
        readCapacity: 1,
        writeCapacity: 1,
      },
    ),
    tables(
      "with a key and no encryption",
      table({ serverSideEncryption: { enabled: false, kmsKeyArn: "arn:aws:kms:eu-west-1:1:key/a" } }),
      /while server-side encryption with KMS is not enabled/,
      table({ serverSideEncryption: { enabled: false } }),
    ),
    tables(
      "with provisioned capacity left out",
      table({ billingMode: "PROVISIONED" }),
      /must both be specified/,
      table({ billingMode: "PROVISIONED", readCapacity: 1, writeCapacity: 1 }),
    ),
    tables(
      "billed in a way that there is not",
      table({ billingMode: "FREE" }),
      /PROVISIONED, PAY_PER_REQUEST/,
      table(),
    ),
    tables(
      "with a stream of nothing",
      table({ streamEnabled: true }),
      /stream_view_type is required/,
      table({ streamEnabled: true, streamViewType: "NEW_IMAGE" }),
    ),
    tables(
      "with a life time of no attribute",
      table({ ttl: { enabled: true } }),
      /TimeToLiveSpecification/,
      table({ ttl: { enabled: true, attributeName: "expires" } }),
    ),
    tables(
      "with a key that does not exist",
      table({
        serverSideEncryption: { enabled: true, kmsKeyArn: `arn:aws:kms:eu-west-1:${ACCOUNT}:key/none` },
      }),
      /key\/none does not exist/,
      table({ serverSideEncryption: { enabled: true } }),
    ),
    {
      what: "a table's name that the region has",
      given: [{ type: token.TABLE, name: "ingests", inputs: table() }],
      type: token.TABLE,
      refused: table(),
      because: /ResourceInUseException/,
      accepted: table({ name: "bags" }),
    },
  ]);

  it(
    "does not delete a protected table, and replaces for another key",
    inAccount(async (account) => {
      await account.make({
        type: token.TABLE,
        name: "table",
        inputs: table({ deletionProtectionEnabled: true }),
      });
      const made = account.made("table");
      assert.equal(made.id, "ingests");
      assert.equal(made.outputs["arn"], `arn:aws:dynamodb:eu-west-1:${ACCOUNT}:table/ingests`);
      await assert.rejects(
        account.remove("table"),
        /ValidationException: Resource cannot be deleted.*protected against deletion/,
      );
      const keyed = table({ hashKey: "bag", attributes: [{ name: "bag", type: "S" }] });
      const { replacesList } = await account.provider.difference(made, keyed);
      assert.deepEqual(replacesList, ["hashKey"]);
      await account.change("table", { deletionProtectionEnabled: false });
      await account.remove("table");
    }),
  );

  it(
    "keeps the tables of two accounts apart",
    inAccount(async (account) => {
      await account.make({ type: token.TABLE, name: "table", inputs: table() });
      const stranger = await account.provider.beside({
        region: "eu-west-1",
        allowedAccountIds: '["444455556666"]',
      });
      const theirs = await stranger.make(token.TABLE, "theirs", table());
      await stranger.remove(theirs);
      assert.equal((await account.provider.read(account.made("table"))).id, "ingests");
      stranger.stop();
    }),
  );

  const denial = { Effect: "Deny", Principal: "*", Action: "dynamodb:PutItem", Resource: "*" };
  const policyOf = (name: string, statement: Properties = denial): Properties => ({
    resourceArn: `arn:aws:dynamodb:eu-west-1:${ACCOUNT}:table/${name}`,
    policy: JSON.stringify({ Version: "2012-10-17", Statement: [statement] }),
  });
  const { Principal: _nobody, ...withoutPrincipal } = denial;
  const policies = (what: string, refused: Properties, because: RegExp): Refusal => ({
    what: `a policy ${what}`,
    given: [{ type: token.TABLE, name: "table", inputs: table() }],
    type: "aws:dynamodb/resourcePolicy:ResourcePolicy",
    refused,
    because,
    accepted: policyOf("ingests"),
  });
  refusals([
    policies("of a table that does not exist", policyOf("other"), /table\/other/),
    policies("that says of nobody", policyOf("ingests", withoutPrincipal), /missing a Principal/),
    policies(
      "about another service",
      policyOf("ingests", { ...denial, Action: "s3:PutObject" }),
      /s3:PutObject is no action of DynamoDB/,
    ),
    policies(
      "for a role that does not exist",
      policyOf("ingests", { ...denial, Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/nobody` } }),
      /Invalid principal in policy/,
    ),
  ]);
});
