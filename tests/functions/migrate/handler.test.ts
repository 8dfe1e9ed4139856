import * as assert from "node:assert/strict";
import {
  CloudWatchLogsClient,
  GetLogEventsCommand,
  ResourceNotFoundException,
} from "@aws-sdk/client-cloudwatch-logs";
import {
  DescribeTasksCommand,
  ECSClient,
  RunTaskCommand,
  StopTaskCommand,
  UpdateServiceCommand,
} from "@aws-sdk/client-ecs";
import { mockClient } from "aws-sdk-client-mock";
import { tasksOnFargate } from "../../../functions/migrate/aws";
import { bundledFunction } from "../bundled-function";

const TASK = "arn:aws:ecs:eu-west-1:111122223333:task/strongroom-pro/0123abcd";
const request = {
  clusterArn: "arn:aws:ecs:eu-west-1:111122223333:cluster/strongroom-pro",
  taskDefinitionArn: "arn:aws:ecs:eu-west-1:111122223333:task-definition/images-pro-migrate:7",
  containerName: "migrate",
  subnetIds: ["subnet-1", "subnet-2"],
  securityGroupIds: ["sg-1"],
  logGroupName: "/strongroom/images-pro",
  streamPrefix: "migrate",
  tag: "images-pro-migrate",
  thenRestart: [],
};

describe("the migrations' task on Fargate", () => {
  const clients = {
    ecs: new ECSClient({ region: "eu-west-1" }),
    logs: new CloudWatchLogsClient({ region: "eu-west-1" }),
  };
  const ecs = mockClient(clients.ecs);
  const logs = mockClient(clients.logs);
  const tasks = tasksOnFargate(clients.ecs, clients.logs, "call-1");
  afterEach(() => {
    ecs.reset();
    logs.reset();
  });
  after(() => {
    ecs.restore();
    logs.restore();
  });

  it("is started once for each call, never on Spot, without a public address, and marked", async () => {
    ecs.on(RunTaskCommand).resolves({ tasks: [{ taskArn: TASK }] });
    assert.equal(await tasks.start(request), TASK);
    assert.deepEqual(ecs.commandCalls(RunTaskCommand)[0]?.args[0].input, {
      cluster: request.clusterArn,
      taskDefinition: request.taskDefinitionArn,
      count: 1,
      launchType: "FARGATE",
      platformVersion: "1.4.0",
      clientToken: "call-1",
      tags: [{ key: "migrates", value: "images-pro-migrate" }],
      networkConfiguration: {
        awsvpcConfiguration: {
          subnets: ["subnet-1", "subnet-2"],
          securityGroups: ["sg-1"],
          assignPublicIp: "DISABLED",
        },
      },
    });
  });

  it("that ECS does not start fails with ECS's own words", async () => {
    ecs
      .on(RunTaskCommand)
      .resolves({ tasks: [], failures: [{ reason: "RESOURCE:ENI", detail: "none left" }] });
    await assert.rejects(tasks.start(request), {
      message: "ECS did not start the migrations: RESOURCE:ENI: none left",
    });
  });

  it("stands as the container that migrates does, whatever its sidecars ended with", async () => {
    ecs.on(DescribeTasksCommand).resolves({
      tasks: [
        {
          lastStatus: "STOPPED",
          stoppedReason: "Essential container in task exited",
          containers: [
            { name: "collector", exitCode: 137 },
            { name: "migrate", exitCode: 0 },
          ],
        },
      ],
    });
    assert.deepEqual(await tasks.standing(request, TASK), {
      ended: true,
      reason: "Essential container in task exited",
      exitCode: 0,
      containerReason: undefined,
    });
  });

  for (const lastStatus of ["PENDING", "RUNNING", "DEPROVISIONING"])
    it(`has not ended while it is ${lastStatus}`, async () => {
      ecs.on(DescribeTasksCommand).resolves({ tasks: [{ lastStatus }] });
      assert.equal((await tasks.standing(request, TASK))?.ended, false);
    });

  it("is unknown until ECS has it", async () => {
    ecs.on(DescribeTasksCommand).resolves({ tasks: [], failures: [{ reason: "MISSING" }] });
    assert.equal(await tasks.standing(request, TASK), undefined);
  });

  it("is stopped by its own ARN", async () => {
    ecs.on(StopTaskCommand).resolves({});
    await tasks.stop(request, TASK, "late");
    assert.deepEqual(ecs.commandCalls(StopTaskCommand)[0]?.args[0].input, {
      cluster: request.clusterArn,
      task: TASK,
      reason: "late",
    });
  });

  it("is followed by a new start of a service, which stays as it is", async () => {
    ecs.on(UpdateServiceCommand).resolves({});
    await tasks.restart(request, "images-pro");
    assert.deepEqual(ecs.commandCalls(UpdateServiceCommand)[0]?.args[0].input, {
      cluster: request.clusterArn,
      service: "images-pro",
      forceNewDeployment: true,
    });
  });

  it("tells its last words from its own stream, and none where it never began", async () => {
    logs.on(GetLogEventsCommand).resolves({ events: [{ message: "one" }, { message: "two" }] });
    assert.deepEqual(await tasks.lastWords(request, TASK), ["one", "two"]);
    const [asked] = logs.commandCalls(GetLogEventsCommand);
    assert.equal(asked?.args[0].input.logStreamName, "migrate/migrate/0123abcd");
    assert.equal(asked?.args[0].input.logGroupName, "/strongroom/images-pro");
    logs
      .on(GetLogEventsCommand)
      .rejects(new ResourceNotFoundException({ message: "no stream", $metadata: {} }));
    assert.deepEqual(await tasks.lastWords(request, TASK), []);
    logs.on(GetLogEventsCommand).rejects(new Error("AccessDenied"));
    await assert.rejects(tasks.lastWords(request, TASK), /AccessDenied/);
  });
});

describe("the migrations' function as Lambda runs it", () => {
  const untouched = { ...process.env };
  before(() => void Object.assign(process.env, { AWS_REGION: "eu-west-1" }));
  after(() => {
    process.env = untouched;
  });

  it("is one file that finds AWS's clients in the runtime, and refuses what it was not asked for", async () => {
    const deployed = await bundledFunction("migrate");
    try {
      const handler = deployed.handler();
      assert.ok(typeof handler === "function");
      await assert.rejects(
        async () => handler({}, { awsRequestId: "1", getRemainingTimeInMillis: () => 60_000 }),
        /the request for migrations/,
      );
    } finally {
      deployed.remove();
    }
  });
});
