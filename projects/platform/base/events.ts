import { mapValues } from "es-toolkit/object";
import { ChangeStream } from "../../../components/events/change-stream";
import { EventBus } from "../../../components/events/event-bus";
import { EventConsumer } from "../../../components/events/event-consumer";
import { consumers } from "../consumers";
import { busName, queueName, streamName } from "../names";
import type { PlatformPlace } from "./place";
import type { Settings } from "./settings";

/** What happened in the platform, who takes it, and where it can be read again in its order. */
export function events({ archiveDays, stream }: Settings["events"], at: PlatformPlace) {
  const { stage, accountId, primary, ground } = at;
  const keyArn = ground.keyArns.data;
  const bus = new EventBus(
    "events",
    { busName: busName(stage), description: "What happens in the platform", keyArn, archiveDays },
    primary,
  );
  const queues = mapValues(consumers, (consumer, word) => {
    const made = new EventConsumer(
      word,
      {
        bus,
        queueName: queueName(stage, word),
        ...consumer,
        region: ground.regions.primary,
        accountId,
        keyArn,
        alarmTopicArn: ground.alarmTopicArn,
      },
      primary,
    );
    const { queueName: name, arn, url, deadLetterName, handlerSeconds } = made;
    return { name, arn, url, deadLetterName, handlerSeconds };
  });
  const changes =
    stream && new ChangeStream("changes", { streamName: streamName(stage), keyArn, ...stream }, primary);
  return {
    events: { busName: bus.busName, busArn: bus.arn, archiveArn: bus.archiveArn },
    queues,
    stream: changes ? { name: changes.streamName, arn: changes.arn } : null,
  };
}
