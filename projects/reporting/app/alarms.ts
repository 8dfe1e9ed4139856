import * as pulumi from "@pulumi/pulumi";
import type { AlarmSource } from "../../../components/alerts/alarm-source";
import { EmailTopic } from "../../../components/alerts/email-topic";
import { SlackAlarms, type SlackAlarmsArgs } from "../../../components/alerts/slack-alarms";
import { stageProvider } from "../../../components/place/provider";

export interface AlarmsArgs extends Omit<SlackAlarmsArgs, "topics" | "logGroups"> {
  readonly emails: readonly string[];
  /** Regions that only mirrors are in. */
  readonly regions: readonly string[];
  /** Topics of those regions, as storage/base made them. */
  readonly regionalTopicArns: pulumi.Output<Readonly<Record<string, string>>>;
  readonly owner: pulumi.Output<string>;
  /** Log group of the storage API. */
  readonly apiLogGroupName: pulumi.Output<string>;
}

/** Every alarm of the stage in Slack, and by e-mail what Slack could not be told. */
export function alarms(args: AlarmsArgs, opts: pulumi.ComponentResourceOptions) {
  const { emails, regions, regionalTopicArns, owner, apiLogGroupName, ...told } = args;
  const { stage, place } = args;
  const email = new EmailTopic(
    "email",
    {
      topicName: `strongroom-${stage}-alarms-by-email`,
      addresses: emails,
      accountId: place.accountId,
      region: place.region,
      keyArn: place.dataKey.keyArn,
    },
    opts,
  );
  const elsewhere = topicsOf(regions, regionalTopicArns).map(({ region, arn }): AlarmSource => ({
    name: region,
    arn,
    elsewhere: {
      providers: [
        stageProvider(`aws-${region}`, { system: "reporting", owner, accountId: place.accountId, region }),
      ],
    },
  }));
  const slack = new SlackAlarms(
    "slack-alarm",
    {
      ...told,
      topics: [{ name: "primary", arn: place.alarmTopicArn }, ...elsewhere],
      logGroups: [`/aws/lambda/strongroom-${stage}-*`, `/strongroom/${stage}/trail`, apiLogGroupName],
      place: { ...place, alarmTopicArn: email.arn },
    },
    opts,
  );
  return { slack, emailTopicArn: email.arn };
}

/**
 * The topics of the regions that this stack is told of.
 * @throws (as a failed deployment) when they are not those in which storage/base has alarms
 */
function topicsOf(regions: readonly string[], made: AlarmsArgs["regionalTopicArns"]) {
  const told = regions.toSorted().join(", ") || "none";
  const checked = made.apply((topics) => {
    const there = Object.keys(topics).toSorted().join(", ") || "none";
    if (there !== told)
      throw new pulumi.RunError(
        `reporting-app:alarmRegions is ${told}, but storage/base has alarms in ${there}: list just those, so that each is told`,
      );
    return topics;
  });
  return regions.map((region) => ({ region, arn: checked.apply((topics) => topics[region] ?? "") }));
}
