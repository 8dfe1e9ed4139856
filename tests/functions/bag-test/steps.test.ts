import * as assert from "node:assert/strict";
import type { IngestEvent } from "../../../functions/bag-test/ingest";
import { lastWords, stepsOf } from "../../../functions/bag-test/steps";
import { wholeIngest } from "./ingest-events";

const BEGINNING = new Date("2026-10-05T04:00:00Z");
const event = (seconds: number, description: string): IngestEvent => ({
  description,
  createdDate: new Date(BEGINNING.getTime() + seconds * 1000),
});
const stepsIn = (...events: readonly (readonly [number, string])[]) =>
  stepsOf(
    events.map(([seconds, description]) => event(seconds, description)),
    BEGINNING,
  );

describe("the steps of an ingest", () => {
  it("are those of its events, with the time that each took", () => {
    const steps = stepsIn(...wholeIngest).map(({ step, startedAfterSeconds, seconds, outcome }) => [
      step,
      startedAfterSeconds,
      seconds,
      outcome,
    ]);
    assert.deepEqual(steps, [
      ["Unpacking", 61, 3.2, "succeeded"],
      ["Detecting bag root", 120, 1, "succeeded"],
      ["Verification (pre-replicating to archive storage)", 180, 2.5, "succeeded"],
      ["Assigning bag version", 240, 0.4, "succeeded"],
      ["Replicating to primary location", 300, 5, "succeeded"],
      ["Replicating to Azure", 301, 8, "succeeded"],
      ["Verification (primary location)", 360, 3, "succeeded"],
      ["Verification (Azure)", 361, 64, "succeeded"],
      ["Aggregating replicas", 420, 10, "succeeded"],
      ["Register", 490, 9.6, "succeeded"],
    ]);
  });

  it("do not hang on the order in which the API lists events", () => {
    assert.deepEqual(stepsIn(...wholeIngest.toReversed()), stepsIn(...wholeIngest));
  });

  it("last from their first try to their last", () => {
    const [step] = stepsIn(
      [10, "Replicating to Azure started"],
      [12, "Replicating to Azure retrying - could not get a lock"],
      [200, "Replicating to Azure started"],
      [230, "Replicating to Azure succeeded"],
    );
    assert.deepEqual(step, {
      step: "Replicating to Azure",
      startedAfterSeconds: 10,
      seconds: 220,
      outcome: "succeeded",
    });
  });

  for (const [last, outcome] of [
    ["Unpacking started", "started"],
    ["Unpacking retrying", "retrying"],
    ["Unpacking failed - no such archive", "failed"],
  ] as const)
    it(`say when one is not at its end: ${last}`, () => {
      assert.equal(stepsIn([1, "Unpacking started"], [2, last])[0]?.outcome, outcome);
    });

  it("leave out what is no step's", () => {
    assert.deepEqual(stepsIn([1, "An operator looked at it"]), []);
  });
});

describe("the last words of an ingest", () => {
  const said = (...descriptions: readonly string[]) =>
    lastWords(descriptions.map((description, position) => event(position, description)));

  it("are its failure, though other replicas went on", () => {
    assert.equal(
      said("Unpacking started", "Verification (Azure) failed - one file", "Register started"),
      "Verification (Azure) failed - one file",
    );
  });

  it("are its last failure, where there are several", () => {
    assert.equal(
      said("Verification (Azure) failed", "Replicating to Azure failed"),
      "Replicating to Azure failed",
    );
  });

  it("are what happened last, where nothing failed", () => {
    assert.equal(said("Unpacking started", "Unpacking succeeded"), "Unpacking succeeded");
    assert.equal(said(), undefined);
  });
});
