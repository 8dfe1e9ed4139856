import * as assert from "node:assert/strict";
import * as token from "../../../rehearsal/clouds/aws/tokens";
import type { Properties } from "../../../rehearsal/clouds/catalogue";
import { ACCOUNT, casesOf, inAccount, refusals, type Step } from "./cases";
import { allow, code, document, lambdaFunction, logGroup, role, roleArn } from "./things";

const functionArn = (name = "report") => `arn:aws:lambda:eu-west-1:${ACCOUNT}:function:${name}`;
const LOGS = `arn:aws:logs:eu-west-1:${ACCOUNT}:log-group:/states/test`;

const call = (more: Properties = {}): Properties => ({
  Type: "Task",
  Resource: "arn:aws:states:::lambda:invoke",
  Parameters: { FunctionName: functionArn(), "Payload.$": "$" },
  End: true,
  ...more,
});
const machine = (States: Properties = {}, more: Properties = {}): string =>
  JSON.stringify({ StartAt: "Call", States: { Call: call(), ...States }, ...more });
const defined = (States: Properties, more: Properties = {}): Properties => ({
  definition: machine(States, more),
});

/** What the role may: call the function, and write the log. */
const rights = (...statements: readonly Properties[]): Step => ({
  type: token.ROLE_POLICY,
  name: "permissions",
  inputs: { role: "steps", policy: document(...statements) },
});
const callsReport = allow("lambda:InvokeFunction", { Resource: functionArn() });

const ground = [
  ...lambdaFunction("report"),
  role("steps", "states.amazonaws.com"),
  role("tasks"),
  logGroup("/states/test"),
];
const inputs = (change: Properties): Properties => ({
  definition: machine(),
  roleArn: roleArn("steps"),
  ...change,
});
const cases = casesOf("a state machine", token.STATE_MACHINE, inputs, [...ground, rights(callsReport)]);
const bare = casesOf("a state machine", token.STATE_MACHINE, inputs, ground);

const choice = (more: Properties = {}): Properties => ({
  Type: "Choice",
  Choices: [{ Variable: "$.ended", BooleanEquals: true, Next: "Done" }],
  Default: "Call",
  ...more,
});
const loop = { Call: call({ End: undefined, Next: "Ended?" }), Done: { Type: "Succeed" } };
const wait = (more: Properties): Properties => ({
  Call: call({ End: undefined, Next: "Pause" }),
  Pause: { Type: "Wait", End: true, ...more },
});
const logged = (logDestination: string): Properties => ({
  loggingConfiguration: { level: "ERROR", logDestination, includeExecutionData: false },
});

