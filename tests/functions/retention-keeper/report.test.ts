import * as assert from "node:assert/strict";
import { Logger } from "@aws-lambda-powertools/logger";
import type { Outcome } from "../../../functions/retention-keeper/keep";
import { report, type CountMetrics } from "../../../functions/retention-keeper/report";
import { settingsOf } from "../../../functions/retention-keeper/settings";

/** Keeps what is published, by the names of the metrics. */
class Published implements CountMetrics {
  readonly values: Record<string, number> = {};
  readonly #added: Record<string, number> = {};

  addMetric(name: string, _unit: "Count", value: number): void {
    this.#added[name] = value;
  }

  publishStoredMetrics(): void {
    Object.assign(this.values, this.#added);
  }
}

const silent = () => new Logger({ logLevel: "SILENT" });

const outcome: Outcome = {
  findings: { objects: 5, inCases: 1, withoutLock: 2, belowFloor: 3, due: 4 },
  inventoryAgeDays: 1.5,
  jobId: undefined,
  failedTasks: 6,
  faults: [],
};

describe("a retention keeper's report", () => {
  it("has a metric for each finding", () => {
    const metrics = new Published();
    report(outcome, { metrics, logger: silent() });
    assert.deepEqual(metrics.values, {
      Objects: 5,
      ObjectsInCases: 1,
      ObjectsWithoutLock: 2,
      ObjectsBelowFloor: 3,
      ObjectsDue: 4,
      InventoryAgeDays: 1.5,
      RenewalTasksFailed: 6,
    });
  });

  it("has no numbers without an inventory, which the alarm on its age takes for a fault", () => {
    const metrics = new Published();
    report({ ...outcome, findings: undefined, inventoryAgeDays: undefined }, { metrics, logger: silent() });
    assert.deepEqual(metrics.values, { RenewalTasksFailed: 6 });
  });

  it("fails for case files that cannot be read, when all is published", () => {
    const metrics = new Published();
    const faults = ["cases/1.json: no", "cases/2.json: no"];
    assert.throws(() => report({ ...outcome, faults }, { metrics, logger: silent() }), {
      message: "case files that cannot be read, and must be mended: cases/1.json: no; cases/2.json: no",
    });
    assert.equal(metrics.values["ObjectsBelowFloor"], 3);
  });
});

describe("a retention keeper's environment", () => {
  const environment = {
    ACCOUNT_ID: "111122223333",
    VAULT: "vault",
    INVENTORY_BUCKET: "inventories",
    INVENTORY: "retention",
    LOCK_DAYS: "180",
    RENEW_EVERY_DAYS: "90",
    FLOOR_DAYS: "90",
    BATCH_ROLE_ARN: "arn:aws:iam::111122223333:role/keeper-batch",
  };

  it("is read once, as numbers and texts", () => {
    const { lockDays, renewEveryDays, vault } = settingsOf(environment);
    assert.deepEqual([lockDays, renewEveryDays, vault], [180, 90, "vault"]);
  });

  it("is refused with every variable that is missing or does not fit", () => {
    assert.throws(
      () => settingsOf({ ...environment, VAULT: undefined, LOCK_DAYS: "0", FLOOR_DAYS: "soon" }),
      /VAULT[^]*LOCK_DAYS|LOCK_DAYS[^]*VAULT/,
    );
    assert.throws(() => settingsOf({ ...environment, FLOOR_DAYS: "soon" }), /FLOOR_DAYS/);
  });
});
