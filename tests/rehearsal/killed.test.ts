import assert from "node:assert/strict";
import { estate } from "../../projects/estate";
import { engineFirst } from "./engine-first";
import { EstateCopy, ended, processesIn, until } from "./estate-copy";
import { lessGround } from "./less-ground";
import { whatStands } from "./what-stands";

describe("a rehearsal that is killed", function () {
  this.timeout("8m");
  engineFirst();
  const made = estate.filter(({ name }) => ["root", "foundation/base"].includes(name));
  const undisturbed = new EstateCopy();
  const copy = new EstateCopy();
  before(() => [undisturbed, copy].forEach((each) => lessGround(each)));
  after(() => {
    undisturbed.remove();
    copy.remove();
  });

  /** Two stacks, the second built on the first: with more of them it would only take longer. */
  const stacks = ["--only", "foundation/base"];

  /** Things that exist in the clouds when the kill comes, and who dies: only the rehearsal, or all that it started. */
  const kills = [
    { things: 8, whole: false, how: [] },
    { things: 90, whole: true, how: ["--checkpoints"] },
  ];

  for (const { things, whole, how } of kills)
    it(`dies by SIGKILL ${whole ? "with all its processes" : "alone"} once ${things} things exist`, async () => {
      const child = copy.start([...stacks, ...how]);
      await until(() => copy.made >= things || child.exitCode !== null);
      assert.equal(child.exitCode, null, "it was still at work");
      for (const pid of whole ? processesIn(copy.folder) : [child.pid ?? 0]) process.kill(pid, "SIGKILL");
      const { exitCode } = await ended(child);
      assert.equal(exitCode, null);
    });

  it("goes on from there, and ends in the same state as one that was left alone", async () => {
    const gone = await copy.rehearse(...stacks);
    assert.equal(gone.exitCode, 0, gone.output);
    const alone = await undisturbed.rehearse(...stacks);
    assert.equal(alone.exitCode, 0, alone.output);
    assert.deepEqual(whatStands(copy, "pre", made), whatStands(undisturbed, "pre", made));
    await until(() => processesIn(copy.folder).length === 0);
  });
});

describe("a rehearsal that is stopped by Ctrl-C", function () {
  this.timeout("4m");
  engineFirst();
  const copy = new EstateCopy();
  before(() => lessGround(copy));
  after(() => copy.remove());

  it("leaves no process and no lock behind, and the next run goes on", async () => {
    const child = copy.start(["--only", "root"]);
    await until(() => copy.made >= 15 || child.exitCode !== null);
    child.kill("SIGINT");
    const stopped = await ended(child);
    assert.equal(stopped.exitCode, 130, stopped.output);
    assert.match(stopped.output, /Stopping: the engines finish what is under way/);
    assert.deepEqual(processesIn(copy.folder), []);
    const next = await copy.rehearse("--only", "root");
    assert.equal(next.exitCode, 0, next.output);
    assert.doesNotMatch(next.output, /released/, "no lock was left");
  });
});
