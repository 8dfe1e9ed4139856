import * as assert from "node:assert/strict";
import { noticesOf } from "../../functions/slack-alarm/notices";
import { kinds, kindOf } from "../../functions/slack-alarm/kinds";
import { levels } from "../../functions/slack-alarm/level";
import { estate, stages, type Stage } from "../../projects/estate";
import { allows } from "../components/policy-evaluation";
import { alarmEvent } from "../functions/slack-alarm/aws-events";
import { Listeners } from "../functions/slack-alarm/listeners";
import type { Registered } from "../graph/graph";
import { deployed } from "../graph/project";
import { EstateAlarms, type EstateAlarm } from "./estate-alarms";

/** All that the programs of a stage register. */
async function registeredIn(stage: Stage): Promise<readonly Registered[]> {
  const graphs = await Promise.all(estate.map((stack) => deployed(stack, stage)));
  return graphs.flatMap(({ custom }) => custom);
}

for (const stage of stages)
  describe(`the alarms of ${stage}`, () => {
    let there: EstateAlarms;
    let here: Listeners;
    before(async function () {
      this.timeout(60_000);
      there = new EstateAlarms(await registeredIn(stage));
      here = await Listeners.start(stage);
    });
    after(() => here.stop());
    beforeEach(() => here.clear());

    const event = (alarm: EstateAlarm, to: "ALARM" | "OK") =>
      alarmEvent(alarm.inputs, { to, at: here.now, region: alarm.region, accountId: alarm.accountId });

    it("reach Slack, each by one message with a title, how bad it is and what to do, and end in its thread", async () => {
      assert.ok(there.forPeople.length > 60, `${there.forPeople.length} alarms`);
      const emoji = Object.values(levels).map((level) => level.emoji);
      for (const alarm of there.forPeople) {
        const { name, alarmDescription = "" } = alarm.inputs;
        const before = here.posted.length;
        await here.hear(event(alarm, "ALARM"));
        here.later(6);
        await here.hear(event(alarm, "OK"));
        const [began, ended, ...others] = here.posted.slice(before);
        const [notice] = noticesOf(event(alarm, "ALARM"), "", here.now);
        assert.ok(notice && "alarm" in notice.about);
        const { title } = kindOf(notice.about.alarm);
        assert.notEqual(
          title,
          name,
          `${name} looks at a metric that functions/slack-alarm/kinds.ts has no title for`,
        );
        assert.match(began?.text ?? "", new RegExp(`^(${emoji.join("|")}) \\[${stage}\\] [A-Z]`), name);
        assert.ok(began?.text.endsWith(`[${stage}] ${title}`), name);
        assert.ok(began?.shown.includes(alarmDescription.split("\n")[0] ?? ""), name);
        assert.match(began?.shown ?? "", /^\*What to do:\* .{20}/m, name);
        assert.deepEqual([ended?.threadOf, ended?.alsoToChannel], [began?.id, true], name);
        assert.match(ended?.text ?? "", /\*Ended\* after 6 min/, name);
        assert.deepEqual(others, [], name);
      }
    });

    it("are told when they begin and when they end, on topics that let CloudWatch publish", () => {
      for (const { inputs, region, accountId } of there.forPeople) {
        assert.equal(inputs.alarmActions.length, 1, inputs.name);
        assert.deepEqual(inputs.okActions, inputs.alarmActions, inputs.name);
        const [topic = ""] = inputs.alarmActions;
        assert.equal(topic.split(":")[3], region, `${inputs.name}: CloudWatch publishes in its own region`);
        const context = { "aws:SourceAccount": accountId };
        const asking = {
          principal: "cloudwatch.amazonaws.com",
          action: "sns:Publish",
          resource: topic,
          context,
        };
        assert.ok(allows(there.topicPolicy(topic), asking), topic);
      }
    });

    it("are all heard by the function in Slack, but for its own, which people are told by e-mail", () => {
      const own = there.forPeople.filter(({ inputs }) => inputs.name.includes("slack-alarm"));
      assert.ok(own.length >= 2, "its errors and its dead letters");
      for (const alarm of there.forPeople) {
        const [topic = ""] = alarm.inputs.alarmActions;
        const heard = there.listeners(topic);
        assert.equal(heard.includes("lambda"), !own.includes(alarm), `${alarm.inputs.name} on ${topic}`);
        assert.ok(
          heard.includes(own.includes(alarm) ? "email" : "lambda"),
          `${alarm.inputs.name} on ${topic}`,
        );
      }
    });

    it("are told by e-mail, too, where SNS of another region could lose them on their way to Slack", () => {
      for (const topic of new Set(there.forPeople.flatMap(({ inputs }) => inputs.alarmActions))) {
        const isElsewhere = topic.split(":")[3] !== "eu-west-1";
        const isSlacks = there.listeners(topic).includes("lambda");
        assert.equal(there.listeners(topic).includes("email"), isElsewhere || !isSlacks, topic);
      }
    });

    it("name logs that exist, and that the function may read", () => {
      for (const { inputs, region, accountId } of there.forPeople) {
        const [, group] = /^Log group: (.+)$/m.exec(inputs.alarmDescription ?? "") ?? [];
        if (group === undefined) continue;
        assert.ok(
          there.logGroups.includes(`${region} ${group}`),
          `${inputs.name} names ${group} in ${region}`,
        );
        if (!/^Log lines: /m.test(inputs.alarmDescription ?? "")) continue;
        const resource = `arn:aws:logs:${region}:${accountId}:log-group:${group}:log-stream:x`;
        const asking = { principal: "function", action: "logs:FilterLogEvents", resource };
        assert.ok(allows(there.slackFunctionPolicy, asking), `${inputs.name}: ${group} cannot be read`);
      }
    });

    it("watch every queue of dead letters, every function and every API (storage-service.md 10.3)", () => {
      const watched = (metric: string, dimension: string) =>
        there.forPeople
          .filter(({ inputs }) => `${inputs.namespace} ${inputs.metricName}` === metric)
          .map(({ inputs }) => inputs.dimensions[dimension] ?? "")
          .toSorted();
      assert.deepEqual(
        watched("AWS/SQS ApproximateNumberOfMessagesVisible", "QueueName"),
        there.deadLetterQueues,
      );
      assert.deepEqual(watched("AWS/Lambda Errors", "FunctionName"), there.functions);
      assert.deepEqual(watched("AWS/ApiGateway 5XXError", "ApiName"), there.apis);
      assert.ok(there.deadLetterQueues.length > 18 && there.functions.length > 4 && there.apis.length > 0);
    });

    it("start and stop tasks of every service that is scaled, and tell nobody", () => {
      assert.ok(there.scaledServices.length > 15);
      for (const service of there.scaledServices) {
        const acting = there.acting.filter(({ alarmActions }) =>
          alarmActions.some((arn) => arn.includes(`/${service}:`)),
        );
        assert.deepEqual(
          acting.map(({ name }) => /_(high|low)$/.exec(name)?.[1] ?? name).toSorted(),
          ["high", "low"],
          service,
        );
      }
    });

    it("tell of the month's costs, as they are and as they will be, at 100 and 110 percent", () => {
      // The root project's two write to people themselves, before any topic is there, and so do those of the platform.
      const told = there.budgets.filter(({ topics }) => topics.length > 0);
      assert.deepEqual([there.budgets.length, told.length], [6, 2]);
      for (const { topics } of told) {
        assert.equal(topics.length, 2);
        for (const topic of topics) {
          assert.ok(there.listeners(topic).includes("email"), topic);
          const asking = { principal: "budgets.amazonaws.com", action: "sns:Publish", resource: topic };
          const context = { "aws:SourceAccount": topic.split(":")[4] ?? "" };
          assert.ok(allows(there.topicPolicy(topic), { ...asking, context }), topic);
        }
      }
    });
  });

describe("the titles of alarms", () => {
  it("are each of an alarm that some stage has", async () => {
    const all = await Promise.all(stages.map(registeredIn));
    const used = new EstateAlarms(all.flat()).forPeople.map(
      ({ inputs }) => `${inputs.namespace} ${inputs.metricName}`,
    );
    assert.deepEqual(
      Object.keys(kinds).filter((metric) => !used.includes(metric)),
      [],
    );
  });
});
