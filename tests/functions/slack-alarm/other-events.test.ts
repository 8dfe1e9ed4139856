import * as assert from "node:assert/strict";
import { deadLetters } from "./alarms";
import { alarmEvent, busEvent, onTopic } from "./aws-events";
import { Listeners } from "./listeners";

/** As AWS Budgets publishes it. */
const budget = (type: "ACTUAL" | "FORECASTED") => `AWS Budget Notification June 05, 2026
AWS Account 111122223333

Dear AWS Customer,

You requested that we alert you when the ${type} Cost associated with your strongroom-pro budget is greater than $1,000.00 for the current month. The ${type} Cost associated with this budget is $1,234.56. You can find additional details below and by accessing the AWS Budgets dashboard [1].

Budget Name: strongroom-pro
Budget Type: Cost
Budgeted Amount: $1,000.00
Alert Type: ${type}
Alert Threshold: > $1,000.00
${type} Amount: $1,234.56

[1] https://console.aws.amazon.com/billing/home#/budgets
`;

describe("what is no alarm", () => {
  let here: Listeners;
  before(async () => {
    here = await Listeners.start();
  });
  after(() => here.stop());
  beforeEach(() => here.clear());

  async function told(event: object): Promise<string> {
    await here.hear(event);
    assert.equal(here.posted.length, 1);
    return here.posted[0]?.shown ?? "";
  }

  it("is a budget: with its amounts", async () => {
    const shown = await told(
      onTopic(budget("ACTUAL"), { subject: "AWS Budgets: strongroom-pro has exceeded" }),
    );
    assert.match(shown, /^:large_yellow_circle: \[pro\] Budget: strongroom-pro\nMore was spent/);
    assert.match(shown, /^\*Budgeted Amount\*\n\$1,000\.00$/m);
    assert.match(shown, /^\*ACTUAL Amount\*\n\$1,234\.56$/m);
    assert.match(shown, /^\*What to do:\* see in Cost Explorer/m);
  });

  it("is what a budget foresees", async () => {
    assert.match(await told(onTopic(budget("FORECASTED"))), /^By its end, more will have been spent/m);
  });

  it("is somebody's text: told as it is, nothing in it read as markup", async () => {
    const shown = await told(onTopic("<!channel> *all* is & well", { subject: "Hello" }));
    assert.match(shown, /^:large_yellow_circle: \[pro\] Hello\n&lt;!channel&gt; \*all\* is &amp; well$/m);
  });

  it("is JSON that is no alarm, without a subject", async () => {
    const topic = "arn:aws:sns:eu-west-1:111122223333:strongroom-pro-alarms";
    const shown = await told(onTopic('{"AlarmName":"half"}', { topic }));
    assert.match(shown, /\[pro\] A message on strongroom-pro-alarms\n\{"AlarmName":"half"\}/);
  });

  it("is a text that is longer than Slack takes", async () => {
    await told(onTopic("long ".repeat(20_000), { subject: "s".repeat(100) }));
  });

  it("is told once when it's delivered twice", async () => {
    const event = onTopic("hello", { id: "same" });
    await here.hear(event);
    await here.hear(event);
    assert.equal(here.posted.length, 1);
  });

  for (const [type, word] of [
    ["Backup Job State Change", "Backup"],
    ["Copy Job State Change", "Copy of a backup"],
  ] as const)
    for (const state of ["FAILED", "ABORTED", "EXPIRED"])
      it(`is a ${type} to ${state}`, async () => {
        const detail = {
          state,
          statusMessage: "The vault's policy refuses it",
          resourceArn: "arn:aws:rds:eu-west-1:111122223333:cluster:datavault",
          resourceType: "Aurora",
          backupVaultName: "strongroom-pro",
          percentDone: 0,
        };
        const shown = await told(busEvent(type, detail));
        assert.match(
          shown,
          new RegExp(`^:red_circle: \\[pro\\] ${word} ${state.toLowerCase()}: datavault\n`),
        );
        assert.match(shown, /^The vault's policy refuses it$/m);
        assert.match(shown, /^\*Vault\*\nstrongroom-pro$/m);
      });

  it("is a restore that failed, of which AWS calls the state its status", async () => {
    const shown = await told(
      busEvent("Restore Job State Change", {
        status: "FAILED",
        statusMessage: "The key is not there",
        resourceType: "Aurora",
        sourceResourceArn: "arn:aws:rds:eu-west-1:111122223333:cluster:web",
        backupVaultArn: "arn:aws:backup:eu-west-1:111122223333:backup-vault:strongroom-pro-backups",
      }),
    );
    assert.match(shown, /^:red_circle: \[pro\] Restore failed: web\nThe key is not there$/m);
    assert.match(shown, /^\*Vault\*\nstrongroom-pro-backups$/m);
    assert.match(shown, /^\*What to do:\* where a test was to show that backups can be restored/m);
  });

  it("is one event by two ways, by a rule of its own and on the topic: told once, as what it is", async () => {
    const event = busEvent("Backup Job State Change", {
      state: "FAILED",
      resourceArn: "arn:aws:rds:eu-west-1:111122223333:cluster:web",
    });
    const shown = await told(onTopic(JSON.stringify(event)));
    assert.match(shown, /^:red_circle: \[pro\] Backup failed: web\n/);
    await here.hear(event);
    assert.equal(here.posted.length, 1);
  });

  it("is an event of AWS that nobody knows: told by its type", async () => {
    const shown = await told(busEvent("Something New", { a: 1 }));
    assert.match(shown, /^:large_yellow_circle: \[pro\] Something New \(aws\.backup\)$/m);
    assert.match(shown, /"a": 1/);
  });

  it("is an event that nobody knows at all", async () => {
    for (const event of [{}, { Records: [] }, { Records: [{ s3: {} }] }, []]) {
      here.clear();
      assert.match(await told(event), /An event of a kind that nobody knows/);
    }
  });

  it("is an alarm that knows nothing any more: told, and no end of the one that is on", async () => {
    await here.hear(alarmEvent(deadLetters, { to: "ALARM", at: here.now }));
    here.later(1);
    await here.hear(alarmEvent(deadLetters, { to: "INSUFFICIENT_DATA", at: here.now }));
    here.later(1);
    await here.hear(alarmEvent(deadLetters, { to: "OK", at: here.now }));
    assert.equal(here.posted.length, 3);
    assert.equal(here.posted[2]?.threadOf, here.posted[0]?.id);
  });
});
