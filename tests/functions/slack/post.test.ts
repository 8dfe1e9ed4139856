import * as assert from "node:assert/strict";
import { header, section } from "../../../functions/slack/blocks";
import { slackDestination } from "../../../functions/slack/destination";
import { postToSlack, type Patience } from "../../../functions/slack/post";
import { FakeSlack, TOKEN, WEBHOOK_PATH, type Mishap } from "./fake-slack";

const message = { text: "All is well", blocks: [header("All is well"), section("*42* ingests")] };
const SHORT: Patience = { timeoutMs: 2000, firstWaitMs: 1, budgetMs: 2000 };

describe("posting to Slack", () => {
  let slack: FakeSlack;
  const untouched = process.env["SLACK_API_URL"];
  before(async () => {
    slack = await FakeSlack.start();
    process.env["SLACK_API_URL"] = slack.apiUrl;
  });
  after(async () => {
    if (untouched === undefined) delete process.env["SLACK_API_URL"];
    else process.env["SLACK_API_URL"] = untouched;
    await slack.stop();
  });
  beforeEach(() => slack.clear());

  const post = (kind: "webhook" | "channel", options = {}, patience = SHORT) =>
    postToSlack(slackDestination(slack.secretText(kind)), message, options, patience);

  it("puts a message where a webhook leads, and is given no id", async () => {
    assert.deepEqual(await post("webhook"), {});
    assert.deepEqual(
      slack.posted.map(({ via, text, shown }) => [via, text, shown]),
      [["webhook", "All is well", "All is well\n*42* ingests"]],
    );
  });

  it("puts a message into a channel, answers it there, and changes it", async () => {
    const { messageId = "" } = await post("channel");
    await post("channel", { threadOf: messageId });
    await post("channel", { threadOf: messageId, alsoToChannel: true });
    await post("channel", { update: messageId });
    assert.deepEqual(
      slack.posted.map(({ via, channel, id, threadOf, alsoToChannel }) => [
        via,
        channel,
        id === messageId,
        threadOf,
        alsoToChannel,
      ]),
      [
        ["chat.postMessage", "C1", true, undefined, false],
        ["chat.postMessage", "C1", false, messageId, false],
        ["chat.postMessage", "C1", false, messageId, true],
        ["chat.update", "C1", true, undefined, false],
      ],
    );
  });

  it("posts to a webhook what would be an answer, as a message of its own", async () => {
    await post("webhook", { threadOf: "1.2", alsoToChannel: true });
    assert.deepEqual(
      slack.posted.map(({ threadOf, alsoToChannel }) => [threadOf, alsoToChannel]),
      [[undefined, false]],
    );
  });

  it("sends no more than Slack takes", async () => {
    const blocks = Array.from({ length: 70 }, () => section("x".repeat(200)));
    await postToSlack(slackDestination(slack.secretText("webhook")), { text: "y".repeat(50_000), blocks });
    assert.match(slack.posted[0]?.shown ?? "", /and \d+ more$/);
    assert.equal(slack.posted[0]?.text.length, 2996);
  });

  const passing: Readonly<Record<string, Mishap>> = {
    "is asked to wait": { status: 429, retryAfterSeconds: 0.05 },
    "is refused for being too fast, with no time named": { status: 429 },
    "meets an error of Slack's own": { status: 500 },
    "is answered nothing": "cut off",
    "is answered that Slack's insides failed": { error: "internal_error" },
  };
  for (const [what, mishap] of Object.entries(passing))
    it(`tries again when it ${what}`, async () => {
      slack.mishaps.push(mishap, mishap);
      await post("channel");
      assert.deepEqual([slack.requests, slack.posted.length], [3, 1]);
    });

  it("waits as long as Slack says, and no longer than it may", async () => {
    slack.mishaps.push({ status: 429, retryAfterSeconds: 60 });
    await assert.rejects(post("webhook"), /Slack took no message for 2 seconds: status 429/);
    assert.equal(slack.requests, 1, "it gives up at once: a minute is more than it has");
  });

  it("gives up when nobody listens, and names neither URL nor token", async () => {
    const away = await FakeSlack.start();
    const destination = slackDestination(away.secretText("webhook"));
    await away.stop();
    await assert.rejects(
      postToSlack(destination, message, {}, { ...SHORT, budgetMs: 20 }),
      ({ message: said, cause }: Error) =>
        said === "Slack took no message for 0.02 seconds: ECONNREFUSED" && cause === undefined,
    );
  });

  it("gives up on a Slack that does not answer in time", async () => {
    slack.mishaps.push("silence");
    await assert.rejects(post("webhook", {}, { timeoutMs: 30, firstWaitMs: 1, budgetMs: 0 }), /TimeoutError/);
  });

  for (const kind of ["webhook", "channel"] as const)
    it(`does not try again what Slack will never take from a ${kind}, and says its word`, async () => {
      slack.mishaps.push({ error: "channel_is_archived" });
      await assert.rejects(post(kind), (error: Error) => {
        assert.match(error.message, /Slack refused the message: channel_is_archived/);
        for (const secret of [WEBHOOK_PATH, TOKEN]) assert.ok(!error.message.includes(secret), secret);
        return true;
      });
      assert.equal(slack.requests, 1);
    });

  it("says what is wrong with blocks that Slack refuses", async () => {
    const wrong = [section("half a <link")];
    const posting = (kind: "webhook" | "channel") =>
      postToSlack(slackDestination(slack.secretText(kind)), { text: "x", blocks: wrong }, {}, SHORT);
    await assert.rejects(posting("webhook"), /invalid_blocks/);
    await assert.rejects(posting("channel"), /invalid_blocks.*Invalid/s);
  });

  it("refuses a token that Slack does not know", async () => {
    const stranger = slackDestination(JSON.stringify({ token: "xoxb-other", channel: "C1" }));
    await assert.rejects(postToSlack(stranger, message, {}, SHORT), /invalid_auth/);
  });
});
