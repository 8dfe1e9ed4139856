import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { catalogue } from "../../policies/catalogue";
import { documentation } from "../../policies/documentation";
import { checkov, wormGuidance } from "../../policies/frameworks";
import { parameters } from "../../policies/parameters";
import { rule } from "../../policies/rule";

const PAGE = join(__dirname, "../../docs/policies.md");

const first = rule({
  name: "first-rule",
  why: "Get* and a | b are what <they> are",
  level: "mandatory",
  severity: "high",
  framework: checkov("CKV_1"),
  tags: ["CIS 2.1", "CIS 2.2"],
  remedy: "Mend it.",
  reads: parameters.pick({ requiredTags: true, allowedRegions: true }),
  types: "*",
  *resource() {},
});

const second = rule({
  name: "second-rule",
  why: "Because",
  level: "advisory",
  severity: "low",
  framework: wormGuidance,
  remedy: "Leave it.",
  reads: parameters.pick({ organizationId: true, allowedRegions: true }),
  types: [],
  *stack() {},
});

function linesOf(page: string, sign: string): readonly string[] {
  return page.split("\n").filter((line) => line.includes(sign));
}

describe("the page about the policies", () => {
  const page = documentation([
    { title: "One", rules: [first] },
    { title: "Other", rules: [second] },
  ]);

  it("has a row for each rule, under the heading of its section", () => {
    assert.deepEqual(
      linesOf(page, "").filter((line) => /^### |^\| `(first|second)-rule/.test(line)),
      [
        "### One",
        "| `first-rule` | Get\\* and a \\| b are what \\<they> are | mandatory | resource | high | `requiredTags`, `allowedRegions` | checkov 3.3.30 CKV_1; CIS 2.1; CIS 2.2 | Mend it. |",
        "### Other",
        "| `second-rule` | Because | advisory | stack | low | `organizationId`, `allowedRegions` | WORM guidance | Leave it. |",
      ],
    );
  });

  it("counts the rules", () => {
    assert.deepEqual(linesOf(page, " rules, "), ["2 rules, 1 mandatory, 0 remediate, 1 advisory."]);
  });

  it("has a row for each parameter, with its default and the rules that read it", () => {
    assert.deepEqual(
      ["requiredTags", "allowedRegions", "organizationId", "lockProfile"].map(
        (name) => linesOf(page, `| \`${name}\` |`)[0],
      ),
      [
        '| `requiredTags` | `["project","environment","owner"]` | the tags that everything carries which can carry tags | `first-rule` |',
        "| `allowedRegions` | has to be set | the AWS regions in which anything may be | `first-rule`, `second-rule` |",
        "| `organizationId` | none | the AWS organization that conditions may name, where there is one | `second-rule` |",
        '| `lockProfile` | `"regulated"` | whether archives are held for a fixed time or must stay deletable by law | the proof of a whole stage, `npm run prove` |',
      ],
    );
    for (const name of Object.keys(parameters.shape))
      assert.equal(linesOf(page, `| \`${name}\` |`).length, 1);
  });

  it("is the one that is committed", async () => {
    const written = await format(documentation(catalogue), {
      ...(await resolveConfig(PAGE)),
      filepath: PAGE,
    });
    assert.equal(readFileSync(PAGE, "utf8"), written, "npm run policies writes it anew");
  });
});
