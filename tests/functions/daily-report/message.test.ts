import * as assert from "node:assert/strict";
import { messageOf, type MessageSettings } from "../../../functions/daily-report/message";
import type { Section } from "../../../functions/daily-report/section";
import type { Block } from "../../../functions/slack/blocks";
import { refusalOf } from "../slack/block-kit-limits";
import { hoursAgo, oneOfEach, uuid } from "./made-up";
import { sectionOfEach, sectionWith, times } from "./sections";

/** As long as a link that a function signs: the session's token is in it. */
const SHARED = `https://reports.s3.eu-west-1.amazonaws.com/2026-06-12.html?X-Amz-Security-Token=${"x".repeat(1700)}&X-Amz-Signature=y`;

const settings: MessageSettings = {
  date: "2026-06-12",
  windowStart: "2026-06-10",
  inspectorUrl: "https://ingests.example.org/{id}",
  sharedUrl: SHARED,
  consoleUrl:
    "https://eu-west-1.console.aws.amazon.com/s3/object/reports?region=eu-west-1&prefix=2026-06-12.html",
};

function textOf(block: Block): string {
  if (block.type === "section" || block.type === "header") return block.text?.text ?? "";
  return "";
}

/** The texts of a message as it is, after a look at whether Slack would take it. */
function told(sections: readonly Section[], others: Partial<MessageSettings> = {}): readonly string[] {
  const { text, blocks } = messageOf(sections, { ...settings, ...others });
  assert.equal(refusalOf(blocks), undefined);
  assert.equal(text, textOf(blocks[0] ?? { type: "divider" }), "notifications show the title");
  return blocks.map(textOf);
}

describe("the report in Slack", () => {
  it("has a tick when nothing needs attention", async () => {
    const well = await sectionWith([
      ...times(1200, oneOfEach["succeeded"]),
      ...times(2, oneOfEach["user-error"]),
      ...times(1, oneOfEach["accepted"]),
      ...times(3, oneOfEach["processing"]),
    ]);
    assert.deepEqual(told([well]), [
      ":white_check_mark: Ingests, Friday 12 June 2026",
      `<${SHARED.replace("&", "&amp;")}|Full report> (for some hours) or, at any time, <${settings.consoleUrl.replace("&", "&amp;")}|in S3> for those signed in to AWS`,
      "",
      "*Production* since Wednesday 10 June 2026\n2 failed (user error), 1 accepted, 3 processing, 1,200 succeeded",
    ]);
  });

  for (const kind of ["unknown-failure", "stalled when accepted", "stalled when processing"])
    it(`has an interrobang when an ingest is ${kind}, in whichever section`, async () => {
      const bad = await sectionWith(times(1, oneOfEach[kind]), { title: "Staging" });
      const well = await sectionWith(times(1, oneOfEach["succeeded"]));
      assert.equal(told([well, bad])[0], ":interrobang: Ingests, Friday 12 June 2026");
    });

  it("has a section for each index, with what is bad in bold, and names it", async () => {
    const texts = told([await sectionOfEach(1), await sectionWith([], { title: "Staging" })]);
    assert.deepEqual(texts.slice(3), [
      "*Production* since Wednesday 10 June 2026\n*1 failed (unknown reason)*, *2 stalled*, 1 failed (user error), 1 accepted, 1 processing, 1 succeeded",
      `*Failed (unknown reason)*\n• <https://ingests.example.org/${uuid(1)}|${uuid(1)}> digitised/b12345678/v1`,
      [
        "*Stalled*",
        `• <https://ingests.example.org/${uuid(4)}|${uuid(4)}> digitised/b12345678/v1`,
        `• <https://ingests.example.org/${uuid(6)}|${uuid(6)}> digitised/b12345678/v1`,
      ].join("\n"),
      "",
      "*Staging* since Wednesday 10 June 2026\nno ingests",
    ]);
  });

  it("shows plain ids when there is no inspector", async () => {
    const [list] = told([await sectionOfEach(1)], { inspectorUrl: undefined }).slice(4);
    assert.equal(list, `*Failed (unknown reason)*\n• \`${uuid(1)}\` digitised/b12345678/v1`);
  });

  it("names fifteen of each, the newest, and says how many more there are", async () => {
    const failed = Array.from({ length: 40 }, (_, number) => ({
      ...oneOfEach["unknown-failure"],
      lastModifiedDate: hoursAgo(number + 1),
    }));
    const lines = told([await sectionWith(failed)])
      .slice(4)
      .join("\n")
      .split("\n");
    assert.equal(lines.filter((line) => line.startsWith("• ")).length, 15);
    assert.ok(lines[1]?.includes(uuid(0)) && lines[15]?.includes(uuid(14)));
    assert.equal(lines[16], "and 25 more");
  });

  it("names fifteen without saying that there are none more", async () => {
    const texts = told([await sectionWith(times(15, oneOfEach["unknown-failure"]))]);
    assert.doesNotMatch(texts.join("\n"), /more/);
  });

  it("names fewer when there would be too much for one message, and says so", async () => {
    const sections = await Promise.all(
      ["Production", "Staging", "Trial"].map((title) => sectionOfEach(40, title)),
    );
    const texts = told(sections);
    const named = texts.join("\n").split("\n• ").length - 1;
    assert.ok(named >= 48 && named < 90, `${named}`);
    assert.equal(named % 6, 0, "of every list as many");
    assert.match(texts.at(-1) ?? "", new RegExp(`and ${80 - named / 6} more$`));
  });

  it("shows names as they are, whatever they hold and however long they are", async () => {
    const space = "<!channel>";
    const [, , , , list] = told([
      await sectionWith([
        { ...oneOfEach["unknown-failure"], space, externalIdentifier: "a & b", version: "v2" },
        ...times(14, { ...oneOfEach["unknown-failure"], externalIdentifier: "long/".repeat(700) }),
      ]),
    ]);
    assert.match(list ?? "", /> &lt;!channel&gt;\/a &amp; b\/v2\n/);
    assert.match(list ?? "", /digitised\/long\/[long/]+…/);
  });

  it("tells of documents that could not be read", async () => {
    const others = [{ id: "odd`one", source: { id: "odd`one" } }];
    const texts = told([await sectionWith(times(1, oneOfEach["succeeded"]), { others })]);
    assert.match(texts[0] ?? "", /:interrobang:/);
    assert.match(texts[3] ?? "", /\n\*1 could not be read\*, 1 succeeded$/);
    assert.equal(texts[4], "*Could not be read*\n• `odd'one`");
  });
});
