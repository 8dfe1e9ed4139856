import * as assert from "node:assert/strict";
import * as token from "../../../rehearsal/clouds/aws/tokens";
import { ACCOUNT, inAccount, refusals } from "./cases";
import { bucket, code, key, lambdaFunction, queue, queueArn, role, roleArn } from "./things";

const PERMISSION = "aws:lambda/permission:Permission";
const ARN = `arn:aws:lambda:eu-west-1:${ACCOUNT}:function:report`;

const trusting = [role("lambda", "lambda.amazonaws.com")];
const variables = (values: Record<string, string>) => code({ environment: { variables: values } });
const withoutCode = { ...code(), code: undefined };

describe("the simulated AWS: Lambda", () => {
  refusals([
    {
      what: "a function's name with a dot",
      given: trusting,
      type: token.FUNCTION,
      refused: code({ name: "daily.report" }),
      because: /not a valid name/,
      accepted: code({ name: "daily-report" }),
    },
    {
      what: "a name that the region has",
      given: lambdaFunction("report"),
      type: token.FUNCTION,
      refused: code({ name: "report" }),
      because: /Function already exist/,
      accepted: code({ name: "report-2" }),
    },
    {
      what: "a role that does not exist",
      given: trusting,
      type: token.FUNCTION,
      refused: code({ role: roleArn("lambada") }),
      because: /lambada does not exist/,
      accepted: code(),
    },
    {
      what: "a role that Lambda cannot take",
      given: [...trusting, role("tasks")],
      type: token.FUNCTION,
      refused: code({ role: roleArn("tasks") }),
      because: /cannot be assumed by Lambda/,
      accepted: code(),
    },
    {
      what: "a runtime that Lambda no longer takes",
      given: trusting,
      type: token.FUNCTION,
      refused: code({ runtime: "nodejs16.x" }),
      because: /expected runtime to be one of/,
      accepted: code({ runtime: "nodejs22.x" }),
    },
    {
      what: "more memory than there is",
      given: trusting,
      type: token.FUNCTION,
      refused: code({ memorySize: 10_241 }),
      because: /range \(128 - 10240\)/,
      accepted: code({ memorySize: 10_240 }),
    },
    {
      what: "more than a quarter of an hour",
      given: trusting,
      type: token.FUNCTION,
      refused: code({ timeout: 901 }),
      because: /range \(1 - 900\)/,
      accepted: code({ timeout: 900 }),
    },
    {
      what: "a function without code",
      given: [...trusting, bucket("releases")],
      type: token.FUNCTION,
      refused: withoutCode,
      because: /one of `filename,image_uri,s3_bucket`/,
      accepted: { ...withoutCode, s3Bucket: "releases", s3Key: "report.zip" },
    },
    {
      what: "code from two places",
      given: [...trusting, bucket("releases")],
      type: token.FUNCTION,
      refused: code({ s3Bucket: "releases", s3Key: "report.zip" }),
      because: /one of `filename,image_uri,s3_bucket`/,
      accepted: code(),
    },
    {
      what: "a bucket without a key in it",
      given: [...trusting, bucket("releases")],
      type: token.FUNCTION,
      refused: { ...withoutCode, s3Bucket: "releases" },
      because: /all of `s3_bucket,s3_key`/,
      accepted: { ...withoutCode, s3Bucket: "releases", s3Key: "report.zip" },
    },
    {
      what: "an image of a function that is none",
      given: trusting,
      type: token.FUNCTION,
      refused: { ...withoutCode, imageUri: "registry/report:1" },
      because: /for PackageType Image/,
      accepted: { ...withoutCode, imageUri: "registry/report:1", packageType: "Image" },
    },
    {
      what: "code without a runtime",
      given: trusting,
      type: token.FUNCTION,
      refused: { ...code(), runtime: undefined },
      because: /runtime must be set/,
      accepted: code(),
    },
    {
      what: "variables that Lambda sets by itself",
      given: trusting,
      type: token.FUNCTION,
      refused: variables({ AWS_REGION: "eu-west-1" }),
      because: /reserved keys.*: AWS_REGION/,
      accepted: variables({ AWS_REGIONS: "eu-west-1" }),
    },
    {
      what: "a variable's name with a hyphen",
      given: trusting,
      type: token.FUNCTION,
      refused: variables({ "LOCK-DAYS": "1" }),
      because: /environment variable LOCK-DAYS/,
      accepted: variables({ LOCK_DAYS: "1" }),
    },
    {
      what: "an environment of more than 4 KB",
      given: trusting,
      type: token.FUNCTION,
      refused: variables({ TEXT: "a".repeat(4086) }),
      because: /exceeded the 4KB limit. \(4097 bytes\)/,
      accepted: variables({ TEXT: "a".repeat(4085) }),
    },
    {
      what: "a key that does not exist",
      given: [...trusting, key("key")],
      type: token.FUNCTION,
      refused: code({ kmsKeyArn: `arn:aws:kms:eu-west-1:${ACCOUNT}:key/x` }),
      because: /key\/x does not exist/,
      accepted: (made) => code({ kmsKeyArn: made("key").outputs["arn"] }),
    },
    {
      what: "a dead-letter queue that does not exist",
      given: [...trusting, queue("failed")],
      type: token.FUNCTION,
      refused: code({ deadLetterConfig: { targetArn: queueArn("fails") } }),
      because: /fails does not exist/,
      accepted: code({ deadLetterConfig: { targetArn: queueArn("failed") } }),
    },
    {
      what: "log levels of a text log",
      given: trusting,
      type: token.FUNCTION,
      refused: code({ loggingConfig: { logFormat: "Text", applicationLogLevel: "WARN" } }),
      because: /log format JSON/,
      accepted: code({ loggingConfig: { logFormat: "JSON", applicationLogLevel: "WARN" } }),
    },
    {
      what: "an architecture of another make",
      given: trusting,
      type: token.FUNCTION,
      refused: code({ architectures: ["arm"] }),
      because: /x86_64, arm64/,
      accepted: code({ architectures: ["arm64"] }),
    },
    {
      what: "so many reserved executions that too few are left",
      given: lambdaFunction("report", { reservedConcurrentExecutions: 899 }),
      type: token.FUNCTION,
      refused: code({ reservedConcurrentExecutions: 2 }),
      because: /UnreservedConcurrentExecution below its minimum value of \[100\]/,
      accepted: code({ reservedConcurrentExecutions: 1 }),
    },
    {
      what: "a permission for a function that does not exist",
      given: lambdaFunction("report"),
      type: PERMISSION,
      refused: { function: "reports", action: "lambda:InvokeFunction", principal: "sns.amazonaws.com" },
      because: /reports does not exist/,
      accepted: { function: ARN, action: "lambda:InvokeFunction", principal: "sns.amazonaws.com" },
    },
    {
      what: "a permission of another service's action",
      given: lambdaFunction("report"),
      type: PERMISSION,
      refused: { function: "report", action: "sns:Publish", principal: "sns.amazonaws.com" },
      because: /an action of Lambda/,
      accepted: { function: "report", action: "lambda:*", principal: "sns.amazonaws.com" },
    },
    {
      what: "a permission for nobody",
      given: lambdaFunction("report"),
      type: PERMISSION,
      refused: { function: "report", action: "lambda:InvokeFunction", principal: "sns" },
      because: /a service as sns\.amazonaws\.com/,
      accepted: { function: "report", action: "lambda:InvokeFunction", principal: ACCOUNT },
    },
  ]);

  it(
    "names a function as AWS does, and its code by what is in it",
    inAccount(async (account) => {
      await account.makeAll(lambdaFunction("report"));
      const { id, outputs } = account.made("report");
      assert.equal(id, "report");
      assert.equal(outputs["arn"], ARN);
      assert.equal(outputs["qualifiedArn"], `${ARN}:$LATEST`);
      assert.equal(
        outputs["invokeArn"],
        `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${ARN}/invocations`,
      );
      const changed = await account.change("report", { code: { assets: {} } });
      assert.notEqual(changed.outputs["sourceCodeHash"], outputs["sourceCodeHash"]);
      const same = await account.change("report", { timeout: 60 });
      assert.equal(same.outputs["sourceCodeHash"], changed.outputs["sourceCodeHash"]);
    }),
  );

  it(
    "tells statements of one id apart by their functions",
    inAccount(async (account) => {
      await account.makeAll(lambdaFunction("report"));
      await account.make({ type: token.FUNCTION, name: "alert", inputs: code({ name: "alert" }) });
      for (const name of ["report", "alert"])
        await account.make({
          type: PERMISSION,
          name: `${name}-permission`,
          inputs: {
            statementId: "sns",
            function: name,
            action: "lambda:InvokeFunction",
            principal: "sns.amazonaws.com",
          },
        });
      await account.remove("alert-permission");
      assert.equal(account.made("report-permission").id, "sns");
      await account.remove("report-permission");
    }),
  );
});