describe("the simulated AWS: Step Functions", () => {
  refusals([
    cases("of a name with a space", { name: "bag test" }, /not a valid name/, { name: "bag-test" }),
    cases("of a type that there is not", { type: "FAST" }, /type to be one of STANDARD, EXPRESS/, {
      type: "EXPRESS",
    }),
    cases("that is no JSON", { definition: "Call" }, /INVALID_JSON_DESCRIPTION/),
    cases("without a beginning", defined({}, { StartAt: undefined }), /SCHEMA_VALIDATION_FAILED.*\/StartAt/),
    cases(
      "that begins nowhere",
      defined({}, { StartAt: "Begin" }),
      /MISSING_TRANSITION_TARGET: Missing 'StartAt' target: Begin at \/StartAt/,
    ),
    cases("of no states", { definition: '{"StartAt":"Call","States":{}}' }, /at least one state/),
    cases("with a field that there is not", defined({}, { Timeout: 60 }), /Unrecognized key.*Timeout/, {
      definition: machine({}, { TimeoutSeconds: 60 }),
    }),
    cases(
      "of a state that there is not",
      defined({ Call: { Type: "Try" } }),
      /SCHEMA_VALIDATION_FAILED.*\/States\/Call/,
    ),
    cases(
      "of a state that does not lead on",
      defined({ Call: call({ End: undefined }) }),
      /must have one of \["Next","End"\] at \/States\/Call/,
    ),
    cases(
      "of a state that both leads on and ends",
      defined({ Call: call({ Next: "Done" }), Done: { Type: "Succeed" } }),
      /must have only one of/,
      defined({ Call: call({ End: undefined, Next: "Done" }), Done: { Type: "Succeed" } }),
    ),
    cases(
      "that leads nowhere",
      defined({ Call: call({ End: undefined, Next: "Done" }) }),
      /Missing 'Next' target: Done at \/States\/Call\/Next/,
    ),
    cases(
      "with a choice that leads nowhere",
      defined({ ...loop, "Ended?": choice({ Default: "Pause" }) }),
      /Missing 'Default' target: Pause at \/States\/Ended\?\/Default/,
      defined({ ...loop, "Ended?": choice() }),
    ),
    cases(
      "that catches into nowhere",
      defined({ Call: call({ Catch: [{ ErrorEquals: ["States.ALL"], Next: "Failed" }] }) }),
      /Missing 'Next' target: Failed at \/States\/Call\/Catch\[0\]\/Next/,
      defined({
        Call: call({ Catch: [{ ErrorEquals: ["States.ALL"], Next: "Failed" }] }),
        Failed: { Type: "Fail", Error: "Failed" },
      }),
    ),
    cases(
      "of a state that is never reached",
      defined({ Done: { Type: "Succeed" } }),
      /State "Done" is not reachable/,
    ),
    cases(
      "that never ends",
      defined({ Call: call({ End: undefined, Next: "Again" }), Again: { Type: "Pass", Next: "Call" } }),
      /No terminal state found/,
      defined({ Call: call({ End: undefined, Next: "Again" }), Again: { Type: "Pass", End: true } }),
    ),
    cases(
      "that waits for two times",
      defined(wait({ Seconds: 60, Timestamp: "2030-01-01T00:00:00Z" })),
      /one of Seconds, SecondsPath, Timestamp and TimestampPath/,
      defined(wait({ Seconds: 60 })),
    ),
    cases(
      "that is wrong within a branch",
      defined({
        Call: {
          Type: "Parallel",
          End: true,
          Branches: [{ StartAt: "A", States: { B: { Type: "Succeed" } } }],
        },
      }),
      /Missing 'StartAt' target: A at \/States\/Call\/Branches\[0\]\/StartAt/,
      defined({
        Call: {
          Type: "Parallel",
          End: true,
          Branches: [{ StartAt: "B", States: { B: { Type: "Succeed" } } }],
        },
      }),
    ),
    cases("with a role that does not exist", { roleArn: roleArn("step") }, /step does not exist/),
    cases(
      "with a role that it cannot take",
      { roleArn: roleArn("tasks") },
      /Neither the global service principal states\.amazonaws\.com/,
    ),
    cases(
      "that calls a function that does not exist",
      defined({ Call: call({ Parameters: { FunctionName: "reports" } }) }),
      /function:reports does not exist/,
      defined({ Call: call({ Parameters: { FunctionName: "report" } }) }),
    ),
    cases(
      "that calls a function that its role may not",
      defined({ Call: call({ Resource: functionArn("alert") }) }),
      /not authorized to perform: lambda:InvokeFunction on resource: .*:alert/,
      defined({ Call: call({ Resource: functionArn() }) }),
      [{ type: token.FUNCTION, name: "alert", inputs: code({ name: "alert" }) }],
    ),
    cases("that logs to an ARN without :* at its end", logged(LOGS), /with :\* at its end/),
    cases("that logs nowhere", { loggingConfiguration: { level: "ALL" } }, /exactly one Log Destination/, {
      loggingConfiguration: { level: "OFF" },
    }),
    bare(
      "that logs to a group that does not exist",
      logged(`${LOGS}s:*`),
      /does not exist in eu-west-1/,
      logged(`${LOGS}:*`),
      [rights(callsReport, allow("logs:*", { Resource: "*" }))],
    ),
    bare("whose role may not log", logged(`${LOGS}:*`), /not authorized to access the Log Destination/, {}, [
      rights(callsReport, allow("logs:PutLogEvents", { Resource: "*" })),
    ]),
    cases(
      "with a key that is not for its encryption",
      { encryptionConfiguration: { kmsKeyId: "alias/aws/states" } },
      /is for the type CUSTOMER_MANAGED_KMS_KEY/,
      { encryptionConfiguration: { type: "AWS_OWNED_KEY" } },
    ),
  ]);

  it(
    "goes by its ARN, and is made anew only as another type",
    inAccount(async (account) => {
      await account.makeAll([...ground, rights(callsReport)]);
      const given = inputs({ name: "bag-test" });
      const made = await account.make({ type: token.STATE_MACHINE, name: "test", inputs: given });
      const arn = `arn:aws:states:eu-west-1:${ACCOUNT}:stateMachine:bag-test`;
      assert.deepEqual([made.id, made.outputs["arn"], made.outputs["status"]], [arn, arn, "ACTIVE"]);
      const replaced = async (change: Properties) =>
        (await account.provider.difference(made, { ...given, ...change })).replacesList;
      assert.deepEqual(await replaced({ type: "EXPRESS" }), ["type"]);
      assert.deepEqual(await replaced(defined({}, { Comment: "other" })), []);
    }),
  );

  it(
    "can be called by a rule only in a role",
    inAccount(async (account) => {
      await account.makeAll([
        ...ground,
        rights(callsReport),
        role("events", "events.amazonaws.com"),
        {
          type: token.EVENT_RULE,
          name: "daily",
          inputs: { name: "daily", scheduleExpression: "rate(1 day)" },
        },
        { type: token.STATE_MACHINE, name: "test", inputs: inputs({ name: "bag-test" }) },
      ]);
      const target = (more: Properties) =>
        account.make({
          type: token.EVENT_TARGET,
          name: "target",
          inputs: { rule: "daily", arn: account.made("test").id, ...more },
        });
      await assert.rejects(target({}), /RoleArn is required for target/);
      await target({ roleArn: roleArn("events") });
    }),
  );
});
