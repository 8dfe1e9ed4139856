import * as assert from "node:assert/strict";
import { z } from "zod";
import { backupSettings } from "../../components/backup/backup-lock";

describe("settings of backups", () => {
  const lock = backupSettings({ often: z.enum(["weekly"]) });
  const refused = (value: unknown) => lock.safeParse(value).error?.issues.map(({ path }) => path.join("."));

  it("say how a vault is locked, beside what a system adds", () => {
    for (const value of [
      { lock: "removable", often: "weekly" },
      { lock: "final", changeableForDays: 3, often: "weekly" },
    ])
      assert.deepEqual(lock.parse(value), value);
  });

  it("are refused where a lock is final too soon, or where it never is and days are given", () => {
    assert.deepEqual(refused({ lock: "final", changeableForDays: 2, often: "weekly" }), [
      "changeableForDays",
    ]);
    assert.deepEqual(refused({ lock: "final", often: "weekly" }), ["changeableForDays"]);
    assert.deepEqual(refused({ lock: "removable", changeableForDays: 3, often: "weekly" }), [""]);
    assert.deepEqual(refused({ lock: "final", changeableForDays: 3 }), ["often"]);
  });
});
