import * as assert from "node:assert/strict";
import { keepRetention } from "../../../functions/retention-keeper/keep";
import {
  daysFromNow,
  deliver,
  FakeJobs,
  keptFrom,
  MemoryStore,
  NOW,
  renewed,
  settings,
  VAULT,
} from "./made-up";

describe("a retention keeper's renewals", () => {
  it("are of what would else come near the floor, and of nothing else", async () => {
    const { store, jobs, outcome } = await keptFrom([
      { key: "fresh", lockedFor: 180 },
      { key: "early", lockedFor: 97.1 },
      { key: "due", lockedFor: 96.9 },
      { key: "late", lockedFor: 1 },
      { key: "lapsed", lockedFor: -1 },
    ]);
    assert.deepEqual(renewed(store, jobs), [`${VAULT},due,v`, `${VAULT},late,v`, `${VAULT},lapsed,v`]);
    assert.equal(outcome.findings?.due, 3);
    assert.equal(outcome.jobId, "job-1");
  });

  it("are of current objects only: what is hidden or overwritten runs out", async () => {
    const { store, jobs, outcome } = await keptFrom([
      { key: "hidden", version: "marker", marker: true },
      { key: "hidden", version: "old", latest: false, lockedFor: 1 },
      { key: "overwritten", version: "new", lockedFor: 1 },
      { key: "overwritten", version: "old", latest: false, lockedFor: 1 },
    ]);
    assert.deepEqual(renewed(store, jobs), [`${VAULT},overwritten,new`]);
    assert.equal(outcome.findings?.objects, 1);
  });

  it("give a lock to what has none, or one that can be lifted", async () => {
    const { store, jobs, outcome } = await keptFrom([
      { key: "bare" },
      { key: "weak", mode: "GOVERNANCE", lockedFor: 500 },
      { key: "strong", lockedFor: 180 },
    ]);
    assert.deepEqual(renewed(store, jobs), [`${VAULT},bare,v`, `${VAULT},weak,v`]);
    assert.deepEqual([outcome.findings?.withoutLock, outcome.findings?.belowFloor], [2, 2]);
  });

  it("lock for a week longer than the vault asks for, since the job runs later", async () => {
    const { jobs } = await keptFrom([{ key: "due", lockedFor: 10 }]);
    assert.deepEqual(jobs.ordered[0]?.retainUntil, daysFromNow(187));
  });

  it("name keys as the inventory does, and what was there before there were versions", async () => {
    const { store, jobs } = await keptFrom([
      { key: "space/a+b%2C%20%C3%BC.tif", lockedFor: 1 },
      { key: "space/old.tif", version: "", lockedFor: 1 },
    ]);
    assert.deepEqual(renewed(store, jobs), [
      `${VAULT},space/a+b%2C%20%C3%BC.tif,v`,
      `${VAULT},space/old.tif,null`,
    ]);
  });

  it("are never ordered where locks are fixed, which are watched all the same", async () => {
    const fixed = { lockDays: 3650, renewEveryDays: 0, floorDays: 365 };
    const { jobs, outcome } = await keptFrom([{ key: "old", lockedFor: 364 }, { key: "bare" }], {
      settings: fixed,
    });
    assert.deepEqual(jobs.ordered, []);
    assert.deepEqual(outcome.findings, { objects: 2, inCases: 0, withoutLock: 1, belowFloor: 2, due: 0 });
  });

  it("need no job when nothing is due", async () => {
    const { store, jobs, outcome } = await keptFrom([{ key: "fresh", lockedFor: 180 }]);
    assert.deepEqual(jobs.ordered, []);
    assert.equal(outcome.jobId, undefined);
    assert.deepEqual(await store.keysBelow("renewals/"), []);
  });

  it("read every file of an inventory", async () => {
    const store = new MemoryStore();
    const jobs = new FakeJobs();
    deliver(store, daysFromNow(-1), [{ key: "a", lockedFor: 1 }], [{ key: "b", lockedFor: 1 }]);
    await keepRetention(store, jobs, settings, NOW);
    assert.deepEqual(renewed(store, jobs), [`${VAULT},a,v`, `${VAULT},b,v`]);
  });
});

describe("a retention keeper's jobs", () => {
  const due = [{ key: "due", lockedFor: 10 }];

  /** Two runs; in between the first job ends, or not, and perhaps a new inventory comes. */
  async function secondRun(
    ended: Date | undefined,
    inventory?: Date,
    failedTasks = 0,
    forget: "receipt" | "job" | "nothing" = "nothing",
  ) {
    const { store, jobs } = await keptFrom(due);
    jobs.states.set("job-1", { ended, failedTasks });
    if (forget === "job") jobs.states.delete("job-1");
    if (forget === "receipt") store.objects.delete(`renewals/${VAULT}/latest.json`);
    if (inventory) deliver(store, inventory, due);
    const outcome = await keepRetention(store, jobs, settings, daysFromNow(1));
    return { outcome, ordered: jobs.ordered.length };
  }

  it("are one for an inventory: a second run counts, and orders nothing", async () => {
    const { outcome, ordered } = await secondRun(daysFromNow(0.1));
    assert.deepEqual([ordered, outcome.jobId, outcome.findings?.due], [1, undefined, 1]);
  });

  it("are one for an inventory even when the note of the first was lost", async () => {
    const { outcome, ordered } = await secondRun(daysFromNow(0.1), undefined, 0, "receipt");
    assert.deepEqual([ordered, outcome.jobId], [1, undefined]);
  });

  it("are not ordered while one is under way", async () => {
    assert.equal((await secondRun(undefined, daysFromNow(0.5))).ordered, 1);
  });

  it("are not ordered by an inventory that cannot know what the last one did", async () => {
    assert.equal((await secondRun(daysFromNow(0.6), daysFromNow(0.5))).ordered, 1);
    assert.equal((await secondRun(daysFromNow(0.4), daysFromNow(0.5))).ordered, 2);
  });

  it("are ordered again when S3 has forgotten the last one", async () => {
    assert.equal((await secondRun(undefined, daysFromNow(0.5), 0, "job")).ordered, 2);
  });

  it("tell how many objects the last one left out", async () => {
    assert.equal((await secondRun(daysFromNow(0.1), undefined, 3)).outcome.failedTasks, 3);
  });
});
