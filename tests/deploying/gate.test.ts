import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { readApprovals, type Approval } from "../../deploying/gate/approvals";
import { lossesIn, unprotectedIn } from "../../deploying/gate/losses";
import { unusedLines, verdictLine, verdicts } from "../../deploying/gate/verdict";
import { planIn } from "../../deploying/plan/plan";
import { persistentProtected } from "../../policies/rules/persistent-protected";
import { preview, step, urn } from "./events";

const TABLE = urn("storage-base", "aws:dynamodb/table:Table", "ingests");
const TOPIC = urn("storage-base", "aws:sns/topic:Topic", "news");
const TODAY = "2026-11-21";

const plan = (...steps: readonly string[]) => planIn(preview("storage-base", ...steps));
const lost = (...steps: readonly string[]) =>
  lossesIn(plan(...steps)).map(({ name, operation, persistent }) => [name, operation, persistent]);

describe("the plan gate", () => {
  it("stops at what the state protects or keeps, and at types that hold data, whatever the state says", () => {
    assert.deepEqual(lost(step({ op: "delete", urn: TOPIC, protect: true })), [
      ["news", "delete", "protected"],
    ]);
    assert.deepEqual(lost(step({ op: "delete", urn: TOPIC, retainOnDelete: true })), [
      ["news", "delete", "kept on delete"],
    ]);
    assert.deepEqual(lost(step({ op: "replace", urn: TABLE })), [["ingests", "replace", "holds data"]]);
    for (const type of persistentProtected.types)
      assert.equal(lost(step({ op: "delete", urn: urn("storage-base", type, "x") })).length, 1, type);
  });

  it("lets pass what may be made anew, and what stays", () => {
    assert.deepEqual(lost(step({ op: "delete", urn: TOPIC }), step({ op: "update", urn: TABLE })), []);
    assert.deepEqual(lost(step({ op: "create", urn: TABLE })), []);
    assert.deepEqual(lost(step({ op: "same", urn: TABLE, protect: true, protectsStill: false })), []);
  });

  it("shows where protection is taken off", () => {
    const change = plan(step({ op: "update", urn: TABLE, protect: true, protectsStill: false }));
    assert.deepEqual(
      unprotectedIn(change).map(({ name }) => name),
      ["ingests"],
    );
    assert.deepEqual(unprotectedIn(plan(step({ op: "update", urn: TABLE, protect: true }))), []);
    assert.deepEqual(unprotectedIn(plan(step({ op: "delete", urn: TABLE, protect: true }))), []);
  });

  const approval = {
    urn: TABLE,
    operation: "replace",
    reason: "it is empty",
    approvedBy: "A. Archivist",
  } as const;
  const lines = (approvals: readonly Approval[]) => {
    const losses = lossesIn(plan(step({ op: "replace", urn: TABLE, protect: true, keys: ["hashKey"] })));
    return verdicts(losses, approvals, TODAY).map(verdictLine);
  };
  const would = "would replace aws:dynamodb/table:Table ingests (protected; forced by hashKey)";

  it("lets pass what an approval names, until the day on which that expires", () => {
    assert.deepEqual(lines([{ ...approval, expires: "2026-11-22" }]), [
      `passed: ${would}: approved by A. Archivist: it is empty. ${TABLE}`,
    ]);
    assert.deepEqual(lines([{ ...approval, expires: TODAY }]), [
      `refused: ${would}: A. Archivist's approval expired on ${TODAY}. ${TABLE}`,
    ]);
  });

  it("refuses without one, with one for another operation, and with one for another resource", () => {
    const expires = "2026-12-31";
    assert.deepEqual(lines([]), [`refused: ${would}: nobody approved it. ${TABLE}`]);
    assert.deepEqual(lines([{ ...approval, operation: "delete", expires }]), [
      `refused: ${would}: A. Archivist approved to delete it, not this. ${TABLE}`,
    ]);
    assert.deepEqual(lines([{ ...approval, urn: TOPIC, expires }]), [
      `refused: ${would}: nobody approved it. ${TABLE}`,
    ]);
  });

  it("tells approvals that nothing needs; one that the engine carries out unasked is none of them", () => {
    const { changes } = plan(step({ op: "delete", urn: TOPIC }));
    const approvals = [
      { ...approval, expires: "2026-12-31" },
      { ...approval, urn: TOPIC, operation: "delete", expires: "2026-12-31" },
      { ...approval, urn: `${TABLE}2`, expires: TODAY },
    ] as const;
    assert.deepEqual(unusedLines(approvals, changes, TODAY), [
      `the approval to replace ${TABLE} matches nothing in the plan: take it out`,
      `the approval to replace ${TABLE}2 expired on ${TODAY}: take it out`,
    ]);
  });
});

describe("a stage's approvals", () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "strongroom-approvals-"));
  after(() => fs.rmSync(folder, { recursive: true }));
  const good = {
    urn: TABLE,
    operation: "delete",
    reason: "replaced by another",
    approvedBy: "A. Archivist",
    expires: "2026-12-31",
  };
  const read = (content: unknown) => {
    fs.mkdirSync(path.join(folder, "approvals"), { recursive: true });
    const text = typeof content === "string" ? content : JSON.stringify(content);
    fs.writeFileSync(path.join(folder, "approvals/pre.json"), text);
    return readApprovals(folder, "pre");
  };

  it("are in approvals/<stage>.json; none where there is no such file", () => {
    assert.deepEqual(read([good]), [good]);
    assert.deepEqual(readApprovals(folder, "pro"), []);
  });

  for (const [what, content, told] of [
    ["no JSON", "[", /^approvals\/pre\.json is not valid: it is no JSON$/],
    ["no list", good, /^approvals\/pre\.json is not valid: the whole: /],
    ["no reason", [{ ...good, reason: " " }], /: 0\.reason: must say why$/],
    ["nobody", [{ ...good, approvedBy: "" }], /: 0\.approvedBy: must name who agreed to it$/],
    ["no day", [{ ...good, expires: "soon" }], /: 0\.expires: must be a day, as in 2026-12-31$/],
    ["an unknown operation", [{ ...good, operation: "forget" }], /: 0\.operation: /],
    ["a pattern", [{ ...good, urn: "urn:pulumi:pre::*" }], /: 0\.urn: must be a resource's whole URN$/],
    ["a further key", [{ ...good, sure: true }], /: the whole|: 0: .*sure/],
    [
      "another stage",
      [{ ...good, urn: TABLE.replace("pre", "pro") }],
      /: urn:pulumi:pro::\S+ is not of pre$/,
    ],
    ["one twice", [good, { ...good, operation: "replace" }], /: urn:pulumi:pre::\S+ is there twice$/],
  ] as const)
    it(`refuse ${what}`, () => {
      assert.throws(
        () => read(content),
        (error: Error) => told.test(error.message) && !error.message.includes("\n"),
      );
    });

  it("refuse a file that is named and not there", () => {
    assert.throws(
      () => readApprovals(folder, "pre", "nowhere.json"),
      /^Error: --approvals nowhere\.json: there is/,
    );
  });
});
