import { Flood, GATHER_MS } from "../../../functions/slack-alarm/flood";
import type { LookUps } from "../../../functions/slack-alarm/aws";
import { Messages } from "../../../functions/slack-alarm/messages";
import { noticesOf } from "../../../functions/slack-alarm/notices";
import { Stories } from "../../../functions/slack-alarm/stories";
import { tell, type World } from "../../../functions/slack-alarm/tell";
import { slackDestination } from "../../../functions/slack/destination";
import { postToSlack } from "../../../functions/slack/post";
import { FakeSlack, type Posted } from "../slack/fake-slack";
import { Table } from "./table";

/** Finds nothing, as in a stage where nothing happened. */
export const nothingFound: LookUps = {
  messages: async () => 0,
  greatest: async () => [],
  lines: async () => [],
};

const PATIENCE = { timeoutMs: 5000, firstWaitMs: 1, budgetMs: 5 };

/** The function with a table and a Slack of its own, and a clock that a test sets. */
export class Listeners {
  table = new Table();
  now = new Date("2026-06-05T06:00:30Z");
  lookUps: LookUps = nothingFound;
  dashboardsUrl: string | undefined;
  kind: "webhook" | "channel" = "channel";
  /** Whether a run ends for good as soon as it posts, as when Lambda cuts it off. */
  dies = false;
  #runs = 0;

  private constructor(
    readonly slack: FakeSlack,
    private readonly stage: string,
  ) {}

  static async start(stage = "pro"): Promise<Listeners> {
    const slack = await FakeSlack.start();
    process.env["SLACK_API_URL"] = slack.apiUrl;
    return new Listeners(slack, stage);
  }

  async stop(): Promise<void> {
    delete process.env["SLACK_API_URL"];
    await this.slack.stop();
  }

  /** Forgets all that was heard and posted. */
  clear(): void {
    this.table = new Table();
    this.slack.clear();
    this.now = new Date("2026-06-05T06:00:30Z");
    this.lookUps = nothingFound;
    this.dashboardsUrl = undefined;
    this.kind = "channel";
    this.dies = false;
  }

  get posted(): readonly Posted[] {
    return this.slack.posted;
  }

  later(minutes: number): Date {
    this.now = new Date(this.now.getTime() + minutes * 60_000);
    return this.now;
  }

  /** One run of the function. */
  async hear(event: object, requestId = `run-${++this.#runs}`): Promise<readonly string[]> {
    const said: string[] = [];
    for (const notice of noticesOf(event, requestId, this.now))
      said.push(await tell(notice, this.#world(requestId)));
    return said;
  }

  #world(teller: string): World {
    const destination = slackDestination(this.slack.secretText(this.kind));
    return {
      stories: new Stories(this.table.client, "threads"),
      flood: new Flood(this.table.client, "threads", (milliseconds) => this.#gathering(milliseconds)),
      lookUps: this.lookUps,
      dashboardsUrl: this.dashboardsUrl,
      messages: new Messages(this.stage),
      post: (message, options) =>
        this.dies ? new Promise(() => {}) : postToSlack(destination, message, options, PATIENCE),
      now: () => this.now,
      teller,
    };
  }

  /** Others go on while one waits for them. */
  async #gathering(milliseconds: number): Promise<void> {
    if (milliseconds !== GATHER_MS) throw new Error(`waits ${milliseconds} ms`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
