import * as assert from "node:assert/strict";
import * as token from "../../../rehearsal/clouds/aws/tokens";
import { words, type Properties } from "../../../rehearsal/clouds/catalogue";
import { apiStep, deployment, stage } from "./apis";
import {
  ACCOUNT,
  casesOf,
  holds,
  inAccount,
  type Inputs,
  OTHER_REGION,
  type Refusal,
  refusals,
  type Step,
} from "./cases";
import { allow, document, logGroup, role, roleArn } from "./things";

const GATEWAY = "apigateway.amazonaws.com";
const PUSHES_LOGS =
  words(`logs:CreateLogGroup logs:CreateLogStream logs:DescribeLogGroups logs:DescribeLogStreams
  logs:PutLogEvents logs:GetLogEvents logs:FilterLogEvents`);

const rights = (of: string, actions = PUSHES_LOGS): Step => ({
  type: token.ROLE_POLICY,
  name: `${of}-logs`,
  inputs: { role: of, policy: document(allow(actions, { Resource: "*" })) },
});
/** A role by which API Gateway may write logs, and the account that names it. */
const logRole: readonly Step[] = [role("gateway", GATEWAY), rights("gateway")];
const account: readonly Step[] = [
  ...logRole,
  { type: token.API_ACCOUNT, name: "account", inputs: { cloudwatchRoleArn: roleArn("gateway") } },
];
const accounts = (
  what: string,
  before: readonly Step[],
  name: string,
  because = /grant trust permission/,
): Refusal => ({
  what: `an account ${what}`,
  given: [...logRole, ...before],
  type: token.API_ACCOUNT,
  refused: { cloudwatchRoleArn: roleArn(name) },
  because,
  accepted: { cloudwatchRoleArn: roleArn("gateway") },
});

const deployments = (what: string, of: Step, because: RegExp): Refusal => ({
  what: `a deployment of ${what}`,
  given: [apiStep(), of],
  type: token.API_DEPLOYMENT,
  refused: deployment("refused", of.name).inputs,
  because,
  accepted: deployment("accepted").inputs,
});

const staged =
  (more: Inputs): Inputs =>
  (made) => ({
    restApi: made("api").id,
    deployment: made("deployment").id,
    stageName: "v1",
    ...(typeof more === "function" ? more(made) : more),
  });
const deployed: readonly Step[] = [apiStep(), deployment()];
const stages = casesOf<Inputs>("a stage", token.API_STAGE, staged, deployed);
const group = (name: string): string => `arn:aws:logs:eu-west-1:${ACCOUNT}:log-group:${name}`;
const log = (more: Properties = {}): Properties => ({
  accessLogSettings: { destinationArn: group("access"), format: "$context.requestId", ...more },
});
const logs = (what: string, refused: Properties, because: RegExp, before: readonly Step[] = []): Refusal =>
  stages(`that logs ${what}`, log(refused), because, log(), [...account, logGroup("access"), ...before]);

const set =
  (more: Properties = {}): Inputs =>
  (made) => ({
    restApi: made("api").id,
    stageName: "v1",
    methodPath: "*/*",
    settings: {},
    ...more,
  });
const settings = casesOf("settings", token.API_METHOD_SETTINGS, set, [...deployed, stage()]);

