import * as pulumi from "@pulumi/pulumi";
import { EmailReaders, EmailTopic } from "../../../components/alerts/email-topic";
import { SlackAlarms, type SlackAlarmsArgs } from "../../../components/alerts/slack-alarms";
import { stageProvider } from "../../../components/place/provider";
import { EDGE_REGION } from "../../../components/place/regions";

export interface AlarmsArgs extends Omit<SlackAlarmsArgs, "topics" | "logGroups"> {
  readonly emails: readonly string[];
  /** Regions that only mirrors are in. */
  readonly regions: readonly string[];
  /** Topics of those regions, as storage/base made them. */
  readonly regionalTopicArns: pulumi.Output<Readonly<Record<string, string>>>;
  /** Whether CloudFront's alarms are told, and what webservice/base has of it: null where it is off. */
  readonly cdn: {
    readonly told: boolean;
    readonly made: pulumi.Output<{ readonly alarmTopicArn: string } | null>;
  };
  /** Where the platform tells of its names and its CloudFront. */
  readonly platformEdgeTopicArn: pulumi.Output<string>;
  /** Where alarms about DataVault's copy are told, in the stage's second region. */
  readonly datavault: { readonly region: pulumi.Output<string>; readonly arn: pulumi.Output<string> };
  readonly owner: pulumi.Output<string>;
  /** Log group of the storage API. */
  readonly apiLogGroupName: pulumi.Output<string>;
}

/** Every alarm of the stage in Slack, and by e-mail what Slack could not be told, or might not hear of. */
export function alarms(args: AlarmsArgs, opts: pulumi.ComponentResourceOptions) {
  const { emails, regions, regionalTopicArns, cdn, platformEdgeTopicArn, datavault, owner, ...rest } = args;
  const { apiLogGroupName, ...told } = rest;
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
  const topics = [
    ...topicsOf(regions, regionalTopicArns),
    ...topicsOfCdn(cdn),
    { name: "platform-edge", region: EDGE_REGION, arn: platformEdgeTopicArn },
    { name: "datavault", ...datavault },
  ];
  const elsewhere = topics.map(({ name, region, arn }) => ({
    name,
    arn,
    elsewhere: {
      providers: [
        stageProvider(`aws-${name}`, { system: "reporting", owner, accountId: place.accountId, region }),
      ],
    },
  }));
  for (const { name, arn, elsewhere: there } of elsewhere)
    new EmailReaders(`email-${name}`, { topicArn: arn, addresses: emails }, there);
  const slack = new SlackAlarms(
    "slack-alarm",
    {
      ...told,
      topics: [{ name: "primary", arn: place.alarmTopicArn }, ...elsewhere],
      logGroups: [
        `/aws/lambda/strongroom-${stage}-*`,
        `/strongroom/${stage}/trail`,
        `/strongroom/strongroom-${stage}-web`,
        "datavault",
        apiLogGroupName,
      ],
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
  return regions.map((region) => ({
    name: region,
    region,
    arn: checked.apply((topics) => topics[region] ?? ""),
  }));
}

/**
 * The topic of CloudFront's alarms, where they are told.
 * @throws (as a failed deployment) when they are to be told and webservice/base has none, or the other way round
 */
function topicsOfCdn({ told, made }: AlarmsArgs["cdn"]) {
  const checked = made.apply((found) => {
    if ((found !== null) !== told)
      throw new pulumi.RunError(
        `reporting-app:cdnAlarms is ${told}, but webservice/base has ${found === null ? "no CDN" : "a CDN"}: set it to ${!told}`,
      );
    return found?.alarmTopicArn ?? "";
  });
  return told ? [{ name: EDGE_REGION, region: EDGE_REGION, arn: checked }] : [];
}
