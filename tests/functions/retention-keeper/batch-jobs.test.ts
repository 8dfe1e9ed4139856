import * as assert from "node:assert/strict";
import * as http from "node:http";
import type { AddressInfo } from "node:net";
import { S3ControlClient } from "@aws-sdk/client-s3-control";
import { batchJobs } from "../../../functions/retention-keeper/aws";
import { daysFromNow, settings } from "./made-up";

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: string;
}

const error = (code: string) =>
  `<ErrorResponse><Error><Code>${code}</Code><Message>no</Message></Error></ErrorResponse>`;

/** A server that answers every request in the same way, as S3 Control would. */
async function withAnswer<Result>(
  status: number,
  answer: string,
  ask: (client: S3ControlClient) => Promise<Result>,
): Promise<{ readonly asked: readonly Asked[]; readonly result: Result }> {
  const asked: Asked[] = [];
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      asked.push({
        method: request.method ?? "",
        path: request.url ?? "",
        body: Buffer.concat(chunks).toString(),
      });
      response.writeHead(status, { "content-type": "application/xml" }).end(answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address: AddressInfo | string | null = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  // S3 Control is asked at a host of the account's own: all of them are here.
  const httpAgent = new http.Agent({
    lookup: (_host, options, found) =>
      options.all === true ? found(null, [{ address: "127.0.0.1", family: 4 }]) : found(null, "127.0.0.1", 4),
  });
  const client = new S3ControlClient({
    region: "eu-west-1",
    endpoint: `http://control.example:${port}`,
    credentials: { accessKeyId: "nobody", secretAccessKey: "nothing" },
    maxAttempts: 1,
    requestHandler: { httpAgent },
  });
  try {
    return { asked, result: await ask(client) };
  } finally {
    client.destroy();
    httpAgent.destroy();
    await new Promise((resolve) => server.close(resolve));
  }
}

const job = {
  token: "token",
  description: "Renew",
  manifest: { key: "renewals/vault/1.csv", etag: "abc-1", versionId: "v9" },
  retainUntil: daysFromNow(187),
  reportPrefix: "reports/vault",
};

describe("orders to S3 Batch Operations", () => {
  const create = (status: number, answer: string) =>
    withAnswer(status, answer, (client) => batchJobs(client, settings).create(job));
  const made = "<CreateJobResult><JobId>job-7</JobId></CreateJobResult>";

  it("lock just the manifest's versions in compliance mode, and begin by themselves", async () => {
    const { asked, result } = await create(200, made);
    assert.equal(result, "job-7");
    const [request] = asked;
    assert.ok(request);
    const { method, path, body } = request;
    assert.deepEqual([method, path], ["POST", "/v20180820/jobs"]);
    for (const part of [
      "<ClientRequestToken>token</ClientRequestToken>",
      "<ConfirmationRequired>false</ConfirmationRequired>",
      `<RoleArn>${settings.batchRoleArn}</RoleArn>`,
      "<S3PutObjectRetention><Retention><RetainUntilDate>2026-12-05T06:00:00Z</RetainUntilDate><Mode>COMPLIANCE</Mode></Retention></S3PutObjectRetention>",
      "<ObjectArn>arn:aws:s3:::inventories/renewals/vault/1.csv</ObjectArn>",
      "<ObjectVersionId>v9</ObjectVersionId>",
      "<ETag>abc-1</ETag>",
      "<Fields><member>Bucket</member><member>Key</member><member>VersionId</member></Fields>",
      "<Bucket>arn:aws:s3:::inventories</Bucket>",
      "<Prefix>reports/vault</Prefix>",
      "<ReportScope>FailedTasksOnly</ReportScope>",
    ])
      assert.ok(body.includes(part), `${part} in ${body}`);
  });

  it("are none when S3 has one with the token, and fail for any other reason", async () => {
    assert.equal((await create(400, error("IdempotencyException"))).result, undefined);
    await assert.rejects(create(400, error("BadRequestException")), { name: "BadRequestException" });
  });

  const stateOf = async (status: number, answer: string) =>
    (await withAnswer(status, answer, (client) => batchJobs(client, settings).stateOf("job-7"))).result;
  const described = (jobStatus: string, failed: number, ended = "") =>
    `<DescribeJobResult><Job><Status>${jobStatus}</Status>${ended}<ProgressSummary>` +
    `<NumberOfTasksFailed>${failed}</NumberOfTasksFailed></ProgressSummary></Job></DescribeJobResult>`;
  const ended = "<TerminationDate>2026-06-01T06:00:00Z</TerminationDate>";

  it("tell how they stand: under way, done, with failures, failed as a whole, forgotten", async () => {
    const at = daysFromNow(0);
    assert.deepEqual(await stateOf(200, described("Active", 0)), { ended: undefined, failedTasks: 0 });
    assert.deepEqual(await stateOf(200, described("Complete", 0, ended)), { ended: at, failedTasks: 0 });
    assert.deepEqual(await stateOf(200, described("Complete", 2, ended)), { ended: at, failedTasks: 2 });
    assert.deepEqual(await stateOf(200, described("Failed", 0, ended)), { ended: at, failedTasks: 1 });
    assert.equal(await stateOf(404, error("NoSuchJob")), undefined);
    await assert.rejects(stateOf(403, error("AccessDenied")), { name: "AccessDenied" });
  });
});
