import assert from "node:assert/strict";
import type { Verdict } from "../../policies/proof/verdict";
import { pageOf } from "../../proving/page";
import { Paper, paperOf, restsOn, type Proved } from "../../proving/paper";
import { textOf } from "../../proving/text";

const nobody: Verdict = {
  subject: "archive-vault-one",
  group: "Ending an object",
  action: "s3:DeleteObject",
  outcome: "nobody",
  because: "refused by statement RefuseDestruction",
  ways: [],
};
const only: Verdict = {
  ...nobody,
  action: "s3:DeleteObjectVersion",
  outcome: "only",
  ways: [{ who: "break-glass", steps: ["statement Delete allows it"], permitted: true, undecided: [] }],
};
const could: Verdict = {
  subject: "archive-vault-two",
  group: "Ending <an> object",
  action: "s3:DeleteBucket",
  outcome: "could",
  because: "",
  ways: [
    {
      who: "role & worker",
      steps: ["it becomes cleaner", "statement <All> allows it"],
      permitted: false,
      undecided: [],
    },
  ],
};
const undecided: Verdict = {
  ...could,
  action: "s3:PutBucketPolicy",
  outcome: "undecided",
  ways: [
    {
      who: "role odd",
      steps: ["its policy allows it"],
      permitted: false,
      undecided: ["its policy is not JSON"],
    },
  ],
};

function paper(verdicts: readonly Verdict[], more: Partial<Proved> = {}): Paper {
  return paperOf({
    options: { stage: "pro", deployed: false, out: ".proof" },
    at: new Date("2026-06-12T10:00:00Z"),
    resources: 12,
    decisions: 345,
    seconds: 0.12345,
    policyPack: { version: "1.0.0", digest: "ab" },
    verdicts,
    ...more,
  });
}

describe("the paper of the proof", () => {
  it("is proved when no verdict is open, and keeps to its schema", () => {
    const good = Paper.parse(JSON.parse(JSON.stringify(paper([nobody, only]))));
    assert.equal(good.proved, true);
    assert.deepEqual([good.stage, good.source, good.at], ["pro", "rehearsed", "2026-06-12T10:00:00.000Z"]);
    assert.deepEqual([good.resources, good.decisions, good.seconds], [12, 345, 0.123]);
    assert.deepEqual(good.restsOn, restsOn);
    assert.equal(paper([], { options: { stage: "pre", deployed: true, out: "" } }).source, "deployed");
  });

  for (const open of [could, undecided])
    it(`is not proved with one that is ${open.outcome}`, () => {
      assert.equal(paper([nobody, open, only]).proved, false);
    });

  describe("in print", () => {
    it("has a line for each subject and one that says what was proved", () => {
      assert.deepEqual(textOf(paper([nobody, only]), "out.html").split("\n"), [
        "",
        "archive-vault-one  1 only who may, 1 nobody can",
        "",
        "Proved in 0.123 s: of 12 resources of pro (rehearsed) nobody but who is named for it can do any of 2 things that could end the archive. out.html says why.",
      ]);
    });

    it("names whoever could, by which steps, and what nobody knows", () => {
      assert.deepEqual(textOf(paper([only, could, undecided]), "out.html").split("\n"), [
        "",
        "archive-vault-one  1 only who may",
        "archive-vault-two  1 SOMEBODY COULD, 1 NOBODY KNOWS",
        "",
        "archive-vault-two: s3:DeleteBucket: role & worker: it becomes cleaner, then statement <All> allows it",
        "archive-vault-two: s3:PutBucketPolicy: role odd: its policy allows it",
        "  nobody knows: its policy is not JSON",
        "Not proved: 2 of 3 questions about pro are open. out.html has all of them.",
      ]);
    });
  });

  describe("as a page", () => {
    const page = pageOf(paper([nobody, only, could, undecided]));

    it("says first whether it is proved, and of which stage", () => {
      assert.match(page, /<h1>Not proved: pro<\/h1>/);
      assert.match(pageOf(paper([nobody])), /<h1>Nobody can delete the archive: pro<\/h1>/);
    });

    it("has every action with who and why, and escapes what it is told", () => {
      for (const { action } of [nobody, only, could, undecided])
        assert.match(page, new RegExp(`<th scope="row">${action}</th>`));
      assert.ok(page.includes("refused by statement RefuseDestruction"));
      assert.ok(page.includes("<strong>break-glass</strong> (may): statement Delete allows it"));
      assert.ok(page.includes("statement &lt;All&gt; allows it"));
      assert.ok(page.includes("role &amp; worker"));
      assert.ok(page.includes("not known: its policy is not JSON"));
      assert.ok(!page.includes("<All>"));
    });

    it("sums up what is open, and only then", () => {
      assert.ok(page.includes("What is open"));
      assert.ok(!pageOf(paper([nobody, only])).includes("What is open"));
    });

    it("says what it rests on", () => {
      for (const { assumption } of restsOn) assert.ok(page.includes(assumption));
    });

    it("needs nothing but itself: no script, nothing fetched", () => {
      assert.doesNotMatch(page, /<script|<link|<img|@import|url\(|https?:/);
    });
  });
});
