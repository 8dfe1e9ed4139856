import { z } from "zod";
import type { AlarmInputs } from "../functions/slack-alarm/aws-events";
import type { Registered } from "../graph/graph";

/** An alarm of our programs, with one metric. */
const Inputs = z.object({
  name: z.string(),
  alarmDescription: z.string().default(""),
  namespace: z.string(),
  metricName: z.string(),
  dimensions: z.record(z.string(), z.string()).default({}),
  statistic: z.string(),
  period: z.number(),
  evaluationPeriods: z.number(),
  comparisonOperator: z.string(),
  threshold: z.number(),
  treatMissingData: z.string(),
  alarmActions: z.array(z.string()),
  okActions: z.array(z.string()).default([]),
});

/** Alarms that act on tasks have more than one metric. */
const Acting = z.object({ name: z.string(), alarmActions: z.array(z.string()) });

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
        return { inputs: Inputs.parse(alarm.inputs), region, accountId };
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

  get scaledServices(): readonly string[] {
    return this.#of("aws:appautoscaling/target:Target").map(
      (target) => text(target, "resourceId").split("/").at(-1) ?? "",
    );
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
