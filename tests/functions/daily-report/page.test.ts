import * as assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { z } from "zod";
import { pageOf } from "../../../functions/daily-report/page/page";
import type { Section } from "../../../functions/daily-report/section";
import { LONDON, NOW, oneOfEach } from "./made-up";
import { sectionOfEach, sectionWith, times } from "./sections";

const settings = {
  date: "2026-06-12",
  windowStart: "2026-06-10",
  now: NOW,
  timeZone: LONDON,
  region: "eu-west-1",
  inspectorUrl: "https://ingests.example.org/{id}",
};
const page = (...sections: readonly Section[]) => pageOf(sections, settings);

const Data = z.object({ rows: z.array(z.record(z.string(), z.array(z.array(z.unknown())))) });

function dataOf(html: string) {
  const [, json = ""] = /<script type="application\/json" id="data">([^]*?)<\/script>/.exec(html) ?? [];
  return Data.parse(JSON.parse(json));
}

const rowsOf = (html: string): number => html.split('<tr role="row"><td').length - 1;

describe("the report's page", () => {
  it("has the groups in the order in which people should look", async () => {
    const ids = [...page(await sectionOfEach(1)).matchAll(/<details[^>]*data-status="([^"]+)"/g)];
    assert.deepEqual(
      ids.map(([, id]) => id),
      ["unknown-failure", "stalled", "user-error", "accepted", "processing", "succeeded"],
    );
  });

  it("says at once whether something needs attention", async () => {
    const well = await sectionWith(times(3, oneOfEach["succeeded"]));
    assert.match(page(well), /class="verdict good">\s*Nothing needs attention/);
    assert.match(page(well, await sectionOfEach(1)), /class="verdict bad">\s*3 ingests need attention/);
    const others = [{ id: "odd", source: {} }];
    const odd = await sectionWith(times(1, oneOfEach["stalled when accepted"]), { others });
    assert.match(page(odd), /1 ingest needs attention; 1 document could not be read/);
    assert.match(page(odd), /<code>odd<\/code>[^<]*space: /);
  });

  it("shows an ingest with its links, and its last event when it has not succeeded", async () => {
    const html = page(
      await sectionWith([
        {
          id: "f00d",
          status: "failed",
          externalIdentifier: "b/1 (two)",
          lastModifiedDate: "2026-06-11T21:05:00Z",
          events: ["Unpacking started", "Unpacking failed - nothing at s3://uploads/a%20b/c.tar.gz."],
        },
      ]),
    );
    assert.match(html, /<a href="https:\/\/ingests\.example\.org\/f00d">f00d<\/a>/);
    assert.match(html, /<time datetime="2026-06-11T21:05:00\.000Z">11 Jun 2026, 22:05<\/time>/);
    const console = "https://eu-west-1.console.aws.amazon.com/s3/object/uploads?region=eu-west-1&amp;prefix=";
    assert.ok(
      html.includes(
        `Unpacking failed - nothing at <a href="${console}a%2520b%2Fc.tar.gz">s3://uploads/a%20b/c.tar.gz</a>.`,
      ),
    );
    assert.ok(
      html.includes(`<a href="${console}digitised%2Fb%2F1%20(two).tar.gz">Uploaded package in S3</a>`),
    );
    const { inspectorUrl: _none, ...others } = settings;
    assert.doesNotMatch(
      pageOf([await sectionOfEach(1)], { ...others, inspectorUrl: undefined }),
      /ingests\.example\.org/,
    );
  });

  it("takes nothing that others wrote for HTML", async () => {
    const bad = `<script>alert(1)</script><!--"'&`;
    const html = page(
      await sectionWith(
        [{ status: "failed", id: bad, space: bad, externalIdentifier: bad, version: bad, events: [bad] }],
        { title: bad, others: [{ id: bad, source: {} }] },
      ),
    );
    assert.doesNotMatch(html, /<script>alert|<!--/);
    assert.equal(html.split("<script").length - 1, 2, "the data's and the program's");
    assert.equal(dataOf(html).rows[0]?.["unknown-failure"]?.[0]?.[2], bad);
  });

  it("runs its own program and no other, and loads nothing", async () => {
    const html = page(await sectionOfEach(1));
    const policy = (/Content-Security-Policy"\s+content="([^"]+)"/.exec(html)?.[1] ?? "").replaceAll(
      "&#39;",
      "'",
    );
    const hash = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
    const [, style = ""] = /<style>([^]*?)<\/style>/.exec(html) ?? [];
    const [, program = ""] = /<script>([^]*?)<\/script>/.exec(html) ?? [];
    assert.deepEqual(policy.split("; "), [
      "default-src 'none'",
      `style-src ${hash(style)}`,
      `script-src ${hash(program)}`,
      "img-src data:",
      "base-uri 'none'",
      "form-action 'none'",
    ]);
    assert.doesNotMatch(html, /\s(style|on[a-z]+)="/, "what the policy would not let run");
  });

  it("can be read without JavaScript, but for what succeeded and what is very much", async () => {
    assert.equal(rowsOf(page(await sectionOfEach(1))), 6);
    const many = page(await sectionWith(times(201, oneOfEach["unknown-failure"])));
    assert.equal(rowsOf(many), 200);
    assert.match(many, /<noscript>\s*<p>1 more are shown with JavaScript/);
  });

  it("has every ingest of twenty thousand, in some 120 bytes each", async () => {
    const html = page(await sectionWith(times(20_000, oneOfEach["succeeded"])));
    assert.equal(dataOf(html).rows[0]?.["succeeded"]?.length, 20_000);
    assert.ok(html.length < 20_000 * 120, `${html.length}`);
  });
});
