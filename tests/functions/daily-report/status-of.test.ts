import * as assert from "node:assert/strict";
import { Ingest } from "../../../functions/daily-report/ingest";
import { statusOf } from "../../../functions/daily-report/status-of";
import { hoursAgo, ingest, NOW, oneOfEach, type MadeUp } from "./made-up";

const statusIn = (made: MadeUp) => statusOf(Ingest.parse(ingest(made)), NOW);
const failedWith = (...events: readonly string[]) => statusIn({ status: "failed", events });

const SECOND = 1 / 3600;

describe("an ingest's status in the report", () => {
  for (const [what, made] of Object.entries(oneOfEach)) {
    const [status] = what.split(" ");
    it(`is ${status} when it is ${what}`, () => assert.equal(statusIn(made), status));
  }

  const userErrors = [
    "Verification (pre-replicating to archive storage) failed - the tag manifest is missing",
    "Verification (pre-replicating to archive storage) failed",
    "Detecting bag root failed",
    "Detecting bag root failed - two bags in one package",
    "Unpacking failed - There is no archive at s3://uploads/b1.tar.gz",
    "Assigning bag version failed - the newest version is from a later ingest",
    "Callback failed for: 3f2a, got 401 Unauthorized!",
  ];
  for (const text of userErrors)
    it(`is the depositor's fault after "${text}"`, () => assert.equal(failedWith(text), "user-error"));

  const unknown = [
    "Unpacking failed",
    "Unpacking failed.",
    "Assigning bag version failed",
    "Verification (Amazon Glacier) failed - the tag manifest is missing",
    "Replicating to Azure failed",
    "Aggregating replicas failed - too few",
    "Register failed",
    "Callback failed for: 3f2a, got 500 Internal Server Error!",
    "After that, Unpacking failed - but not as an event of its own",
  ];
  for (const text of unknown)
    it(`is nobody's known fault after "${text}"`, () => assert.equal(failedWith(text), "unknown-failure"));

  it("is unknown when no event tells of a failure", () => {
    assert.equal(failedWith(), "unknown-failure");
    assert.equal(failedWith("Unpacking started", "Unpacking succeeded"), "unknown-failure");
  });

  it("is unknown as soon as one failure is", () => {
    assert.equal(failedWith("Detecting bag root failed", "Register failed"), "unknown-failure");
    assert.equal(failedWith("Unpacking succeeded", "Detecting bag root failed"), "user-error");
  });

  it("takes no notice of a callback that nobody waits for any more", () => {
    const forgotten = "Callback failed for: 3f2a, got 404 Not Found!";
    assert.equal(failedWith("Detecting bag root failed", forgotten), "user-error");
    assert.equal(failedWith("Register failed", forgotten), "unknown-failure");
    assert.equal(failedWith(forgotten), "unknown-failure");
  });

  it("is stalled when it was accepted more than six hours ago, whatever was modified since", () => {
    const accepted = (hours: number) =>
      statusIn({ status: "accepted", createdDate: hoursAgo(hours), lastModifiedDate: hoursAgo(0) });
    assert.equal(accepted(6), "accepted");
    assert.equal(accepted(6 + SECOND), "stalled");
  });

  it("is stalled when its last event is more than seven hours old", () => {
    const processing = (hours: number) =>
      statusIn({
        status: "processing",
        createdDate: hoursAgo(400),
        lastModifiedDate: hoursAgo(hours),
        events: ["Unpacking started", "Unpacking succeeded"],
      });
    assert.equal(processing(7), "processing");
    assert.equal(processing(7 + SECOND), "stalled");
  });

  it("looks for the last event in any order, and without events for the last change", () => {
    const bare = ingest({
      status: "processing",
      createdDate: hoursAgo(400),
      lastModifiedDate: hoursAgo(300),
    });
    const event = (hours: number) => ({ createdDate: hoursAgo(hours), description: "Unpacking started" });
    const statusWith = (others: object) => statusOf(Ingest.parse({ ...bare, ...others }), NOW);
    assert.equal(statusWith({ events: [event(1), event(9)] }), "processing");
    assert.equal(statusWith({ events: [event(8), event(9)] }), "stalled");
    assert.equal(statusWith({}), "stalled");
    assert.equal(statusWith({ lastModifiedDate: hoursAgo(1) }), "processing");
    assert.equal(statusWith({ lastModifiedDate: undefined, createdDate: hoursAgo(1) }), "processing");
    assert.equal(statusWith({ lastModifiedDate: undefined }), "stalled");
  });

  it("refuses a status that the storage service does not have", () =>
    assert.equal(Ingest.safeParse(ingest({ status: "lost" })).success, false));
});
