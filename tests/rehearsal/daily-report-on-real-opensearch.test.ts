import * as assert from "node:assert/strict";
import { mock } from "node:test";
import { CreateBucketCommand, GetObjectCommand } from "@aws-sdk/client-s3";
import { Client } from "@opensearch-project/opensearch";
import { z } from "zod";
import { dateOf, windowStart } from "../../functions/daily-report/days";
import { ingestsInWindow } from "../../functions/daily-report/search";
import { sectionOf } from "../../functions/daily-report/section";
import { bundledFunction, type BundledFunction } from "../functions/bundled-function";
import { eachKindAt, hoursAgo, ingest, uuid } from "../functions/daily-report/made-up";
import { indexAll, makeIngestsIndex } from "../functions/daily-report/ingests-index";
import { FakeSlack } from "../functions/slack/fake-slack";
import { startBrowser } from "../servers/browser";
import { startOpenSearch, type OpenSearch } from "../servers/opensearch";
import { startS3Gateway, type S3Gateway } from "../servers/s3-gateway";
import { startSecretsManager, type SecretsManager } from "../servers/secrets-manager";

const INDEX = "storage_ingests";
/** Of one day, more than the cluster gives at a time. */
const MANY = 25_000;
/** Where midnight is never moved. */
const TOKYO = { timeZone: "Asia/Tokyo", offset: "+09:00" };

const now = new Date();
const start = windowStart(now, TOKYO.timeZone);
const window = { start, timeZone: TOKYO.timeZone };
const midnight = Date.parse(`${start}T00:00:00${TOKYO.offset}`);
const kinds = Object.entries(eachKindAt(now));

const known = Array.from({ length: MANY }, (_, number) => uuid(number));
const idOf = (kind: string) => `kind-${kind.replaceAll(" ", "-")}`;
const at = (milliseconds: number) => ({ lastModifiedDate: new Date(milliseconds).toISOString() });

