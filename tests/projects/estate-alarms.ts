import { z } from "zod";
import type { AlarmInputs } from "../functions/slack-alarm/aws-events";
import type { Registered } from "../graph/graph";

const Dimensions = z.record(z.string(), z.string()).default({});

/** What an alarm looks at: one metric, by a statistic or a percentile, or a number reckoned from several. */
const Looking = z.union([
  z
    .object({
      namespace: z.string(),
      metricName: z.string(),
      dimensions: Dimensions,
      statistic: z.string().optional(),
      extendedStatistic: z.string().optional(),
      period: z.number(),
    })
    .transform(({ extendedStatistic, statistic = extendedStatistic ?? "", ...metric }) => ({
      ...metric,
      statistic,
      reckoned: false,
    })),
  z
    .object({
      metricQueries: z.array(
        z.object({
          metric: z
            .object({
              namespace: z.string(),
              metricName: z.string(),
              dimensions: Dimensions,
              stat: z.string(),
              period: z.number(),
            })
            .optional(),
        }),
      ),
    })
    .transform(({ metricQueries }, context) => {
      const found = metricQueries.find(({ metric }) => metric)?.metric;
      if (!found) {
        context.addIssue({ code: "custom", message: "an expression of no metric" });
        return z.NEVER;
      }
      const { stat: statistic, ...metric } = found;
      return { ...metric, statistic, reckoned: true };
    }),
]);

/** An alarm of our programs. One that learns what is usual has no threshold. */
const Inputs = z.object({
  name: z.string(),
  alarmDescription: z.string().default(""),
  evaluationPeriods: z.number(),
  comparisonOperator: z.string(),
  threshold: z.number().default(0),
  treatMissingData: z.string(),
  alarmActions: z.array(z.string()),
  okActions: z.array(z.string()).default([]),
});

/** Alarms that act on tasks have more than one metric. */
const Acting = z.object({ name: z.string(), alarmActions: z.array(z.string()).default([]) });

const Budget = z.object({
  notifications: z.array(z.object({ subscriberSnsTopicArns: z.array(z.string()).default([]) })),
});

/** An alarm that people are told of, and where it is. */
export interface EstateAlarm {
  readonly inputs: AlarmInputs;
  readonly region: string;
  readonly accountId: string;
}

const isTopic = (arn: string): boolean => arn.startsWith("arn:aws:sns:");
const text = ({ inputs }: Registered, input: string): string => String(inputs[input]);
const partsOf = ({ outputs }: Registered): readonly string[] => String(outputs["arn"]).split(":");

/** The alarms of a stage, and all that has to do with them, as its programs registered them. */
export class EstateAlarms {
  readonly forPeople: readonly EstateAlarm[];

  constructor(private readonly registered: readonly Registered[]) {
    this.forPeople = this.#alarms
      .filter((alarm) => Acting.parse(alarm.inputs).alarmActions.some(isTopic))
      .map((alarm) => {
        const [, , , region = "", accountId = ""] = partsOf(alarm);
        const inputs = { ...Inputs.parse(alarm.inputs), ...Looking.parse(alarm.inputs) };
        return { inputs, region, accountId };
      });
  }

  /** Alarms that start and stop tasks. */
  get acting(): readonly z.infer<typeof Acting>[] {
    return this.#alarms
      .map(({ inputs }) => Acting.parse(inputs))
      .filter(({ alarmActions }) => !alarmActions.some(isTopic));
  }

  /** @throws when the topic has no policy of its own */
  topicPolicy(topicArn: string): unknown {
    const found = this.#of("aws:sns/topicPolicy:TopicPolicy").find(
      (policy) => text(policy, "arn") === topicArn,
    );
    if (found) return found.inputs["policy"];
    throw new Error(`no policy lets anybody publish to ${topicArn}`);
  }

  /** Protocols by which a topic is told. */
  listeners(topicArn: string): readonly string[] {
    return this.#of("aws:sns/topicSubscription:TopicSubscription")
      .filter((subscription) => text(subscription, "topic") === topicArn)
      .map((subscription) => text(subscription, "protocol"));
  }

  /** `region name`. */
  get logGroups(): readonly string[] {
    return this.#of("aws:cloudwatch/logGroup:LogGroup").map(
      (group) => `${partsOf(group)[3]} ${text(group, "name")}`,
    );
  }

  get slackFunctionPolicy(): unknown {
    const found = this.#of("aws:iam/rolePolicy:RolePolicy").find((policy) =>
      /^strongroom-\w+-slack-alarm$/.test(text(policy, "role")),
    );
    if (found) return found.inputs["policy"];
    throw new Error("no stack has the function that tells Slack");
  }

  get deadLetterQueues(): readonly string[] {
    return this.#of("aws:sqs/queue:Queue")
      .filter(({ inputs }) => Reflect.get(Object(inputs["tags"]), "archive:queue-role") === "dlq")
      .map((queue) => text(queue, "name"))
      .toSorted();
  }

  get functions(): readonly string[] {
    return this.#names("aws:lambda/function:Function");
  }

  get apis(): readonly string[] {
    return this.#names("aws:apigateway/restApi:RestApi");
  }

  /** Services that alarms of ours scale; where a metric is tracked, AWS makes alarms of its own. */
  get scaledServices(): readonly string[] {
    const tracking = this.#of("aws:appautoscaling/policy:Policy")
      .filter((policy) => text(policy, "policyType") === "TargetTrackingScaling")
      .map((policy) => text(policy, "resourceId"));
    return this.#of("aws:appautoscaling/target:Target")
      .map((target) => text(target, "resourceId"))
      .filter((service) => !tracking.includes(service))
      .map((service) => service.split("/").at(-1) ?? "");
  }

  /** Where each budget is told. */
  get budgets(): readonly { readonly topics: readonly string[] }[] {
    return this.#of("aws:budgets/budget:Budget").map(({ inputs }) => ({
      topics: Budget.parse(inputs).notifications.flatMap(
        ({ subscriberSnsTopicArns }) => subscriberSnsTopicArns,
      ),
    }));
  }

  get #alarms(): readonly Registered[] {
    return this.#of("aws:cloudwatch/metricAlarm:MetricAlarm");
  }

  #of(type: string): readonly Registered[] {
    return this.registered.filter((resource) => resource.type === type);
  }

  #names(type: string): readonly string[] {
    return this.#of(type)
      .map((resource) => text(resource, "name"))
      .toSorted();
  }
}