describe("the simulated AWS: stages of REST APIs", () => {
  const other = [apiStep("other"), deployment("others", "other")];
  const closed = { endpointConfiguration: { types: "PRIVATE" } };
  refusals([
    accounts("with a role that does not exist", [], "missing", /role\/missing does not exist/),
    accounts("with a role of another service", [role("other"), rights("other")], "other"),
    accounts("with a role that has no rights", [role("bare", GATEWAY)], "bare"),
    accounts(
      "with a role that lacks one right",
      [role("half", GATEWAY), rights("half", PUSHES_LOGS.slice(1))],
      "half",
    ),
    deployments("an API without methods", apiStep("empty", { paths: {} }), /doesn't contain any methods/),
    deployments(
      "a method that goes nowhere",
      apiStep("bare", { paths: { "/bags": { get: { responses: {} } } } }),
      /No integration defined for method \(GET \/bags\)/,
    ),
    deployments("a private API without a policy", apiStep("closed", {}, closed), /resource policy/),
    {
      ...deployments("an API that does not exist", apiStep("other"), /nothing does not exist/),
      refused: { restApi: "nothing" },
    },
    stages("with a dot in its name", { stageName: "v1.0" }, /not a valid name/, { stageName: "v1-0" }),
    stages("that the API has", {}, /ConflictException: Stage already exists/, { stageName: "v2" }, [stage()]),
    stages(
      "of another API's deployment",
      (made) => ({ deployment: made("others").id }),
      /Deployment id does not exist/,
      {},
      other,
    ),
    stages("of no deployment", { deployment: "nothing" }, /nothing does not exist/),
    stages(
      "with a hyphen in a variable's name",
      { variables: { "bags-port": "1" } },
      /Stage variable bags-port/,
      {
        variables: { bags_port: "65534" },
      },
    ),
    stages("with a space in a variable", { variables: { host: "a b" } }, /Stage variable host/, {
      variables: { host: "api.example.org:443/?a=b,c" },
    }),
    stages("with a cache of 2 GB", { cacheClusterSize: "2" }, /cacheClusterSize/, {
      cacheClusterSize: "1.6",
    }),
    stages(
      "that logs in an account without a role",
      log(),
      /CloudWatch Logs role ARN must be set in account settings/,
      {},
      [logGroup("access")],
    ),
    stages("that logs where another region has a role", log(), /CloudWatch Logs role ARN must be set/, {}, [
      logGroup("access"),
      ...account.map((step) => ({ ...step, region: OTHER_REGION })),
    ]),
    logs(
      "to a group that does not exist",
      { destinationArn: group("missing") },
      /must be an existing log group/,
    ),
    logs("to a bucket", { destinationArn: "arn:aws:s3:::access" }, /destinationArn/),
    logs("without telling requests apart", { format: "$context.path" }, /must contain \$context\.requestId/),
    logs("in two lines", { format: "$context.requestId\n$context.path" }, /must be single line/),
    logs("in no format", { format: undefined }, /takes destinationArn and format/),
    settings("of a stage that does not exist", { stageName: "v2" }, /Invalid Stage identifier/),
    settings("of a path that begins with /", { methodPath: "/bags/GET" }, /methodPath/, {
      methodPath: "bags/GET",
    }),
    settings("of a path without a method", { methodPath: "bags" }, /methodPath/, { methodPath: "bags/*" }),
    settings("that log all", { settings: { loggingLevel: "ALL" } }, /loggingLevel/, {
      settings: { loggingLevel: "OFF" },
    }),
    settings(
      "that log errors without a role",
      { settings: { loggingLevel: "ERROR" } },
      /role ARN must be set/,
      {
        settings: { loggingLevel: "OFF", metricsEnabled: true },
      },
    ),
    settings(
      "that trace data without a role",
      { settings: { dataTraceEnabled: true } },
      /role ARN must be set/,
      {
        settings: { dataTraceEnabled: false },
      },
    ),
    settings(
      "that keep answers over an hour",
      { settings: { cacheTtlInSeconds: 3601 } },
      /cacheTtlInSeconds/,
      {
        settings: { cacheTtlInSeconds: 3600 },
      },
    ),
    settings("of less than no requests", { settings: { throttlingBurstLimit: -2 } }, /throttlingBurstLimit/, {
      settings: { throttlingBurstLimit: -1, throttlingRateLimit: 0.5 },
    }),
  ]);

  holds([
    {
      what: "a deployment that a stage points to",
      given: [...deployed, stage()],
      held: "deployment",
      because: /Active stages pointing to this deployment must be moved or deleted/,
      until: ["v1"],
    },
  ]);

  it(
    "have the real ARN and URL, and move to another deployment in place",
    inAccount(async (opened) => {
      await opened.makeAll([...deployed, ...account, logGroup("access"), stage()]);
      const { id, outputs } = opened.made("v1");
      const of = opened.made("api").id;
      assert.equal(id, `ags-${of}-v1`);
      assert.equal(outputs["arn"], `arn:aws:apigateway:eu-west-1::/restapis/${of}/stages/v1`);
      assert.equal(outputs["invokeUrl"], `https://${of}.execute-api.eu-west-1.amazonaws.com/v1`);
      assert.equal(outputs["executionArn"], `arn:aws:execute-api:eu-west-1:${ACCOUNT}:${of}/v1`);
      const next = await opened.make(deployment("next"));
      await opened.change("v1", { deployment: next.id, ...log({ destinationArn: `${group("access")}:*` }) });
      await opened.remove("deployment");
      await opened.make({
        type: token.API_METHOD_SETTINGS,
        name: "settings",
        inputs: set({ settings: { loggingLevel: "INFO" } }),
      });
    }),
  );

  it(
    "deploy anew when a trigger changes",
    inAccount(async (opened) => {
      await opened.makeAll(deployed);
      const made = opened.made("deployment");
      const moved = await opened.provider.difference(made, { ...made.inputs, triggers: { body: "new" } });
      assert.deepEqual([moved.replacesList, moved.deletebeforereplace], [["triggers"], false]);
    }),
  );
});
