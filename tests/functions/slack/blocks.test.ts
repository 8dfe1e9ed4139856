import * as assert from "node:assert/strict";
import {
  buttonLinks,
  context,
  divider,
  escaped,
  fields,
  header,
  link,
  section,
  type Block,
} from "../../../functions/slack/blocks";
import { withinLimits } from "../../../functions/slack/within-limits";
import { refusalOf } from "./block-kit-limits";

const WORDS = "word ".repeat(2000);

function textOf(block: Block): string {
  const text = block.type === "section" || block.type === "header" ? block.text?.text : undefined;
  assert.ok(text !== undefined);
  return text;
}

describe("blocks of a Slack message", () => {
  const long: Readonly<Record<string, Block>> = {
    "a header": header(WORDS),
    "a header of emoji, which are two characters each": header("📦".repeat(200)),
    "a header without a space": header("x".repeat(200)),
    "a section": section(WORDS),
    "a section without a space": section("x".repeat(5000)),
    "a section of escapes": section(escaped("<&>".repeat(1500))),
    "a section of links": section(`${link("https://example.org/?a=1&b=2", "a label")}\n`.repeat(200)),
    "a section whose one link is too long": section(link(`https://example.org/${"x".repeat(4000)}`, "page")),
    "a section of code": section(`\`\`\`${WORDS}\`\`\``),
    fields: fields(Array.from({ length: 20 }, () => WORDS)),
    "fields without a space": fields(["x".repeat(3000)]),
    "context without a space": context("x".repeat(3000)),
    context: context(...Array.from({ length: 20 }, () => WORDS)),
    buttons: buttonLinks(Array.from({ length: 40 }, () => ({ label: WORDS, url: "https://example.org/" }))),
  };
  for (const [what, block] of Object.entries(long))
    it(`keep ${what} within Slack's limits`, () => {
      const told = withinLimits([block]);
      assert.equal(refusalOf(told), undefined);
      assert.equal(refusalOf([block])?.word === "invalid_blocks", false);
    });

  it("are cut after a word, with an ellipsis", () => {
    assert.match(textOf(section(WORDS)), /word…$/);
    assert.ok(textOf(section(WORDS)).length > 2980);
    assert.match(textOf(header(WORDS)), /word…$/);
  });

  it("are as they were when they fit", () => {
    assert.equal(textOf(section("x".repeat(3000))), "x".repeat(3000));
    assert.equal(textOf(header("x".repeat(150))), "x".repeat(150));
  });

  it("end code that was cut", () => assert.match(textOf(section(`\`\`\`${WORDS}\`\`\``)), /…\n```$/));

  it("show what others wrote as it is", () => {
    assert.equal(escaped("<!channel> & co"), "&lt;!channel&gt; &amp; co");
    assert.equal(
      link("https://example.org/?a=1&b=|", "b|14 <i>"),
      "<https://example.org/?a=1&amp;b=%7C|b 14 &lt;i&gt;>",
    );
  });

  it("leave out a button whose URL is too long for one", () => {
    const button = (length: number) => ({ label: "page", url: "https://example.org/".padEnd(length, "x") });
    assert.equal(buttonLinks([button(3000), button(3001)]).elements.length, 1);
  });

  it("are fifty at most, and the last one says how many more there are", () => {
    const many = (count: number) => withinLimits(Array.from({ length: count }, divider));
    assert.equal(many(50).length, 50);
    assert.deepEqual(many(50).at(-1), divider());
    assert.equal(many(60).length, 50);
    assert.deepEqual(many(60).at(-1), context("and 11 more"));
    assert.equal(refusalOf(many(60)), undefined);
  });

  it("are not longer together than Slack takes", () => {
    const told = withinLimits(Array.from({ length: 10 }, () => section(WORDS)));
    assert.equal(refusalOf(told), undefined);
    assert.deepEqual(told.at(-1), context("and 7 more"));
  });
});

describe("the fake Slack's own limits", () => {
  const mrkdwn = (text: string) => ({ type: "section", text: { type: "mrkdwn", text } });
  const refused: Readonly<Record<string, readonly unknown[]>> = {
    "no block": [],
    "51 blocks": Array.from({ length: 51 }, divider),
    "a header of 151 characters": [{ type: "header", text: { type: "plain_text", text: "x".repeat(151) } }],
    "a section of 3,001": [mrkdwn("x".repeat(3001))],
    "an empty section": [mrkdwn("")],
    "half a link": [mrkdwn("<https://example.org/…")],
    "half an escape": [mrkdwn("a &am…")],
    "code without an end": [mrkdwn("```code")],
    "a block that it does not know": [{ type: "table" }],
  };
  for (const [what, blocks] of Object.entries(refused))
    it(`refuse ${what}`, () => assert.equal(refusalOf(blocks)?.word, "invalid_blocks"));

  it("refuse more text than a message takes", () =>
    assert.equal(
      refusalOf(Array.from({ length: 5 }, () => mrkdwn("x".repeat(2900))))?.word,
      "msg_blocks_too_long",
    ));
});
