import assert from "node:assert/strict";
import * as os from "node:os";
import { holdersHere } from "../../bootstrapping/lock";

const said = (...holders: readonly [host: string, pid: number][]): string =>
  [
    `error: the stack is currently locked by ${holders.length} lock(s). Either wait for the other process(es) to end or delete the lock file with \`pulumi cancel\`.`,
    ...holders.map(
      ([host, pid]) =>
        `  s3://bucket/.pulumi/locks/x.json: created by root@${host} (pid ${pid}) at 2026-11-21T16:00:00Z`,
    ),
  ].join("\n");

describe("a lock that stands in the way", () => {
  const here = os.hostname();

  it("is of the processes of this machine", () => {
    assert.deepEqual(holdersHere(said([here, 12], [here, 345])), [12, 345]);
  });

  it("is left alone when any of its holders is on another machine, for all would be released", () => {
    assert.deepEqual(holdersHere(said([`${here}-2`, 12])), []);
    assert.deepEqual(holdersHere(said([here, 12], [`${here}-2`, 12])), []);
  });

  it("is no lock where another error is told", () => {
    assert.deepEqual(holdersHere("error: no stack named 'pre' found"), []);
  });
});
