import * as assert from "node:assert/strict";
import * as token from "../../../rehearsal/clouds/aws/tokens";
import type { Properties } from "../../../rehearsal/clouds/catalogue";
import { UNKNOWN } from "../../../rehearsal/clouds/properties";
import { ACCOUNT, casesOf, inAccount, refusals, type Step } from "./cases";
import { allow, document, lambdaFunction, queue, queueArn, topic, topicArn } from "./things";

const ARN = `arn:aws:lambda:eu-west-1:${ACCOUNT}:function:report`;

const mayDeliver = (action: string, resource: string): Step => ({
  type: token.ROLE_POLICY,
  name: "delivers",
  inputs: { role: "lambda", policy: document(allow(action, { Resource: resource })) },
});

const call = casesOf(
  "a call",
  token.INVOCATION,
  (change) => ({ functionName: "report", input: "{}", ...change }),
  lambdaFunction("report"),
);

const events = casesOf(
  "a setting for events",
  token.INVOKE_CONFIG,
  (change) => ({ functionName: "report", maximumRetryAttempts: 2, ...change }),
  [...lambdaFunction("report"), queue("failed"), queue("failed.fifo", { fifoQueue: true }), topic("news")],
);

const failuresTo = (destination: string): Properties => ({
  destinationConfig: { onFailure: { destination } },
});

const permission = casesOf(
  "a permission",
  token.PERMISSION,
  (change) => ({
    statementId: "events",
    function: "report",
    action: "lambda:InvokeFunction",
    principal: "events.amazonaws.com",
    ...change,
  }),
  lambdaFunction("report"),
);
const given = (of: string): Step => ({
  type: token.PERMISSION,
  name: "first",
  inputs: {
    statementId: "events",
    function: of,
    action: "lambda:InvokeFunction",
    principal: "events.amazonaws.com",
  },
});

describe("the simulated AWS: calls of functions", () => {
  refusals([
    call("of a function that does not exist", { functionName: "reports" }, /reports does not exist/),
    call("with an input that is no JSON", { input: "now" }, /contains an invalid JSON: now/, {
      input: '"now"',
    }),
    call("without an input", { input: undefined }, /input.*required/),
    call("in a scope that the simulation does not know", { lifecycleScope: "CRUD" }, /CREATE_ONLY, got/, {
      lifecycleScope: "CREATE_ONLY",
    }),
    events("for a function that does not exist", { functionName: "reports" }, /reports does not exist/, {
      functionName: ARN,
    }),
    events("with three retries", { maximumRetryAttempts: 3 }, /range \(0 - 2\)/, { maximumRetryAttempts: 0 }),
    events("that gives up in a second", { maximumEventAgeInSeconds: 59 }, /range \(60 - 21600\)/, {
      maximumEventAgeInSeconds: 60,
    }),
    events("that delivers nowhere", { destinationConfig: {} }, /at least one of on_failure/),
    events("that delivers to no queue", failuresTo(queueArn("fails")), /fails does not exist/),
    events(
      "that delivers to a FIFO queue",
      failuresTo(queueArn("failed.fifo")),
      /destination ARN .*failed\.fifo is invalid/,
    ),
    events(
      "that delivers where the function's role may not",
      failuresTo(queueArn("failed")),
      /does not have permissions to call SendMessage on .*:failed$/,
      failuresTo(topicArn("news")),
      [mayDeliver("sns:Publish", topicArn("news"))],
    ),
    events(
      "that delivers to another queue than the role may",
      failuresTo(queueArn("failed")),
      /SendMessage on .*:failed$/,
      failuresTo(queueArn("other")),
      [queue("other"), mayDeliver("sqs:SendMessage", queueArn("other"))],
    ),
    permission(
      "of an id that the function has",
      {},
      /ResourceConflictException: The statement id \(events\)/,
      {
        statementId: "events-2",
      },
      [given("report")],
    ),
    permission(
      "of an id that the function has by its ARN",
      {},
      /statement id \(events\)/,
      { statementId: "events-2" },
      [given(ARN)],
    ),
  ]);

  it(
    "makes a call anew when its input or what triggers it changes",
    inAccount(async (account) => {
      await account.makeAll(lambdaFunction("report"));
      const inputs = { functionName: "report", input: '{"task":"apply"}', triggers: { code: "1" } };
      const made = await account.make({ type: token.INVOCATION, name: "apply", inputs });
      assert.equal(made.outputs["result"], "null");
      assert.match(made.id, /^report_\$LATEST_[0-9a-f]{32}$/);
      for (const change of [{ input: "{}" }, { triggers: { code: "2" } }]) {
        const { replacesList } = await account.provider.difference(made, { ...inputs, ...change });
        assert.deepEqual(replacesList, Object.keys(change));
      }
      await account.make({ type: token.INVOCATION, name: "again", inputs });
    }),
  );

  it(
    "does not know in a preview what a function will answer",
    inAccount(async (account) => {
      await account.makeAll(lambdaFunction("report"));
      const outputs = await account.provider.foresee(token.INVOCATION, "apply", {
        functionName: "report",
        input: "{}",
      });
      assert.equal(outputs["result"], UNKNOWN);
    }),
  );

  it(
    "goes by the function's name where it says what becomes of events",
    inAccount(async (account) => {
      await account.makeAll(lambdaFunction("report"));
      const inputs = { functionName: "report", maximumEventAgeInSeconds: 3600 };
      const made = await account.make({ type: token.INVOKE_CONFIG, name: "events", inputs });
      assert.deepEqual([made.id, made.outputs["maximumRetryAttempts"]], ["report", 2]);
      const moved = await account.provider.difference(made, { ...inputs, maximumRetryAttempts: 0 });
      assert.deepEqual(moved.replacesList, []);
    }),
  );
});
