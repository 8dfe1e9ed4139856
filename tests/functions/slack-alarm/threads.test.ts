import * as assert from "node:assert/strict";
import { breakGlass, deadLetters } from "./alarms";
import { alarmEvent, busEvent, type Change } from "./aws-events";
import { Listeners } from "./listeners";

describe("an alarm in Slack", () => {
  let here: Listeners;
  before(async () => {
    here = await Listeners.start();
  });
  after(() => here.stop());
  beforeEach(() => here.clear());

  const change = (to: Change["to"], others: Partial<Change> = {}, alarm = deadLetters) =>
    alarmEvent(alarm, { to, at: here.now, ...others });

  it("opens a thread, and its end is an answer there that the channel sees too", async () => {
    assert.deepEqual(await here.hear(change("ALARM")), ["beginning"]);
    here.later(125);
    assert.deepEqual(await here.hear(change("OK")), ["end"]);
    const [began, ended, ...others] = here.posted;
    assert.match(
      began?.text ?? "",
      /^:large_yellow_circle: \[pro\] Messages given up: storage-prod_notifier_dlq$/,
    );
    assert.match(
      ended?.text ?? "",
      /^:white_check_mark: \*Ended\* after 2 h 5 min: \[pro\] Messages given up: storage-prod_notifier_dlq$/,
    );
    assert.deepEqual([ended?.threadOf, ended?.alsoToChannel], [began?.id, true]);
    assert.deepEqual(others, []);
  });

  it("begins anew after its end, in a thread of its own", async () => {
    for (const to of ["ALARM", "OK", "ALARM"] as const) {
      await here.hear(change(to));
      here.later(1);
    }
    assert.equal(here.posted.length, 3);
    assert.equal(here.posted[2]?.threadOf, undefined);
  });

  it("says nothing of an alarm that was never on", async () => {
    assert.deepEqual(await here.hear(change("OK")), ["nothing"]);
    assert.deepEqual(here.posted, []);
  });

  it("is told once when SNS delivers it twice, at the same time too", async () => {
    const twice = change("ALARM", { messageId: "one" });
    await Promise.all([here.hear(twice), here.hear(twice)]);
    await here.hear(twice);
    assert.equal(here.posted.length, 1);
    here.later(1);
    const ended = change("OK", { messageId: "two" });
    await Promise.all([here.hear(ended), here.hear(ended)]);
    await here.hear(ended);
    assert.equal(here.posted.length, 2);
  });

  it("is told by one of two that hear of it at the same time", async () => {
    await Promise.all([here.hear(change("ALARM")), here.hear(change("ALARM"))]);
    assert.equal(here.posted.length, 1);
  });

  it("is kept back while it lasts, but for a line an hour in its thread", async () => {
    await here.hear(change("ALARM"));
    for (const minutes of [10, 20, 29, 1, 30, 31]) {
      here.later(minutes);
      await here.hear(change("ALARM"));
    }
    const [began, first, second, ...others] = here.posted;
    assert.match(first?.text ?? "", /\*Still\* \[pro\] .+, for 1 h\. 4 more notices were kept back$/);
    assert.match(second?.text ?? "", /for 2 h 1 min\. 6 more notices were kept back$/);
    for (const still of [first, second])
      assert.deepEqual([still?.threadOf, still?.alsoToChannel], [began?.id, false]);
    assert.deepEqual(others, []);
  });

  it("that comes and goes is told three times an hour, then once that it does, and kept up to date", async () => {
    for (let times = 0; times < 6; times++) {
      await here.hear(change("ALARM"));
      here.later(3);
      await here.hear(change("OK"));
      here.later(3);
    }
    const ids = here.posted.map(({ via, id }) => `${via} ${id}`);
    const flaps = here.posted.filter(({ text }) => text.includes("Comes and goes"));
    assert.equal(here.posted.length - flaps.length, 6);
    assert.equal(flaps[0]?.via, "chat.postMessage");
    assert.equal(new Set(flaps.map(({ id }) => id)).size, 1, ids.join("\n"));
    assert.deepEqual(
      flaps.map(({ shown }) => /It began \*(\d) times\*[^]*?(It is on|It has ended)/.exec(shown)?.slice(1)),
      [
        ["4", "It is on"],
        ["4", "It has ended"],
        ["5", "It is on"],
        ["5", "It has ended"],
        ["6", "It is on"],
        ["6", "It has ended"],
      ],
    );
    here.later(61);
    here.slack.posted.splice(0);
    assert.deepEqual(await here.hear(change("ALARM")), ["beginning"]);
  });

  it("whose end overtakes its beginning is told with both", async () => {
    const began = change("ALARM");
    here.later(1);
    await here.hear(change("OK"));
    await here.hear(began);
    assert.equal(here.posted.length, 2);
    assert.match(here.posted[1]?.text ?? "", /\*Ended\* after 1 min/);
  });

  it("ends in a message of its own where a webhook gives no ids", async () => {
    here.kind = "webhook";
    await here.hear(change("ALARM"));
    here.later(5);
    await here.hear(change("OK"));
    assert.deepEqual(
      here.posted.map(({ via }) => via),
      ["webhook", "webhook"],
    );
    assert.match(here.posted[1]?.text ?? "", /Ended/);
  });

  for (const turn of ["beginning", "end"] as const)
    it(`is told by a later try when Slack fails at its ${turn}, and not twice`, async () => {
      if (turn === "end") await here.hear(change("ALARM"));
      here.later(1);
      const before = here.posted.length;
      const event = change(turn === "end" ? "OK" : "ALARM", { messageId: "same" });
      here.slack.mishaps.push(...Array.from({ length: 9 }, () => ({ error: "invalid_auth" })));
      await assert.rejects(here.hear(event, "request"), /Slack refused the message: invalid_auth/);
      here.slack.mishaps.splice(0);
      await here.hear(event, "request");
      await here.hear(event, "request");
      assert.equal(here.posted.length, before + 1);
    });

  for (const turn of ["beginning", "end"] as const)
    it(`is told by whoever hears of it next when Slack fails at its ${turn}`, async () => {
      if (turn === "end") await here.hear(change("ALARM"));
      here.later(1);
      const before = here.posted.length;
      const event = change(turn === "end" ? "OK" : "ALARM", { messageId: "same" });
      here.slack.mishaps.push({ error: "invalid_auth" });
      await assert.rejects(here.hear(event, "one run"));
      await here.hear(event, "another run");
      assert.equal(here.posted.length, before + 1);
    });

  it("that ends before Slack took its beginning is told with both by the later try", async () => {
    const event = change("ALARM", { messageId: "same" });
    here.slack.mishaps.push({ error: "channel_not_found" });
    await assert.rejects(here.hear(event, "request"));
    here.later(2);
    assert.deepEqual(await here.hear(change("OK")), ["nothing"]);
    await here.hear(event, "request");
    assert.equal(here.posted.length, 2);
    assert.deepEqual(
      [here.posted[1]?.threadOf, /after 2 min/.test(here.posted[1]?.text ?? "")],
      [here.posted[0]?.id, true],
    );
  });

  /** A run that is cut off while it posts. */
  async function cutOff(event: object, requestId: string): Promise<void> {
    here.dies = true;
    void here.hear(event, requestId);
    await new Promise((resolve) => setTimeout(resolve, 50));
    here.dies = false;
  }

  it("is told by the next try of a run that was cut off", async () => {
    const event = change("ALARM", { messageId: "same" });
    await cutOff(event, "run");
    assert.deepEqual(await here.hear(event, "run"), ["beginning"]);
    assert.equal(here.posted.length, 1);
  });

  it("begins anew although the run that was to tell its end was cut off", async () => {
    await here.hear(change("ALARM"));
    here.later(1);
    await cutOff(change("OK"), "run");
    here.later(1);
    assert.deepEqual(await here.hear(change("ALARM")), ["beginning"]);
  });

  it("is not ended, nor told again, by what CloudWatch told before it began", async () => {
    const [ended, began] = [change("OK"), change("ALARM")];
    here.later(1);
    await here.hear(change("ALARM"));
    assert.deepEqual([await here.hear(ended), await here.hear(began)], [["nothing"], ["nothing"]]);
    here.later(1);
    await here.hear(change("OK"));
    assert.match(here.posted[1]?.text ?? "", /storage-prod_notifier_dlq$/, "nothing was kept back");
  });

  it("is told by another when who was at it has died", async () => {
    const event = change("ALARM", { messageId: "same" });
    await cutOff(event, "died");
    assert.deepEqual(await here.hear(event, "other"), ["nothing"]);
    here.later(6);
    assert.deepEqual(await here.hear(event, "other"), ["beginning"]);
    assert.equal(here.posted.length, 1);
  });

  it("ends in a message of its own when somebody has deleted its thread", async () => {
    await here.hear(change("ALARM"));
    here.slack.posted.splice(0);
    await here.hear(change("OK"));
    assert.deepEqual(
      here.posted.map(({ threadOf, text }) => [threadOf, text.includes("Ended")]),
      [[undefined, true]],
    );
  });

  it("calls everybody only when it is critical", async () => {
    await here.hear(change("ALARM"));
    await here.hear(change("ALARM", {}, breakGlass));
    assert.deepEqual(
      here.posted.map(({ shown }) => shown.includes("<!channel>")),
      [false, true],
    );
  });

  it("is of one service that cannot start tasks, until it is steady again", async () => {
    const event = (eventName: string, id: string) =>
      busEvent(
        "ECS Service Action",
        {
          eventType: "WARN",
          eventName,
          clusterArn: "arn:aws:ecs:eu-west-1:111122223333:cluster/strongroom-pro",
          createdAt: here.now.toISOString(),
        },
        {
          id,
          time: `${here.now.toISOString().slice(0, 19)}Z`,
          resources: ["arn:aws:ecs:eu-west-1:111122223333:service/strongroom-pro/storage-prod-notifier"],
        },
      );
    await here.hear(event("SERVICE_STEADY_STATE", "0"));
    here.later(1);
    await here.hear(event("SERVICE_TASK_START_IMPAIRED", "1"));
    here.later(1);
    await here.hear(event("SERVICE_TASK_START_IMPAIRED", "2"));
    here.later(1);
    await here.hear(event("SERVICE_STEADY_STATE", "3"));
    assert.equal(here.posted.length, 2);
    assert.match(
      here.posted[0]?.text ?? "",
      /:red_circle: \[pro\] Tasks do not start: storage-prod-notifier/,
    );
    assert.match(here.posted[1]?.text ?? "", /Ended.+1 more notice was kept back/);
  });
});
