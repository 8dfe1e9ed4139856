import {
  type CloudWatchLogsClient,
  GetLogEventsCommand,
  ResourceNotFoundException,
} from "@aws-sdk/client-cloudwatch-logs";
import {
  DescribeTasksCommand,
  type ECSClient,
  RunTaskCommand,
  StopTaskCommand,
  UpdateServiceCommand,
} from "@aws-sdk/client-ecs";
import { idOf, type Standing, type Tasks } from "./migrate";

/** Lines of a container that are shown. */
const LINES = 40;

/** What only one of our own tasks has: the function may stop no other. */
const TAG = "migrates";

/**
 * Tasks on Fargate.
 * @param once the same for every try of one call: ECS then starts one task for all of them
 */
export function tasksOnFargate(ecs: ECSClient, logs: CloudWatchLogsClient, once: string): Tasks {
  return {
    async start(request) {
      const { tasks = [], failures = [] } = await ecs.send(
        new RunTaskCommand({
          cluster: request.clusterArn,
          taskDefinition: request.taskDefinitionArn,
          count: 1,
          // Never on Spot: what is interrupted may be half done.
          launchType: "FARGATE",
          platformVersion: "1.4.0",
          clientToken: once,
          tags: [{ key: TAG, value: request.tag }],
          networkConfiguration: {
            awsvpcConfiguration: {
              subnets: request.subnetIds,
              securityGroups: request.securityGroupIds,
              assignPublicIp: "DISABLED",
            },
          },
        }),
      );
      const taskArn = tasks[0]?.taskArn;
      if (taskArn !== undefined) return taskArn;
      const why = failures.map(({ reason, detail }) => [reason, detail].filter(Boolean).join(": "));
      throw new Error(`ECS did not start the migrations: ${why.join("; ") || "it does not say why"}`);
    },
    async standing({ clusterArn, containerName }, taskArn): Promise<Standing | undefined> {
      const { tasks = [] } = await ecs.send(
        new DescribeTasksCommand({ cluster: clusterArn, tasks: [taskArn] }),
      );
      const [task] = tasks;
      if (task === undefined) return undefined;
      const container = task.containers?.find(({ name }) => name === containerName);
      return {
        ended: task.lastStatus === "STOPPED",
        reason: task.stoppedReason,
        exitCode: container?.exitCode,
        containerReason: container?.reason,
      };
    },
    async stop({ clusterArn }, taskArn, reason) {
      await ecs.send(new StopTaskCommand({ cluster: clusterArn, task: taskArn, reason }));
    },
    async restart({ clusterArn }, service) {
      await ecs.send(new UpdateServiceCommand({ cluster: clusterArn, service, forceNewDeployment: true }));
    },
    async lastWords({ logGroupName, streamPrefix, containerName }, taskArn) {
      try {
        const { events = [] } = await logs.send(
          new GetLogEventsCommand({
            logGroupName,
            logStreamName: `${streamPrefix}/${containerName}/${idOf(taskArn)}`,
            limit: LINES,
            startFromHead: false,
          }),
        );
        return events.map(({ message = "" }) => message);
      } catch (error) {
        // A container that never began has no stream.
        if (error instanceof ResourceNotFoundException) return [];
        throw error;
      }
    },
  };
}
