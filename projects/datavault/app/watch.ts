import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as pulumi from "@pulumi/pulumi";
import { behindNat } from "../../../components/functions/behind-nat";
import { queueAlarm, QueueWatch } from "../../../components/message-broker/queue-watch";
import type { FunctionPlace } from "../../../components/functions/node-function";
import { workerNames } from "../names";
import { names, queues } from "./names";
import type { Surroundings } from "./surroundings";

/** Jobs that may wait at all times, and the hours that a job or a restart may. */
const WAITING = { jobs: 20, hours: 6, restartHours: 48 };

/** Counts what waits in RabbitMQ, and tells when it is not worked off. */
export function watchQueues(at: Surroundings, place: FunctionPlace, after: readonly pulumi.Resource[]): void {
  const { stage, settings, base, opts } = at;
  const functionName = names(stage).queueWatch;
  new QueueWatch(
    "queues",
    {
      functionName,
      host: base.queue.host,
      apiPort: base.queue.apiPort,
      user: base.queue.users.observer,
      secretsKeyArn: at.place.secretsKeyArn,
      // Of all workers that can be: how many there are changes nothing here.
      queues: [queues.jobs, queues.events, ...workerNames.map(queues.restartOf)],
      network: behindNat(
        "queues",
        {
          vpcId: at.place.vpcId,
          subnetIds: at.place.subnetIds,
          calls: "AWS and RabbitMQ",
          groupIds: [base.queue.clientGroupIds.observer],
        },
        opts,
      ),
      place,
    },
    // Its queues are there once the broker has run.
    { ...opts, dependsOn: [...after] },
  );
  const tells = { functionName, topicArn: at.alarmTopicArn };
  queueAlarm(
    "queued-jobs",
    {
      ...tells,
      queue: queues.jobs,
      moreThan: WAITING.jobs,
      hours: WAITING.hours,
      says: `More than ${WAITING.jobs} jobs of DataVault have waited for ${WAITING.hours} hours`,
      whatToDo:
        "see what the workers are at (log datavault); with all of them busy, let there be one more: datavault-app:workers",
    },
    opts,
  );
  queueAlarm(
    "queued-events",
    {
      ...tells,
      queue: queues.events,
      moreThan: 0,
      hours: 1,
      says: "The broker of DataVault has not worked off what the workers tell it for an hour",
      whatToDo: "see whether the broker runs, and what it says (log datavault, streams broker)",
    },
    opts,
  );
  for (const worker of workerNames
    .slice(0, settings.workers)
    .filter((name) => !settings.parked.includes(name)))
    queueAlarm(
      `${worker}-restarts`,
      {
        ...tells,
        queue: queues.restartOf(worker),
        moreThan: 0,
        hours: WAITING.restartHours,
        says: `${worker} of DataVault has had a restart to look at for ${WAITING.restartHours} hours`,
        whatToDo:
          "it looks there before it takes a job: it is busy with one, or stands still. Its lines in the log datavault say which",
      },
      opts,
    );
}

/** Tells of each task that ended by itself, or could not start: ECS starts another, and nobody would know. */
export function watchTasks({ stage, place, alarmTopicArn, opts }: Surroundings): void {
  const pattern = pulumi.jsonStringify({
    source: ["aws.ecs"],
    "detail-type": ["ECS Task State Change"],
    detail: {
      clusterArn: [
        pulumi.interpolate`arn:aws:ecs:${place.region}:${place.accountId}:cluster/${place.clusterName}`,
      ],
      lastStatus: ["STOPPED"],
      stopCode: ["EssentialContainerExited", "TaskFailedToStart", "TerminationNotice"],
      // Migrations end by themselves, and tell the deploy how.
      group: [{ prefix: "service:" }],
    },
  });
  const rule = new cloudwatch.EventRule(
    "stopped-tasks",
    {
      name: names(stage).stoppedTasks,
      description: "A task of DataVault ended by itself, or could not start",
      eventPattern: pattern,
    },
    opts,
  );
  new cloudwatch.EventTarget(
    "stopped-tasks-target",
    { targetId: "alarms", rule: rule.name, arn: alarmTopicArn },
    opts,
  );
}
