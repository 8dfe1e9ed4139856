import * as pulumi from "@pulumi/pulumi";
import { QueueWorker } from "../../../../components/services/queue-worker";
import { WorkerGroup } from "../../../../components/services/worker-group";
import { consumers } from "../../consumers";
import { names } from "../names";
import { databaseOf, type PlatformGround } from "../place";
import type { Settings } from "../settings";
import { storesOf } from "./stores";
import { type WorkerRow, workers, type WorkerWord } from "./table";

/** What a worker is told that no store says. */
const own = (word: WorkerWord, settings: Settings["workers"]): Readonly<Record<string, string>> =>
  word === "sync" ? { DATASETS: Object.keys(settings.sync.datasets).toSorted().join(",") } : {};

/** Every worker of the table, each a service of its own. */
export function queueWorkers(
  settings: Settings["workers"],
  at: PlatformGround,
): Readonly<Record<string, QueueWorker>> {
  const { stage, ground, base, services, primary } = at;
  const { groupId } = new WorkerGroup("workers", { vpcId: services.vpcId }, primary);
  const worker = (word: WorkerWord, row: WorkerRow) => {
    const { size, tasks, database: databaseWord } = settings[word];
    const queue = base.queues[row.queue];
    const database = databaseOf(base.databases, databaseWord, `workers.${word}.database`);
    const stores = storesOf(row.touches, database, at);
    return new QueueWorker(
      word,
      {
        serviceName: names(stage).worker(word),
        does: consumers[row.queue].does,
        place: services,
        alarmTopicArn: ground.alarmTopicArn,
        program: {
          image: settings.image,
          user: settings.user,
          command: [word],
          environment: Object.assign(
            {
              AWS_REGION: ground.regions.primary,
              QUEUE_URL: queue.url,
              HANDLER_SECONDS: pulumi.interpolate`${queue.handlerSeconds}`,
              ...own(word, settings),
            },
            ...stores.map(({ environment }) => environment),
          ),
          secrets: Object.assign({}, ...stores.map(({ secrets }) => secrets)),
        },
        size,
        queue: { name: queue.name, arn: queue.arn, keyArn: ground.keyArns.data },
        tasks: { ...tasks, idleSeconds: row.idleSeconds },
        lag: { seconds: row.lagSeconds, whatToDo: row.whatToDo },
        statements: stores.flatMap(({ statements }) => statements),
        securityGroupIds: [groupId, ...stores.map((store) => store.groupId)],
      },
      primary,
    );
  };
  return { sync: worker("sync", workers.sync), reindex: worker("reindex", workers.reindex) };
}
