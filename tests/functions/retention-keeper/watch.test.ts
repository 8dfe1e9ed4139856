import * as assert from "node:assert/strict";
import { keepRetention } from "../../../functions/retention-keeper/keep";
import {
  daysFromNow,
  deliver,
  FakeJobs,
  keptFrom,
  MemoryStore,
  NOW,
  register,
  renewed,
  settings,
  VAULT,
} from "./made-up";

const FOLDER = `inventory/${VAULT}/retention/`;

describe("a retention keeper's watch", () => {
  it("counts what is below the floor, to the hour", async () => {
    const { outcome } = await keptFrom([
      { key: "above", lockedFor: 90.05 },
      { key: "below", lockedFor: 89.95 },
    ]);
    assert.deepEqual([outcome.findings?.objects, outcome.findings?.belowFloor], [2, 1]);
  });

  it("renews in time: what is just due is not below the floor", async () => {
    const { outcome } = await keptFrom([{ key: "due", lockedFor: 96 }]);
    assert.deepEqual([outcome.findings?.due, outcome.findings?.belowFloor], [1, 0]);
  });

  it("finds nothing below a floor that is not promised", async () => {
    const { outcome } = await keptFrom([{ key: "lapsed", lockedFor: -3 }], {
      settings: { lockDays: 1, renewEveryDays: 0, floorDays: 0 },
    });
    assert.equal(outcome.findings?.belowFloor, 0);
  });

  it("takes the newest inventory that S3 has finished, and tells its age", async () => {
    const store = new MemoryStore();
    deliver(store, daysFromNow(-3), [{ key: "older", lockedFor: 1 }]);
    deliver(store, daysFromNow(-2), [{ key: "newer", lockedFor: 1 }]);
    const unfinished = deliver(store, daysFromNow(-1), [{ key: "newest", lockedFor: 1 }]);
    store.objects.delete(`${FOLDER}${unfinished}/manifest.json`);
    store.put(`${FOLDER}${unfinished}/manifest.checksum`, "");
    store.put(`${FOLDER}hive/dt=2026-05-31-06-00/symlink.txt`, "");
    const jobs = new FakeJobs();
    const { inventoryAgeDays } = await keepRetention(store, jobs, settings, NOW);
    assert.equal(inventoryAgeDays, 2);
    assert.deepEqual(renewed(store, jobs), [`${VAULT},newer,v`]);
  });

  it("renews by an old inventory, too, and tells that it is old", async () => {
    const store = new MemoryStore();
    const jobs = new FakeJobs();
    deliver(store, daysFromNow(-30), [{ key: "due", lockedFor: 1 }]);
    const { inventoryAgeDays } = await keepRetention(store, jobs, settings, NOW);
    assert.deepEqual([inventoryAgeDays, jobs.ordered.length], [30, 1]);
  });

  it("has no numbers before the first inventory", async () => {
    const outcome = await keepRetention(new MemoryStore(), new FakeJobs(), settings, NOW);
    assert.deepEqual([outcome.findings, outcome.inventoryAgeDays], [undefined, undefined]);
  });

  it("fails where the inventory cannot be read, and says which file", async () => {
    const broken = async (breakIt: (store: MemoryStore, name: string) => void) => {
      const store = new MemoryStore();
      breakIt(store, deliver(store, daysFromNow(-1), [{ key: "due", lockedFor: 1 }]));
      const jobs = new FakeJobs();
      await keepRetention(store, jobs, settings, NOW);
    };
    const manifest = (name: string) => `${FOLDER}${name}/manifest.json`;
    await broken(() => {});
    await assert.rejects(
      broken((store, name) => store.put(manifest(name), "{")),
      /manifest\.json cannot be read/,
    );
    await assert.rejects(
      broken((store, name) => {
        const text = store.text(manifest(name)) ?? "";
        store.put(manifest(name), text.replace(", ObjectLockMode", ""));
      }),
      /has no column ObjectLockMode/,
    );
    await assert.rejects(
      broken((store, name) => store.objects.delete(`${FOLDER}data/${name}-0.csv.gz`)),
      /-0\.csv\.gz is in the inventory's manifest, but not in the inventory bucket/,
    );
    await assert.rejects(
      broken((store, name) => store.put(`${FOLDER}data/${name}-0.csv.gz`, "no gzip")),
      /incorrect header/,
    );
  });
});

describe("a retention keeper's cases", () => {
  const lines = [
    { key: "digitised/b1/v1/data/a.tif", lockedFor: 1 },
    { key: "digitised/b1/v2/data/a.tif", lockedFor: 1 },
    { key: "digitised/b1/v12/data/a.tif" },
    { key: "born-digital/letters+of%2Fa%20lady/v1/bagit.txt", lockedFor: 1 },
  ];

  it("leave out just what they name, from renewal and from the floor", async () => {
    const { outcome, store, jobs } = await keptFrom(lines, {
      cases: ["digitised/b1/v1/", "born-digital/letters of/a lady/v1/"],
    });
    assert.deepEqual(renewed(store, jobs), [
      `${VAULT},digitised/b1/v2/data/a.tif,v`,
      `${VAULT},digitised/b1/v12/data/a.tif,v`,
    ]);
    assert.deepEqual(outcome.findings, { objects: 4, inCases: 2, withoutLock: 1, belowFloor: 2, due: 2 });
  });

  const good = {
    case: "2026-2",
    reason: "takedown",
    approvedBy: ["R. Rights", "A. Archivist"],
    prefixes: ["digitised/b1/v2/"],
  };
  const malformed: Readonly<Record<string, readonly [file: unknown, fault: RegExp]>> = {
    "that is no JSON": ["{", /cases\/2026-2\.json: /],
    "of a whole space": [{ ...good, prefixes: ["digitised/"] }, /one version of one bag/],
    "of all versions of a bag": [{ ...good, prefixes: ["digitised/b1/"] }, /one version of one bag/],
    "of a part of a name": [{ ...good, prefixes: ["digitised/b1/v1"] }, /one version of one bag/],
    "of nothing": [{ ...good, prefixes: [] }, /prefixes/],
    "that one person approved twice": [{ ...good, approvedBy: ["A", "A"] }, /two different people/],
    "without a reason": [{ ...good, reason: "" }, /reason/],
    "of another name than its file": [{ ...good, case: "2026-3" }, /is case 2026-3/],
    "with a word that is none of its own": [{ ...good, prefix: "digitised/b1/v2/" }, /prefix/],
  };
  for (const [what, [file, fault]] of Object.entries(malformed))
    it(`renew all else, and then fail, with a file ${what}`, async () => {
      const run = async (text: string) => {
        const store = new MemoryStore();
        const jobs = new FakeJobs();
        deliver(store, daysFromNow(-1), lines);
        register(store, "2026-1", "digitised/b1/v1/");
        store.put("cases/2026-2.json", text);
        const { faults } = await keepRetention(store, jobs, settings, NOW);
        return { faults, count: renewed(store, jobs).length };
      };
      const bad = await run(typeof file === "string" ? file : JSON.stringify(file));
      assert.equal(bad.faults.length, 1);
      assert.match(bad.faults[0] ?? "", fault);
      assert.equal(bad.count, 3);
      assert.deepEqual(await run(JSON.stringify(good)), { faults: [], count: 2 });
    });
});
