import * as assert from "node:assert/strict";
import type { Graph } from "../graph/graph";
import { committedConfig, deployed, estateStack, onTopOf, runProject } from "../graph/project";

const setting = (name: string, value: unknown) => ({ [`datavault-base:${name}`]: JSON.stringify(value) });

const SITE = {
  hostName: "datavault.pre.archive.example.org",
  zoneId: "Z0EXAMPLE0ZONE0000000",
  requestsPerFiveMinutes: 1000,
};
const DATABASE = { instanceClass: "db.t4g.medium", storageGiB: 20, maxStorageGiB: 100, maxConnections: 100 };
const ARCHIVE = { coolsAfterDays: 30, copyRegion: "eu-west-2" };

describe("datavault/base refuses", () => {
  const stack = () => estateStack("datavault/base");
  async function run(config: Readonly<Record<string, string>>): Promise<Graph> {
    const bases = { "foundation-base/pre": await deployed(estateStack("foundation/base"), "pre") };
    return runProject(stack(), "pre", {
      config: { ...committedConfig(stack(), "pre"), ...config },
      ...onTopOf(bases),
    });
  }
  before(async function () {
    this.timeout(60_000);
    await deployed(stack(), "pre");
  });

  const refusals: ReadonlyArray<{
    readonly what: string;
    readonly wrong: Record<string, string>;
    readonly says: RegExp;
    readonly near: Record<string, string>;
  }> = [
    {
      what: "S8: every host name",
      wrong: setting("site", { ...SITE, hostName: "*.archive.example.org" }),
      says: /site\.hostName: must be a whole DNS name in lower case/,
      near: setting("site", SITE),
    },
    {
      what: "S8: an address that may ask as often as it likes",
      wrong: setting("site", { ...SITE, requestsPerFiveMinutes: 9 }),
      says: /site\.requestsPerFiveMinutes: /,
      near: setting("site", { ...SITE, requestsPerFiveMinutes: 10 }),
    },
    {
      what: "S10: a class of machines whose load nobody can look at",
      wrong: setting("database", { ...DATABASE, instanceClass: "db.t4g.small" }),
      says: /database: size: instanceClass of medium or more, as db\.t4g\.medium, got db\.t4g\.small/,
      near: setting("database", DATABASE),
    },
    {
      what: "S10: a database that has no room to grow",
      wrong: setting("database", { ...DATABASE, maxStorageGiB: 21 }),
      says: /database: size: maxStorageGiB at least a tenth above storageGiB \(20\)/,
      near: setting("database", { ...DATABASE, maxStorageGiB: 22 }),
    },
    {
      what: "S13: machines that RabbitMQ 4 does not run on",
      wrong: setting("queue", { instanceType: "mq.m5.large" }),
      says: /instanceType/,
      near: setting("queue", { instanceType: "mq.m7g.large" }),
    },
    {
      what: "S16: an archive that is put away sooner than S3 lets it",
      wrong: setting("archive", { ...ARCHIVE, coolsAfterDays: 29 }),
      says: /archive\.coolsAfterDays: /,
      near: setting("archive", { ...ARCHIVE, coolsAfterDays: 90 }),
    },
    {
      what: "S16: a copy in the region of what it is a copy of",
      wrong: setting("archive", { ...ARCHIVE, copyRegion: "eu-west-1" }),
      says: /archive\.copyRegion: must be the stage's second region, eu-west-2, got eu-west-1/,
      near: setting("archive", ARCHIVE),
    },
    {
      what: "S11: an alarm at no size",
      wrong: setting("files", { keptAlarmGiB: 0, scratchAlarmGiB: 500 }),
      says: /files\.keptAlarmGiB: /,
      near: setting("files", { keptAlarmGiB: 1, scratchAlarmGiB: 500 }),
    },
    {
      what: "S20: backups whose lock nobody could think better of",
      wrong: setting("backups", { lock: "final", changeableForDays: 2 }),
      says: /backups\.changeableForDays: /,
      near: setting("backups", { lock: "final", changeableForDays: 3 }),
    },
    {
      what: "S20: a test of backups that nobody knows how often there is",
      wrong: setting("backups", { lock: "removable", restoreTest: "daily" }),
      says: /backups\.restoreTest: .*weekly.*monthly.*yearly/,
      near: setting("backups", { lock: "removable", restoreTest: "monthly" }),
    },
    {
      what: "a setting that there is not",
      wrong: setting("archive", { ...ARCHIVE, keepsForDays: 1 }),
      says: /archive\.keepsForDays is not a setting \(misspelt\?\)/,
      near: {},
    },
  ];

  for (const { what, wrong, says, near } of refusals)
    it(`${what}, and takes its neighbour`, async function () {
      this.timeout(30_000);
      await assert.rejects(run(wrong), (error: Error) => {
        assert.match(error.message, says);
        assert.equal(error.message.split("\n").length, 1);
        return true;
      });
      await run(near);
    });

  it("tells all that is wrong with its settings at once", async () => {
    await assert.rejects(
      run({
        ...setting("site", { ...SITE, zoneId: "example.org" }),
        ...setting("archive", { ...ARCHIVE, coolsAfterDays: 365 }),
      }),
      (error: Error) =>
        ["site.zoneId: an id of a hosted zone begins with Z", "archive.coolsAfterDays: "].every((part) =>
          error.message.includes(part),
        ),
    );
  });
});
