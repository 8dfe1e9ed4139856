import * as assert from "node:assert/strict";
import { slackDestination } from "../../../functions/slack/destination";

const WEBHOOK = "https://hooks.slack.com/services/T1/B1/very-secret";

describe("a secret that says where Slack's messages go", () => {
  const taken = {
    "a webhook": [JSON.stringify({ webhook: WEBHOOK }), { kind: "webhook", url: WEBHOOK }],
    "a bare URL, with the line's end that an editor adds": [
      `${WEBHOOK}\n`,
      { kind: "webhook", url: WEBHOOK },
    ],
    "a channel with its token": [
      JSON.stringify({ token: "xoxb-1", channel: "C1" }),
      { kind: "channel", token: "xoxb-1", channel: "C1" },
    ],
  } as const;
  for (const [what, [text, destination]] of Object.entries(taken))
    it(`may hold ${what}`, () => assert.deepEqual(slackDestination(text), destination));

  const refused = {
    nothing: "",
    "a webhook that is not encrypted": JSON.stringify({ webhook: WEBHOOK.replace("https", "http") }),
    "a host that only begins like this machine": JSON.stringify({
      webhook: "http://127.0.0.1.very-secret.org",
    }),
    "a token without its channel": JSON.stringify({ token: "xoxb-very-secret" }),
    "two destinations": JSON.stringify({ webhook: WEBHOOK, token: "xoxb-1", channel: "C1" }),
    "a word": "very-secret",
  };
  for (const [what, text] of Object.entries(refused))
    it(`refuses ${what}, and says which forms it takes but not what it read`, () =>
      assert.throws(
        () => slackDestination(text),
        ({ message }: Error) => /"webhook":/.test(message) && !message.includes("very-secret"),
      ));
});
