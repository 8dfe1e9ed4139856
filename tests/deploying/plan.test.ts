import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { changesNothing, hidesDeletions, planIn, withDeletions } from "../../deploying/plan/plan";
import { fault, preview, stackOutputs, step, summary, urn, violation } from "./events";

const recorded = (name: string) =>
  planIn(fs.readFileSync(path.join(__dirname, "recorded", `${name}.jsonl`), "utf8"));
const told = (plan: ReturnType<typeof planIn>) =>
  plan.changes.filter(({ kind }) => kind !== "same").map(({ kind, name }) => `${kind} ${name}`);

const TOPIC = urn("storage-app", "aws:sns/topic:Topic", "news");

describe("what the engine's preview says", () => {
  it("of a replacement: once, with what forces it, and that the program protects it no more", () => {
    const plan = recorded("unprotected-table-replaced");
    assert.deepEqual(told(plan), ["replace ingests"]);
    const table = plan.changes.find(({ name }) => name === "ingests");
    assert.deepEqual(table, {
      urn: "urn:pulumi:pre::scratch::aws:dynamodb/table:Table::ingests",
      type: "aws:dynamodb/table:Table",
      name: "ingests",
      kind: "replace",
      protected: true,
      retained: false,
      unprotected: true,
      noted: true,
      properties: ["attributes", "hashKey"],
      forcedBy: ["hashKey"],
    });
    assert.ok(plan.whole);
    assert.deepEqual(plan.faults, []);
  });

  it("of a deletion that the engine refuses: the deletion, and the refusal", () => {
    const plan = recorded("protected-bucket-left-out");
    assert.deepEqual(told(plan), ["delete vault"]);
    assert.equal(plan.faults.length, 1);
    assert.ok(hidesDeletions(plan));
  });

  it("of a secret: nothing", () => {
    const plan = recorded("topic-with-a-secret-replaced");
    assert.deepEqual(told(plan), ["replace news"]);
    assert.doesNotMatch(JSON.stringify(plan), /\[secret\]|hello/);
  });

  it("of what a refused preview hides: all that the state has and the plan has not", () => {
    const plan = recorded("protected-bucket-left-out");
    const state = (name: string, leftover = false) => ({
      urn: urn("scratch", "aws:s3/bucket:Bucket", name),
      type: "aws:s3/bucket:Bucket",
      protect: true,
      retainOnDelete: false,
      delete: leftover,
    });
    const whole = withDeletions(plan, [state("vault"), state("second"), state("half", true)]);
    assert.deepEqual(told(whole), ["replace half", "delete second", "delete vault"]);
  });

  it("of what it does not hide: a program that threw has not said all that it wants", () => {
    const refused = fault("unable to replace resource\nas it is currently marked for protection.", TOPIC);
    assert.ok(hidesDeletions(planIn([refused, summary].join("\n"))));
    assert.ok(hidesDeletions(planIn([violation("s3-kms-cmk", "state: …"), summary].join("\n"))));
    assert.ok(!hidesDeletions(planIn([refused, fault("Running program failed"), summary].join("\n"))));
    assert.ok(!hidesDeletions(planIn(preview("storage-app"))));
  });

  it("of an interrupted replacement: that its rest is a replacement, and a deletion is none", () => {
    const deletion = (leftover: boolean) =>
      told(planIn(preview("storage-app", step({ op: "delete", urn: TOPIC, leftover }))));
    assert.deepEqual([deletion(true), deletion(false)], [["replace news"], ["delete news"]]);
  });

  for (const [op, kind] of [
    ["create", "create"],
    ["import", "create"],
    ["update", "change"],
    ["delete", "delete"],
    ["discard", "delete"],
    ["replace", "replace"],
    ["create-replacement", "replace"],
    ["delete-replaced", "replace"],
    ["discard-replaced", "replace"],
    ["remove-pending-replace", "replace"],
    ["read-replacement", "replace"],
    ["import-replacement", "replace"],
  ] as const)
    it(`of ${op}: ${kind}`, () => {
      assert.deepEqual(told(planIn(preview("storage-app", step({ op, urn: TOPIC })))), [`${kind} news`]);
    });

  it("of policies: those that refuse, not those that advise", () => {
    const plan = planIn([violation("a", "why\nstate: wrong"), violation("b", "soft", "advisory")].join("\n"));
    assert.deepEqual(plan.violations, [{ where: "policy a", message: "why state: wrong", urn: "" }]);
  });

  it("is refused where it cannot be understood", () => {
    assert.throws(() => planIn("{not json"), /cannot be read/);
    assert.throws(() => planIn('{"resourcePreEvent":{"metadata":{}}}'), /cannot be read/);
    assert.throws(() => planIn(step({ op: "vanish", urn: TOPIC })), /not known, vanish of urn:.*news/);
  });
});

describe("a stack that nothing changes", () => {
  const nothing = (...steps: readonly string[]) => changesNothing(planIn(preview("storage-app", ...steps)));

  it("is passed over", () => {
    assert.ok(nothing(step({ op: "same", urn: TOPIC, protect: true })));
  });

  it("is not: when only its protection changes, which the state must note", () => {
    assert.ok(!nothing(step({ op: "same", urn: TOPIC, protect: true, protectsStill: false })));
  });

  it("is not: when only its outputs change, or one of them is secret and cannot be compared", () => {
    const outputs = (before: object, after: object) =>
      changesNothing(planIn([stackOutputs("storage-app", before, after), summary].join("\n")));
    assert.ok(outputs({ url: "a" }, { url: "a" }));
    assert.ok(!outputs({ url: "a" }, { url: "b" }));
    assert.ok(!outputs({ url: "[secret]" }, { url: "[secret]" }));
  });

  it("is not: when the preview did not come so far as its outputs", () => {
    assert.ok(!changesNothing(planIn(summary)));
  });
});
