import * as assert from "node:assert/strict";
import { BagTest, type BagTestArgs } from "../../components/bag-test/bag-test";
import { boundaryActions } from "../../components/identity/permission-boundary";
import { hasUnknown } from "../../rehearsal/clouds/properties";
import type { Graph } from "../graph/graph";
import { functionPlace } from "./function-place";
import { ACCOUNT, REGION, role, runComponent } from "./ground";
import { allows, takers } from "./policy-evaluation";

const TEST = "strongroom-pre-bag-test";
const INFRA = "storage-pre-infra-111122223333";
const API = "https://storage.api.example.org/storage/v1";
const FUNCTION_ARN = `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${TEST}`;
const MACHINE_ARN = `arn:aws:states:${REGION}:${ACCOUNT}:stateMachine:${TEST}`;
const PERMISSIONS = "aws:iam/rolePolicy:RolePolicy";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const SCHEDULE = "aws:scheduler/schedule:Schedule";

const daily: Pick<BagTestArgs, "schedule"> = {
  schedule: { expression: "cron(0 5 * * ? *)", timeZone: "Europe/London" },
};

const make = (others: Pick<BagTestArgs, "schedule"> = daily, preview = false): Promise<Graph> =>
  runComponent(({ keyArn, alarmTopicArn }, opts) => {
    const { machineArn, functionName } = new BagTest(
      "bag-test",
      {
        testName: TEST,
        apiUrl: API,
        tokenUrl: "https://example.auth.eu-west-1.amazoncognito.com/oauth2/token",
        identifier: API,
        clientSecretNames: { id: "tester/client_id", secret: "tester/client_secret" },
        secretsKeyArn: keyArn,
        infraBucket: { name: INFRA, keyArn },
        place: functionPlace({
          keyArn,
          boundaryArn: "arn:aws:iam::aws:policy/ReadOnlyAccess",
          alarmTopicArn,
        }),
        ...others,
      },
      opts,
    );
    return { keyArn, alarmTopicArn, machineArn, functionName };
  }, preview);

