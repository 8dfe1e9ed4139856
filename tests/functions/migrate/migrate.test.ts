import * as assert from "node:assert/strict";
import { migrate, type Patience, type Standing, type Tasks } from "../../../functions/migrate/migrate";
import { requestOf, type Request } from "../../../functions/migrate/request";

const TASK = "arn:aws:ecs:eu-west-1:111122223333:task/strongroom-pro/0123abcd";

const request: Request = {
  clusterArn: "arn:aws:ecs:eu-west-1:111122223333:cluster/strongroom-pro",
  taskDefinitionArn: "arn:aws:ecs:eu-west-1:111122223333:task-definition/images-pro-migrate:7",
  containerName: "migrate",
  subnetIds: ["subnet-1"],
  securityGroupIds: ["sg-1"],
  logGroupName: "/strongroom/images-pro",
  streamPrefix: "migrate",
  tag: "images-pro-migrate",
  thenRestart: [],
};

/** A task that stands so, look after look; the last for ever. */
function tasksThat(stand: readonly (Standing | undefined)[], words: readonly string[] | Error = []) {
  const stopped: string[] = [];
  const restarted: string[] = [];
  let looks = 0;
  const tasks: Tasks = {
    start: () => Promise.resolve(TASK),
    standing: () => Promise.resolve(stand[Math.min(looks++, stand.length - 1)]),
    stop: (_request, taskArn) => Promise.resolve(void stopped.push(taskArn)),
    lastWords: () => (words instanceof Error ? Promise.reject(words) : Promise.resolve(words)),
    restart: (_request, service) => Promise.resolve(void restarted.push(service)),
  };
  return { tasks, stopped, restarted, looks: () => looks };
}

/** Patience for so many looks. */
function looks(most: number): Patience {
  let left = most;
  return { wait: () => Promise.resolve(void left--), left: () => left };
}

const running: Standing = { ended: false };

describe("migrating before a deploy", () => {
  it("waits until the task has ended well, though ECS does not know it at first", async () => {
    const { tasks, stopped, looks: looked } = tasksThat([undefined, running, { ended: true, exitCode: 0 }]);
    assert.deepEqual(await migrate(request, tasks, looks(9)), { taskArn: TASK });
    assert.equal(looked(), 3);
    assert.deepEqual(stopped, []);
  });

  it("has those that read a changed secret start anew once it has ended well, and not before", async () => {
    const asked = { ...request, thenRestart: ["broker", "web"] };
    const well = tasksThat([running, { ended: true, exitCode: 0 }]);
    await migrate(asked, well.tasks, looks(9));
    assert.deepEqual(well.restarted, ["broker", "web"]);
    for (const standing of [{ ended: true, exitCode: 1 }, running]) {
      const ill = tasksThat([standing]);
      await assert.rejects(migrate(asked, ill.tasks, looks(2)));
      assert.deepEqual(ill.restarted, []);
    }
  });

  it("does not take a task that is still ending for one that has ended", async () => {
    const { tasks, looks: looked } = tasksThat([
      { ended: false, exitCode: 0 },
      { ended: true, exitCode: 0 },
    ]);
    await migrate(request, tasks, looks(9));
    assert.equal(looked(), 2);
  });

  it("fails with the container's last words", async () => {
    const failed = { ended: true, exitCode: 1, reason: "Essential container in task exited" };
    const { tasks } = tasksThat([failed], ["Applying images.0007", 'column "day" already exists']);
    await assert.rejects(migrate(request, tasks, looks(9)), {
      message:
        'the migrations failed: their container ended with 1 (Essential container in task exited). Task 0123abcd; its last words:\nApplying images.0007\ncolumn "day" already exists',
    });
  });

  it("shows the end of long words", async () => {
    const { tasks } = tasksThat([{ ended: true, exitCode: 1 }], ["x".repeat(5000), "the end"]);
    await assert.rejects(migrate(request, tasks, looks(9)), ({ message }: Error) => {
      assert.match(message, /the end$/);
      assert.ok(message.length < 2200);
      return true;
    });
  });

  it("says why a container did not begin", async () => {
    const { tasks } = tasksThat([
      { ended: true, reason: "Task failed to start", containerReason: "CannotPullContainerError: no access" },
    ]);
    await assert.rejects(migrate(request, tasks, looks(9)), {
      message:
        "the migrations did not begin (Task failed to start: CannotPullContainerError: no access). Task 0123abcd; it said nothing",
    });
  });

  it("stops what takes longer than there is time, and says what to do", async () => {
    const { tasks, stopped } = tasksThat([running], ["Applying images.0008"]);
    await assert.rejects(migrate(request, tasks, looks(3)), {
      message:
        /^the migrations were not done in the time that a deploy has for them, and were stopped: .* in steps.*\nApplying images.0008$/s,
    });
    assert.deepEqual(stopped, [TASK]);
  });

  it("says why it failed though its words are not to be had", async () => {
    const { tasks } = tasksThat([{ ended: true, exitCode: 2 }], new Error("AccessDenied"));
    await assert.rejects(migrate(request, tasks, looks(9)), {
      message:
        "the migrations failed: their container ended with 2. Task 0123abcd; its words cannot be read: AccessDenied",
    });
  });
});

describe("the request for migrations", () => {
  it("names one revision of a task definition, and all that it runs with", () => {
    assert.deepEqual(requestOf(request), request);
    const family = { ...request, taskDefinitionArn: "images-pro-migrate" };
    assert.throws(() => requestOf(family), /request for migrations: .*one revision of a task definition/s);
    assert.throws(() => requestOf({ ...request, subnetIds: [] }), /subnetIds/);
    assert.throws(() => requestOf({ ...request, colour: "blue" }), /colour/);
  });
});
