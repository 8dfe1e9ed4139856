import * as assert from "node:assert/strict";
import { GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import type { Client } from "@opensearch-project/opensearch";
import { mockClient } from "aws-sdk-client-mock";
import { sendReport } from "../../../functions/daily-report/report";
import { reportStore } from "../../../functions/daily-report/report-store";
import { settingsOf } from "../../../functions/daily-report/settings";
import { slackDestination } from "../../../functions/slack/destination";
import { postToSlack } from "../../../functions/slack/post";
import { FakeSlack } from "../slack/fake-slack";
import { FakeCluster } from "./cluster";
import { environment } from "./environment";
import { ingest, NOW, oneOfEach, uuid } from "./made-up";

const settings = settingsOf({
  ...environment,
  INDICES: JSON.stringify([
    { title: "Production", index: "storage_ingests" },
    { title: "Staging", index: "storage_stage_ingests" },
  ]),
});

describe("sending the daily report", () => {
  let cluster: FakeCluster;
  let slack: FakeSlack;
  let search: Client;
  const s3 = new S3Client({
    region: "eu-west-1",
    credentials: { accessKeyId: "AKIA", secretAccessKey: "secret", sessionToken: "token" },
  });
  const bucket = mockClient(s3);
  let counted: Record<string, number>;
  before(async () => {
    [cluster, slack] = await Promise.all([FakeCluster.start(), FakeSlack.start()]);
    search = cluster.client();
  });
  after(async () => {
    await search.close();
    await Promise.all([cluster.stop(), slack.stop()]);
    bucket.restore();
  });
  beforeEach(() => {
    slack.clear();
    bucket.reset();
    counted = {};
    cluster.fault = undefined;
    const documents = Object.values(oneOfEach).map((made, number) => {
      const id = uuid(number);
      return { id, source: ingest({ id, ...made }) };
    });
    cluster.indices["storage_ingests"] = documents.toSorted((one, other) => (one.id < other.id ? -1 : 1));
    cluster.indices["storage_stage_ingests"] = [];
  });

  const send = () =>
    sendReport(settings, {
      search,
      store: reportStore(s3, settings.reportBucket),
      post: (message) =>
        postToSlack(
          slackDestination(slack.secretText("webhook")),
          message,
          {},
          { timeoutMs: 1000, firstWaitMs: 1, budgetMs: 5 },
        ),
      count: (name, value) => {
        counted[name] = value;
      },
      now: NOW,
    });

  it("writes the page under its date, private, and leads to it in Slack", async () => {
    await send();
    const [put] = bucket.commandCalls(PutObjectCommand);
    const { Body, ...others } = put?.args[0].input ?? {};
    assert.deepEqual(others, {
      Bucket: "reports",
      Key: "2026-06-12.html",
      ContentType: "text/html; charset=utf-8",
      CacheControl: "no-store",
    });
    assert.ok(typeof Body === "string");
    for (const { id } of cluster.indices["storage_ingests"] ?? []) assert.ok(Body.includes(id), id);
    assert.equal(slack.posted.length, 1);
    assert.match(slack.posted[0]?.shown ?? "", /\*Production\*[^]*\*Staging\*/);
    const [, link = ""] = /<([^|]+)\|Full report>/.exec(slack.posted[0]?.shown ?? "") ?? [];
    const { origin, pathname, searchParams } = new URL(link.replaceAll("&amp;", "&"));
    assert.equal(`${origin}${pathname}`, "https://reports.s3.eu-west-1.amazonaws.com/2026-06-12.html");
    assert.deepEqual(
      ["X-Amz-Expires", "X-Amz-Security-Token", "x-id"].map((name) => searchParams.get(name)),
      ["43200", "token", "GetObject"],
    );
    assert.equal(bucket.commandCalls(GetObjectCommand).length, 0);
    assert.match(
      slack.posted[0]?.shown ?? "",
      /<https:\/\/eu-west-1\.console\.aws\.amazon\.com\/s3\/object\/reports/,
    );
  });

  it("counts itself as sent, and what it found", async () => {
    cluster.indices["storage_stage_ingests"] = [{ id: "odd", source: { id: "odd" } }];
    await send();
    assert.deepEqual(counted, {
      IngestsReported: 7,
      IngestsThatNeedAttention: 3,
      DocumentsUnreadable: 1,
      ReportSent: 1,
    });
  });

  const nothingSent = () => {
    assert.deepEqual(counted, {}, "the alarm must see that there is no report");
    assert.equal(slack.posted.length, 0);
  };

  it("is not sent when the cluster gives a part of the ingests", async () => {
    cluster.fault = "shard failed";
    await assert.rejects(send(), /a part of a page/);
    nothingSent();
    assert.equal(bucket.calls().length, 0);
  });

  it("is not sent when an index is not there", async () => {
    delete cluster.indices["storage_stage_ingests"];
    await assert.rejects(send(), /storage_stage_ingests: .*index_not_found_exception/);
    nothingSent();
  });

  it("is not sent when the page cannot be written", async () => {
    bucket.on(PutObjectCommand).rejects(new Error("AccessDenied"));
    await assert.rejects(send(), /AccessDenied/);
    nothingSent();
  });

  it("has failed when Slack does not take the message, though the page is there", async () => {
    slack.mishaps.push({ error: "channel_is_archived" });
    await assert.rejects(send(), /channel_is_archived/);
    nothingSent();
    assert.equal(bucket.commandCalls(PutObjectCommand).length, 1);
  });
});
