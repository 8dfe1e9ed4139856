import * as assert from "node:assert/strict";
import type { Cluster } from "../../../functions/search-setup/cluster";
import { takeSnapshot } from "../../../functions/search-setup/snapshots";

interface Kept {
  readonly state: string;
  readonly start_time_in_millis: number;
  readonly failures?: readonly object[];
}

const NOW = new Date("2026-11-21T02:20:00Z");
const TODAY = "daily-2026-11-21";
const BUSY = "concurrent_snapshot_execution_exception: [logs:daily-2026-11-21] a snapshot is already running";
const daysAgo = (days: number) => NOW.getTime() - days * 86_400_000;

/** A repository, in which a snapshot that is asked for goes through these states, one a look. */
class Repository {
  readonly kept = new Map<string, Kept>();
  readonly asked: string[] = [];
  /** How often it is busy with another. */
  busy = 0;
  readonly #states: string[];

  constructor(states: readonly string[], kept: Readonly<Record<string, Kept>> = {}) {
    this.#states = [...states];
    for (const [name, snapshot] of Object.entries(kept)) this.kept.set(name, snapshot);
  }

  readonly cluster: Cluster = {
    get: (path) => Promise.resolve(this.#found(path)),
    put: (path, body) => {
      if (this.busy-- > 0) return Promise.reject(new Error(BUSY));
      this.asked.push(`PUT ${path} ${JSON.stringify(body)}`);
      this.kept.set(nameIn(path), {
        state: this.#states[0] ?? "SUCCESS",
        start_time_in_millis: NOW.getTime(),
      });
      return Promise.resolve({ accepted: true });
    },
    post: () => Promise.reject(new Error("nothing is posted")),
    delete: (path) => {
      this.asked.push(`DELETE ${path}`);
      this.kept.delete(nameIn(path));
      return Promise.resolve({ acknowledged: true });
    },
  };

  #found(path: string): unknown {
    const name = nameIn(path);
    if (name.endsWith("*")) {
      const all = [...this.kept].filter(([each]) => each.startsWith(name.slice(0, -1)));
      return { snapshots: all.map(([snapshot, kept]) => ({ snapshot, ...kept })) };
    }
    const kept = this.kept.get(name);
    if (!kept) return undefined;
    const state = kept.state === "IN_PROGRESS" ? (this.#states.shift() ?? "SUCCESS") : kept.state;
    this.kept.set(name, { ...kept, state });
    return { snapshots: [{ snapshot: name, ...kept, state }] };
  }
}

const nameIn = (path: string) => path.split("/").at(-1) ?? "";

const take = (repository: Repository, left = () => 1000) =>
  takeSnapshot(repository.cluster, { repository: "logs", keepDays: 14 }, NOW, {
    lookEveryMilliseconds: 1,
    left,
  });

describe("the daily snapshot", () => {
  it("is waited for, and holds all but the users", async () => {
    const repository = new Repository(["IN_PROGRESS", "IN_PROGRESS", "SUCCESS"]);
    assert.deepEqual(await take(repository), { taken: TODAY, removed: [] });
    assert.deepEqual(repository.asked, [
      `PUT /_snapshot/logs/${TODAY} {"indices":"*,-.opendistro_security*","include_global_state":false}`,
    ]);
  });

  it("is taken once a day, and waited for by who is called a second time", async () => {
    const repository = new Repository(["IN_PROGRESS", "SUCCESS"], {
      [TODAY]: { state: "IN_PROGRESS", start_time_in_millis: NOW.getTime() },
    });
    assert.deepEqual(await take(repository), { taken: TODAY, removed: [] });
    assert.deepEqual(await take(repository), { taken: TODAY, removed: [] });
    assert.deepEqual(repository.asked, []);
  });

  it("waits for another that is under way, as long as there is time", async () => {
    const repository = new Repository(["SUCCESS"]);
    repository.busy = 2;
    assert.deepEqual(await take(repository), { taken: TODAY, removed: [] });
    repository.kept.clear();
    repository.busy = 1;
    await assert.rejects(
      take(repository, () => 0),
      { message: `snapshot ${TODAY}: ${BUSY}` },
    );
  });

  it("is taken again when the first try failed", async () => {
    const repository = new Repository(["SUCCESS"], {
      [TODAY]: { state: "PARTIAL", start_time_in_millis: NOW.getTime() },
    });
    assert.deepEqual(await take(repository), { taken: TODAY, removed: [] });
    assert.deepEqual(
      repository.asked.map((asked) => asked.split(" ")[0]),
      ["DELETE", "PUT"],
    );
  });

  it("makes old ones go, and leaves those that people took", async () => {
    const old = { state: "SUCCESS", start_time_in_millis: daysAgo(15) };
    const repository = new Repository(["SUCCESS"], {
      "daily-2026-11-06": old,
      "daily-2026-11-08": { state: "SUCCESS", start_time_in_millis: daysAgo(13) },
      "before-the-rebuild": old,
    });
    assert.deepEqual(await take(repository), { taken: TODAY, removed: ["daily-2026-11-06"] });
    assert.deepEqual([...repository.kept.keys()], ["daily-2026-11-08", "before-the-rebuild", TODAY]);
  });

  it("fails when it is not whole, and then no old one goes", async () => {
    const repository = new Repository(["IN_PROGRESS", "PARTIAL"], {
      "daily-2026-11-06": { state: "SUCCESS", start_time_in_millis: daysAgo(15) },
    });
    const failures = [{ index: "storage_bags", reason: "node left" }];
    repository.kept.set(TODAY, { state: "IN_PROGRESS", start_time_in_millis: NOW.getTime(), failures });
    await assert.rejects(take(repository), {
      message: `snapshot ${TODAY}: ended as PARTIAL: storage_bags: node left`,
    });
    assert.ok(repository.kept.has("daily-2026-11-06"));
  });

  it("fails when it is not taken in time, and says that it goes on", async () => {
    const repository = new Repository(Array.from({ length: 9 }, () => "IN_PROGRESS"));
    await assert.rejects(
      take(repository, () => 0),
      /^Error: snapshot daily-2026-11-21: not finished in time\. It goes on/,
    );
  });
});
