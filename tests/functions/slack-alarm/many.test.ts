import * as assert from "node:assert/strict";
import { Flood } from "../../../functions/slack-alarm/flood";
import { Messages, type Entry } from "../../../functions/slack-alarm/messages";
import { withinLimits } from "../../../functions/slack/within-limits";
import { refusalOf } from "../slack/block-kit-limits";
import { alarmOn, breakGlass } from "./alarms";
import { alarmEvent, type Change } from "./aws-events";
import { Listeners } from "./listeners";
import { Table } from "./table";

const entry = (title: string, level: Entry["level"] = "error"): Entry => ({
  level,
  turn: "began",
  title,
  url: `https://eu-west-1.console.aws.amazon.com/cloudwatch/home?region=eu-west-1#alarmsV2:alarm/${title}`,
});

describe("what is gathered", () => {
  const now = () => new Date("2026-06-05T06:00:00Z");
  const gathering = (table: Table) => new Flood(table.client, "threads", async () => {});

  it("is posted once each, those that came meanwhile in a message of their own", async () => {
    const flood = gathering(new Table());
    const posted: string[][] = [];
    const post = async (entries: readonly Entry[]) => {
      posted.push(entries.map(({ title }) => title));
      if (posted.length === 1) await flood.gather("second", entry("second"), "other", now, post);
      return {};
    };
    await flood.gather("first", entry("first"), "one", now, post);
    await flood.gather("third", entry("third"), "one", now, post);
    assert.deepEqual(posted, [["first"], ["second"], ["third"]]);
  });

  it("is posted by another when Slack fails for the first", async () => {
    const flood = gathering(new Table());
    const fails = () => Promise.reject(new Error("no Slack"));
    await assert.rejects(flood.gather("first", entry("first"), "one", now, fails), /no Slack/);
    const posted: string[] = [];
    await flood.gather("second", entry("second"), "other", now, async (entries) => {
      posted.push(...entries.map(({ title }) => title));
      return {};
    });
    assert.deepEqual(posted, ["first", "second"]);
  });
});

describe("a message about very many", () => {
  const entries = [
    ...Array.from({ length: 150 }, (_, at) => entry(`warned-${at}-${"w".repeat(90)}`, "warning")),
    ...Array.from({ length: 5 }, (_, at) => entry(`failed-${at}`)),
    { ...entry("ended"), turn: "ended" as const },
  ];

  it("is within Slack's limits, names the worst first, and counts those that it does not name", () => {
    const { text, blocks } = new Messages("pro").many(entries);
    assert.equal(text, ":red_circle: [pro] 155 more alarms");
    assert.equal(refusalOf(withinLimits(blocks)), undefined);
    assert.deepEqual(withinLimits(blocks), blocks, "nothing is cut off that is not counted");
    const shown = JSON.stringify(blocks);
    const named = shown.match(/\|(warned|failed|ended)-?\d*/g) ?? [];
    assert.deepEqual(named.slice(0, 5), ["|failed-0", "|failed-1", "|failed-2", "|failed-3", "|failed-4"]);
    assert.equal(/and (\d+) more/.exec(shown)?.[1], String(entries.length - named.length));
    assert.ok(named.length > 20 && named.length < 100, `${named.length} named`);
  });
});

describe("many alarms in Slack", () => {
  let here: Listeners;
  before(async () => {
    here = await Listeners.start();
  });
  after(() => here.stop());
  beforeEach(() => here.clear());

  const alarms = Array.from({ length: 33 }, (_, at) =>
    alarmOn("AWS/Lambda", "Errors", { FunctionName: `function-${at}` }),
  );
  const all = (to: Change["to"], which = alarms) =>
    Promise.all(which.map((alarm) => here.hear(alarmEvent(alarm, { to, at: here.now }))));
  const texts = () => here.posted.map(({ text }) => text);

  for (const kind of ["channel", "webhook"] as const)
    it(`at once are told by themselves up to ten, and the others in one message (${kind})`, async () => {
      here.kind = kind;
      await all("ALARM");
      const many = here.posted.filter(({ text }) => text === ":red_circle: [pro] 23 more alarms");
      assert.equal(many.length, 1, texts().join("\n"));
      assert.equal(here.posted.length, 11);
      const named = here.posted.flatMap(({ shown }) => shown.match(/Function failed: function-\d+/g) ?? []);
      assert.equal(new Set(named).size, 33);
    });

  it("end together, too, in the thread of their message", async () => {
    await all("ALARM");
    const group = here.posted.find(({ text }) => text.includes("23 more alarms"));
    here.later(4);
    const before = here.posted.length;
    await all("OK");
    const ends = here.posted.slice(before);
    assert.equal(ends.length, 11);
    const many = ends.filter(({ text }) => text === ":white_check_mark: [pro] 23 alarms have ended");
    assert.deepEqual(
      many.map(({ threadOf }) => threadOf),
      [group?.id],
    );
  });

  it("are told by themselves when five minutes have passed", async () => {
    await all("ALARM", alarms.slice(0, 10));
    here.later(6);
    await all("ALARM", alarms.slice(10, 20));
    assert.equal(here.posted.length, 20);
    assert.ok(!texts().some((text) => text.includes("more alarm")));
  });

  it("that come later in a flood are told in the thread of the first message about many", async () => {
    await all("ALARM", alarms.slice(0, 20));
    here.later(4);
    await here.hear(alarmEvent(alarms[30] ?? breakGlass, { to: "ALARM", at: here.now }));
    const [first, second] = here.posted.slice(10);
    assert.match(first?.text ?? "", /10 more alarms/);
    assert.deepEqual([second?.text, second?.threadOf], [":red_circle: [pro] 1 more alarm", first?.id]);
  });

  it("do not hide one that is critical", async () => {
    await all("ALARM");
    await here.hear(alarmEvent(breakGlass, { to: "ALARM", at: here.now }));
    assert.match(texts().at(-1) ?? "", /Break-glass was used/);
  });

  it("are all told by a later try when Slack fails", async () => {
    await all("ALARM", alarms.slice(0, 10));
    here.slack.mishaps.push({ error: "invalid_auth" });
    const tries = alarms.slice(10).map((alarm, at) => ({
      event: alarmEvent(alarm, { to: "ALARM", at: here.now }),
      requestId: `try-${at}`,
    }));
    const first = await Promise.allSettled(tries.map(({ event, requestId }) => here.hear(event, requestId)));
    assert.equal(first.filter(({ status }) => status === "rejected").length, 1);
    for (const [at, { event, requestId }] of tries.entries())
      if (first[at]?.status === "rejected") await here.hear(event, requestId);
    assert.equal(here.posted.length, 11);
    assert.match(texts().at(-1) ?? "", /23 more alarms/);
  });
});
