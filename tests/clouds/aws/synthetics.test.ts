import * as assert from "node:assert/strict";
import * as token from "../../../rehearsal/clouds/aws/tokens";
import type { Properties } from "../../../rehearsal/clouds/catalogue";
import { ACCOUNT, casesOf, inAccount, refusals, type Step } from "./cases";
import { bucket, role, roleArn } from "./things";

const code: Step = {
  type: token.BUCKET_OBJECT,
  name: "code",
  inputs: { bucket: "checks", key: "code.zip", content: "code" },
};
const ground: readonly Step[] = [
  bucket("checks"),
  code,
  role("runs", "lambda.amazonaws.com"),
  role("tasks", "ecs-tasks.amazonaws.com"),
];
const canary = (more: Properties = {}): Properties => ({
  name: "site",
  artifactS3Location: "s3://checks/runs",
  executionRoleArn: roleArn("runs"),
  handler: "index.handler",
  runtimeVersion: "syn-nodejs-4.1",
  s3Bucket: "checks",
  s3Key: "code.zip",
  schedule: { expression: "rate(5 minutes)" },
  startCanary: true,
  ...more,
});
const canaries = casesOf("a canary", token.CANARY, canary, ground);
const every = (expression: string): Properties => ({ schedule: { expression } });

describe("the simulated AWS: CloudWatch Synthetics", () => {
  refusals([
    canaries("in capitals", { name: "Site" }, /not a valid name/),
    canaries("of no code", { s3Bucket: undefined }, /one of `s3_bucket,zip_file` must be specified/),
    canaries("of code anywhere in a bucket", { s3Key: undefined }, /all of `s3_bucket,s3_key`/),
    canaries(
      "of code that is not there",
      { s3Key: "other.zip" },
      /does not exist: s3:\/\/checks\/other\.zip/,
    ),
    canaries("of another handler", { handler: "index.main" }, /handler/),
    canaries(
      "of a runtime that is given up",
      { runtimeVersion: "syn-nodejs-puppeteer-6.2" },
      /runtimeVersion/,
    ),
    canaries(
      "every two hours",
      every("rate(120 minutes)"),
      /Schedule expression not valid/,
      every("rate(1 hour)"),
    ),
    canaries(
      "every 1 minutes",
      every("rate(1 minutes)"),
      /Schedule expression not valid/,
      every("rate(1 minute)"),
    ),
    canaries(
      "that runs longer than it waits",
      { ...every("rate(2 minutes)"), runConfig: { timeoutInSeconds: 121 } },
      /longer than the 2 minutes/,
      { ...every("rate(2 minutes)"), runConfig: { timeoutInSeconds: 120 } },
    ),
    canaries("of 1000 MB", { runConfig: { memoryInMb: 1000 } }, /multiple of 64/, {
      runConfig: { memoryInMb: 1024 },
    }),
    canaries("of 896 MB", { runConfig: { memoryInMb: 896 } }, /memoryInMb/, {
      runConfig: { memoryInMb: 960 },
    }),
    canaries(
      "whose runs go nowhere",
      { artifactS3Location: "s3://none/runs" },
      /artifact bucket none does not exist/,
    ),
    canaries(
      "in the role of another service",
      { executionRoleArn: roleArn("tasks") },
      /cannot be assumed by Lambda/,
    ),
  ]);

  it(
    "gives a canary the real ARN and its function a name that Synthetics makes up, and changes it in place",
    inAccount(async (account) => {
      await account.makeAll(ground);
      const made = await account.make({ type: token.CANARY, name: "site", inputs: canary() });
      assert.equal(made.outputs["arn"], `arn:aws:synthetics:eu-west-1:${ACCOUNT}:canary:site`);
      assert.match(String(made.outputs["engineArn"]), /:function:cwsyn-site-[0-9a-f-]{36}:1$/);
      assert.equal(made.outputs["status"], "RUNNING");
      const changed = await account.change("site", { startCanary: false, ...every("rate(10 minutes)") });
      assert.deepEqual([changed.id, changed.outputs["status"]], ["site", "READY"]);
    }),
  );
});