describe("the daily report on a real OpenSearch of three nodes", function () {
  this.timeout("10m");
  let cluster: OpenSearch;
  let client: Client;

  before(async () => {
    cluster = await startOpenSearch({ nodes: 3 });
    client = cluster.client();
    await makeIngestsIndex(client, INDEX);
    await indexAll(client, INDEX, [
      ...known.map((id, number) =>
        ingest({ id, lastModifiedDate: hoursAgo(1 + (number % 3600) / 3600, now) }),
      ),
      ...kinds.map(([kind, made]) => ingest({ id: idOf(kind), ...made })),
      ingest({ id: "window-first", ...at(midnight) }),
      ingest({ id: "window-before", ...at(midnight - 1) }),
      ingest({ id: "window-failed-before", status: "failed", ...at(midnight - 1) }),
    ]);
  });
  after(() => cluster?.stop());

  async function found(index: string, pageSize?: number): Promise<readonly string[]> {
    const ids: string[] = [];
    for await (const page of ingestsInWindow(client, index, window, pageSize))
      ids.push(...page.map(({ id }) => id));
    return ids;
  }

  const expected = [...known, ...kinds.map(([kind]) => idOf(kind)), "window-first"].toSorted();

  for (const pageSize of [undefined, 777, 10_000])
    it(`finds every ingest of the window once, and of any age what has not ended (pages of ${pageSize ?? "its own size"})`, async () =>
      assert.deepEqual(await found(INDEX, pageSize), expected));

  it("finds each once while others are indexed and change", async () => {
    const ids: string[] = [];
    let page = 0;
    for await (const found of ingestsInWindow(client, INDEX, window, 5000)) {
      ids.push(...found.map(({ id }) => id));
      page++;
      // Changed ones get a new place in the index, and must not get one in the pages.
      await indexAll(client, INDEX, [
        ingest({ id: known[page * 4000] ?? "", lastModifiedDate: now.toISOString() }),
        ingest({ id: known[page] ?? "", lastModifiedDate: now.toISOString() }),
      ]);
    }
    assert.deepEqual(ids, expected);
  });

  it("knows each kind from the others", async () => {
    const pages = ingestsInWindow(client, INDEX, window);
    const { ingests, unreadable } = await sectionOf("Production", pages, now);
    assert.equal(unreadable.length, 0);
    for (const [kind] of kinds) {
      const status = Object.entries(ingests).find(([, list]) => list.some(({ id }) => id === idOf(kind)));
      assert.equal(status?.[0], kind.split(" ")[0]);
    }
    assert.equal(ingests.succeeded.length, MANY + 2);
  });

  /** How a node says that it cannot give all of the brittle index. */
  async function refusalOfBrittle(node: string): Promise<string> {
    const asking = new Client({ node, maxRetries: 0 });
    try {
      for await (const _page of ingestsInWindow(asking, "brittle", window)) return "nothing was missing";
      return "no page";
    } catch (error) {
      return /^brittle: \w+: [a-z_]+( [A-Z]+)?/.exec(error instanceof Error ? error.message : "")?.[0] ?? "";
    } finally {
      await asking.close();
    }
  }

  it("loses nothing when a node is lost while it asks, and says when it would", async () => {
    // Its shards are on one node each.
    await client.indices.create({
      index: "brittle",
      body: { settings: { index: { number_of_shards: 3, number_of_replicas: 0 } } },
    });
    await indexAll(client, "brittle", [ingest({ id: "1" }), ingest({ id: "2" }), ingest({ id: "3" })]);
    const ids: string[] = [];
    let lost: string | undefined;
    for await (const page of ingestsInWindow(client, INDEX, window, 5000)) {
      ids.push(...page.map(({ id }) => id));
      lost ??= await cluster.stopManager();
    }
    assert.deepEqual(ids, expected);
    const refusals = await Promise.all(cluster.urls.map(refusalOfBrittle));
    assert.deepEqual(refusals.toSorted(), [
      "brittle: ConnectionError: connect ECONNREFUSED",
      "brittle: ResponseError: search_phase_execution_exception",
      "brittle: ResponseError: search_phase_execution_exception",
    ]);
    await cluster.restartNode(lost ?? "");
    await client.cluster.health({ wait_for_nodes: 3, wait_for_status: "green", timeout: "60s" });
  });

  it("fails on an index that is closed, and on one that is not there", async () => {
    await assert.rejects(found("storage_none"), /storage_none: ResponseError: index_not_found_exception/);
    await client.indices.close({ index: INDEX });
    await assert.rejects(found(INDEX), /storage_ingests: ResponseError: index_closed_exception/);
    await client.indices.open({ index: INDEX, wait_for_active_shards: "all" });
  });

  describe("as it is deployed", () => {
    let report: BundledFunction;
    let s3: S3Gateway;
    let slack: FakeSlack;
    let secrets: SecretsManager;
    const untouched = { ...process.env };

    before(async () => {
      [report, s3, slack] = await Promise.all([
        bundledFunction("daily-report"),
        startS3Gateway(),
        FakeSlack.start(),
      ]);
      await s3.client().send(new CreateBucketCommand({ Bucket: "reports" }));
      const { hostname, port } = new URL(cluster.url);
      secrets = await startSecretsManager({
        host: `http://${hostname}`,
        port,
        user: "reader",
        password: "of the reader",
        slack: slack.secretText("channel"),
      });
      Object.assign(process.env, {
        INDICES: JSON.stringify([{ title: "Production", index: INDEX }]),
        REPORT_BUCKET: "reports",
        TIME_ZONE: TOKYO.timeZone,
        HOST_SECRET: "host",
        PORT_SECRET: "port",
        USER_SECRET: "user",
        PASSWORD_SECRET: "password",
        SLACK_SECRET: "slack",
        SLACK_API_URL: slack.apiUrl,
        AWS_REGION: s3.region,
        AWS_ACCESS_KEY_ID: s3.credentials.accessKeyId,
        AWS_SECRET_ACCESS_KEY: s3.credentials.secretAccessKey,
        AWS_ENDPOINT_URL_S3: s3.endpoint,
        AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.endpoint,
        POWERTOOLS_SERVICE_NAME: "daily-report",
        POWERTOOLS_METRICS_NAMESPACE: "Strongroom",
        // Metrics go where the test can see them.
        POWERTOOLS_DEV: "true",
        POWERTOOLS_METRICS_DISABLED: "false",
      });
    });
    after(async () => {
      process.env = untouched;
      report?.remove();
      await Promise.all([s3?.stop(), slack?.stop(), secrets?.stop()]);
    });

    it("tells Slack and the alarm, and its link leads to a page with everything", async () => {
      const { handler } = require(report.file);
      const log = mock.method(console, "log", () => undefined);
      await handler().finally(() => log.mock.restore());
      const [metrics] = log.mock.calls.map(({ arguments: [line] }) =>
        Metrics.parse(JSON.parse(String(line))),
      );
      assert.deepEqual(metrics, {
        service: "daily-report",
        ReportSent: 1,
        IngestsReported: expected.length,
        IngestsThatNeedAttention: 3,
        DocumentsUnreadable: 0,
      });
      const [told] = slack.posted;
      assert.match(
        told?.shown ?? "",
        /\*1 failed \(unknown reason\)\*, \*2 stalled\*, 1 failed \(user error\), .*, 25,002 succeeded/,
      );
      const [, link = ""] = /<([^|]+)\|Full report>/.exec(told?.shown ?? "") ?? [];
      const answer = await fetch(link.replaceAll("&amp;", "&"));
      assert.deepEqual(
        [answer.status, answer.headers.get("content-type"), answer.headers.get("cache-control")],
        [200, "text/html; charset=utf-8", "no-store"],
      );
      assert.deepEqual(rowsOf(await answer.text()), expected);
    });

    it("is a page whose program runs", async () => {
      const { Body } = await s3.client().send(new GetObjectCommand({ Bucket: "reports", Key: key() }));
      const browser = await startBrowser();
      try {
        const page = await browser.newPage();
        await page.setContent((await Body?.transformToString()) ?? "");
        await page.locator("output").filter({ hasText: "25,008 of 25,008 ingests" }).waitFor();
        await page.getByText("Succeeded").last().click();
        assert.equal(await page.locator("[data-status=succeeded] tbody tr").count(), 200);
      } finally {
        await browser.close();
      }
    });

    it("is to be had by nobody who has no link", async () => {
      assert.equal((await fetch(`${s3.endpoint}/reports/${key()}`)).status, 403);
    });
  });
});

/** Of the report that was made last. */
const key = () => `${dateOf(new Date(), TOKYO.timeZone)}.html`;

const Metrics = z.object({
  service: z.string(),
  ReportSent: z.number(),
  IngestsReported: z.number(),
  IngestsThatNeedAttention: z.number(),
  DocumentsUnreadable: z.number(),
});

const PageData = z.object({
  rows: z.array(z.record(z.string(), z.array(z.tuple([z.string()]).rest(z.unknown())))),
});

/** The ids in a page's data, in their own order. */
function rowsOf(html: string): readonly string[] {
  const [, json = ""] = /id="data">([^]*?)<\/script>/.exec(html) ?? [];
  const { rows } = PageData.parse(JSON.parse(json));
  return rows.flatMap((groups) => Object.values(groups).flatMap((list) => list.map(([id]) => id))).toSorted();
}