describe("BagTest", () => {
  let graph: Graph;
  let preview: Graph;
  before(async () => {
    graph = await make();
    preview = await make(daily, true);
  });

  it("tells its function where the API is and who it is there, by the names of secrets", () => {
    const { environment, timeout } = graph.one("aws:lambda/function:Function", "bag-test-function").inputs;
    assert.deepEqual(environment, {
      variables: {
        POWERTOOLS_SERVICE_NAME: TEST,
        POWERTOOLS_METRICS_NAMESPACE: "Strongroom",
        API_URL: API,
        TOKEN_URL: "https://example.auth.eu-west-1.amazoncognito.com/oauth2/token",
        IDENTIFIER: API,
        INFRA_BUCKET: INFRA,
        CLIENT_ID_SECRET: "tester/client_id",
        CLIENT_SECRET_SECRET: "tester/client_secret",
        LIMIT_SECONDS: "7200",
      },
    });
    assert.equal(timeout, 300);
  });

  it("has a state machine of that function, which it knows in a preview", () => {
    for (const { inputs } of [graph, preview].map((run) =>
      run.one("aws:sfn/stateMachine:StateMachine", "bag-test-machine"),
    )) {
      assert.deepEqual([inputs["name"], inputs["type"]], [TEST, "STANDARD"]);
      const definition: unknown = JSON.parse(String(inputs["definition"]));
      assert.ok(JSON.stringify(definition).includes(`"FunctionName":"${FUNCTION_ARN}"`));
    }
    const machine = graph.one("aws:sfn/stateMachine:StateMachine", "bag-test-machine");
    assert.equal(machine.inputs["roleArn"], role(`${TEST}-steps`));
    assert.ok(
      machine.dependsOn.includes(graph.one(PERMISSIONS, "bag-test-steps-permissions").urn),
      "Step Functions tries at once what the role may do",
    );
  });

  it("gives Step Functions more time than an ingest may take", () => {
    const { inputs } = graph.one("aws:sfn/stateMachine:StateMachine", "bag-test-machine");
    const definition: unknown = JSON.parse(String(inputs["definition"]));
    assert.equal(Reflect.get(Object(definition), "TimeoutSeconds"), 7200 + 1800);
  });

  const rightsOf = (name: string) => {
    const { policy } = preview.one(PERMISSIONS, name).inputs;
    assert.equal(hasUnknown(policy), false);
    return (action: string, resource: string, context = {}) =>
      allows(policy, { principal: TEST, action, resource, context });
  };

  it("may put test bags and be the client, and nothing else", () => {
    const may = rightsOf("bag-test-execution-permissions");
    const keyArn = String(preview.outputs["keyArn"]);
    const secret = (name: string) => `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:${name}-AbCdEf`;
    assert.equal(may("s3:PutObject", `arn:aws:s3:::${INFRA}/test_bags/run-1.tar.gz`), true);
    assert.equal(may("s3:PutObject", `arn:aws:s3:::${INFRA}/tmp/run-1.tar.gz`), false);
    assert.equal(may("s3:GetObject", `arn:aws:s3:::${INFRA}/test_bags/run-1.tar.gz`), false);
    assert.equal(may("secretsmanager:GetSecretValue", secret("tester/client_secret")), true);
    assert.equal(may("secretsmanager:GetSecretValue", secret("dev_testing/client_secret")), false);
    const via = (service: string) => ({ "kms:ViaService": `${service}.${REGION}.amazonaws.com` });
    assert.equal(may("kms:GenerateDataKey", keyArn, via("s3")), true);
    assert.equal(may("kms:GenerateDataKey", keyArn, via("sqs")), false);
  });

  it("lets Step Functions call that function, and no other", () => {
    const may = rightsOf("bag-test-steps-permissions");
    assert.equal(may("lambda:InvokeFunction", FUNCTION_ARN), true);
    assert.equal(may("lambda:InvokeFunction", `${FUNCTION_ARN}-2`), false);
    const { assumeRolePolicy } = graph.one("aws:iam/role:Role", "bag-test-steps-role").inputs;
    const taken = takers(assumeRolePolicy);
    assert.equal(taken("states.amazonaws.com", ACCOUNT), true);
    assert.equal(taken("states.amazonaws.com", "999988887777"), false);
    assert.equal(taken("lambda.amazonaws.com", ACCOUNT), false);
  });

  it("asks no role for more than the boundary of a stage has", () => {
    const boundary = Object.entries(boundaryActions).flatMap(([service, actions]) =>
      actions.map((action) => `${service}:${action}`),
    );
    const missing = graph
      .of(PERMISSIONS)
      .flatMap(({ inputs }) => [...String(inputs["policy"]).matchAll(/"([a-z0-9]+:[A-Z]\w+)"/g)])
      .map(([, action = ""]) => action)
      .filter((action) => !boundary.includes(action) && !action.startsWith("kms:ViaService"));
    assert.deepEqual(missing, []);
  });

  it("starts every day in the stage's time zone, by a role that may start nothing else", () => {
    const { inputs } = graph.one(SCHEDULE, "bag-test-schedule");
    assert.deepEqual(inputs, {
      name: `${TEST}-daily`,
      scheduleExpression: "cron(0 5 * * ? *)",
      scheduleExpressionTimezone: "Europe/London",
      flexibleTimeWindow: { mode: "OFF" },
      target: {
        arn: MACHINE_ARN,
        roleArn: role(`${TEST}-daily`),
        retryPolicy: { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 10 },
        input: "{}",
      },
    });
    const may = rightsOf("bag-test-starter-permissions");
    assert.equal(may("states:StartExecution", MACHINE_ARN), true);
    assert.equal(may("states:StartExecution", `${MACHINE_ARN}-2`), false);
    assert.equal(may("states:StopExecution", MACHINE_ARN), false);
  });

  /** The test's own alarms by what their names end in; the function has one beside. */
  const alarmsOf = (of: Graph) =>
    new Map(
      of
        .of(ALARM)
        .map(({ inputs }) => [String(inputs["name"]).replace(`${TEST}_`, ""), inputs] as const)
        .filter(([, { namespace }]) => namespace !== "AWS/Lambda"),
    );

  it("alarms when it fails, when it does not end, and when a day has no success", () => {
    const watched = Object.fromEntries(
      [...alarmsOf(graph)].map(([name, { alarmDescription: _text, ...alarm }]) => [name, alarm]),
    );
    const told = [graph.outputs["alarmTopicArn"]];
    const common = { statistic: "Sum", alarmActions: told, okActions: told };
    const atOnce = (name: string, metricName: string) => ({
      ...common,
      name: `${TEST}_${name}`,
      namespace: "AWS/States",
      metricName,
      dimensions: { StateMachineArn: MACHINE_ARN },
      period: 60,
      evaluationPeriods: 1,
      comparisonOperator: "GreaterThanThreshold",
      threshold: 0,
      treatMissingData: "notBreaching",
    });
    assert.deepEqual(watched, {
      failed: atOnce("failed", "ExecutionsFailed"),
      timed_out: atOnce("timed_out", "ExecutionsTimedOut"),
      not_succeeded: {
        ...common,
        name: `${TEST}_not_succeeded`,
        namespace: "Strongroom",
        metricName: "BagTestSucceeded",
        dimensions: { service: TEST },
        period: 3600,
        evaluationPeriods: 27,
        comparisonOperator: "LessThanThreshold",
        threshold: 1,
        treatMissingData: "breaching",
      },
    });
  });

  it("says in each alarm what to do, and where the log is", () => {
    for (const { alarmDescription } of alarmsOf(graph).values()) {
      const text = String(alarmDescription);
      assert.match(text, new RegExp(`What to do: [^]*Log group: /aws/lambda/${TEST}\n`));
      assert.ok(text.length <= 1024, "CloudWatch takes no more");
    }
  });

  it("runs on demand only where it has no schedule, and expects no daily success there", async () => {
    const onDemand = await make({});
    assert.deepEqual(onDemand.of(SCHEDULE), []);
    assert.deepEqual([...alarmsOf(onDemand).keys()].toSorted(), ["failed", "timed_out"]);
  });

  it("says by which ARN it is started, in a preview too", () => {
    assert.equal(preview.outputs["machineArn"], MACHINE_ARN);
    const { id } = graph.one("aws:sfn/stateMachine:StateMachine", "bag-test-machine");
    assert.equal(id, MACHINE_ARN);
  });
});
