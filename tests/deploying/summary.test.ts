import * as assert from "node:assert/strict";
import { lossesIn } from "../../deploying/gate/losses";
import { verdicts } from "../../deploying/gate/verdict";
import { planIn } from "../../deploying/plan/plan";
import type { Previewed } from "../../deploying/plan/preview-stack";
import { codeSpan } from "../../deploying/summary/code-span";
import { isGood, summaryMarkdown, type Judged } from "../../deploying/summary/markdown";
import { estateStack } from "../graph/project";
import { preview, step, urn } from "./events";

const base = estateStack("storage/base");
const app = estateStack("storage/app");
const TABLE = urn("storage-base", "strongroom:databases:ArchiveTable$aws:dynamodb/table:Table", "ingests");
const VAULT = urn("storage-base", "strongroom:vault:ArchiveVault$aws:s3/bucket:Bucket", "vault-primary");
const LIFECYCLE = urn(
  "storage-base",
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
  "rest",
);

const judged = (previewed: Previewed): Judged => {
  const plan = "plan" in previewed ? previewed.plan : undefined;
  return { previewed, verdicts: verdicts(plan ? lossesIn(plan) : [], [], "2026-11-21") };
};
const planned = (...steps: readonly string[]): Judged =>
  judged({ stack: base, outcome: "planned", plan: planIn(preview("storage-base", ...steps)) });
const text = (all: readonly Judged[], longest?: number) => summaryMarkdown("pre", all, [], longest);

describe("the summary of a preview", () => {
  it("of a harmless change", () => {
    const harmless = planned(
      step({ op: "same", urn: TABLE, protect: true }),
      step({ op: "update", urn: LIFECYCLE, diffs: ["rules[0].noncurrentVersionExpiration"] }),
      step({ op: "create", urn: urn("storage-base", "aws:sns/topic:Topic", "alarms") }),
    );
    const waits = judged({
      stack: app,
      outcome: "waits",
      why: "storage-app builds on storage-base/pre, which is not deployed. Mend it with: pulumi up --stack pre --cwd projects/storage/base",
    });
    assert.ok(isGood(harmless) && isGood(waits));
    assert.equal(
      text([harmless, waits]),
      `## Preview of pre

**No persistent resource would be lost.**

| stack | created | changed | replaced | deleted | unchanged |  |
| --- | ---: | ---: | ---: | ---: | ---: | --- |
| storage/base | 1 | 1 | 0 | 0 | 2 |  |
| storage/app | – | – | – | – | – | waits for what it is built on |

<details><summary>storage/base: 2 changes</summary>

- change \`rest\` (\`aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration\`): \`rules[0].noncurrentVersionExpiration\`
- create \`alarms\` (\`aws:sns/topic:Topic\`)

</details>

storage/app waits: \`storage-app builds on storage-base/pre, which is not deployed. Mend it with: pulumi up --stack pre --cwd projects/storage/base\`
`,
    );
  });

  it("of the replacement of a table", () => {
    const replaced = planned(
      step({
        op: "replace",
        urn: TABLE,
        protect: true,
        protectsStill: false,
        keys: ["hashKey"],
        diffs: ["attributes", "hashKey"],
      }),
    );
    assert.ok(!isGood(replaced));
    assert.equal(
      text([replaced]),
      `## Preview of pre

**Refused: 1 persistent resource would be lost with no approval.**

### Persistent resources that would be lost

- **refused**: storage/base: \`ingests\` (\`aws:dynamodb/table:Table\`, protected) would be **replaced**: \`forced by hashKey\`
  - \`nobody approved it\`
  - \`${TABLE}\`

### Protection that would be taken off

- storage/base: \`ingests\` (\`aws:dynamodb/table:Table\`)

| stack | created | changed | replaced | deleted | unchanged |  |
| --- | ---: | ---: | ---: | ---: | ---: | --- |
| storage/base | 0 | 0 | 1 | 0 | 1 |  |

<details><summary>storage/base: 1 change</summary>

- replace \`ingests\` (\`aws:dynamodb/table:Table\`): \`attributes, hashKey\`, forced by \`hashKey\`

</details>
`,
    );
  });

  it("of the deletion of a vault", () => {
    const deleted = judged({
      stack: base,
      outcome: "failed",
      why: ["vault-primary is protected in the state as well"],
      plan: planIn(preview("storage-base", step({ op: "delete", urn: VAULT, protect: true }))),
    });
    assert.ok(!isGood(deleted));
    assert.equal(
      text([deleted]),
      `## Preview of pre

**Refused: 1 persistent resource would be lost with no approval, 1 stack cannot be deployed.**

### Persistent resources that would be lost

- **refused**: storage/base: \`vault-primary\` (\`aws:s3/bucket:Bucket\`, protected) would be **deleted**: \`the program has it no more\`
  - \`nobody approved it\`
  - \`${VAULT}\`

### What stops it

- storage/base: \`vault-primary is protected in the state as well\`

| stack | created | changed | replaced | deleted | unchanged |  |
| --- | ---: | ---: | ---: | ---: | ---: | --- |
| storage/base | 0 | 0 | 0 | 1 | 1 | **failed** |

<details><summary>storage/base: 1 change</summary>

- delete \`vault-primary\` (\`aws:s3/bucket:Bucket\`)

</details>
`,
    );
  });

  it("tells of stacks that were never made, and of approvals that nothing needs", () => {
    const said = summaryMarkdown("pre", [judged({ stack: app, outcome: "not made" })], ["take it out"]);
    assert.match(said, /^\| storage\/app \| – \| – \| – \| – \| – \| not made yet: all of it is new \|$/m);
    assert.match(said, /^### Approvals\n\n- `take it out`$/m);
  });

  it("is the same in whatever order the engine works", () => {
    const steps = [step({ op: "create", urn: TABLE }), step({ op: "create", urn: VAULT })];
    assert.equal(text([planned(...steps)]), text([planned(...steps.toReversed())]));
  });

  it("has room in a comment: what does not fit is cut, and that is said", () => {
    const many = Array.from({ length: 2000 }, (_, at) =>
      step({ op: "create", urn: urn("storage-base", "aws:sqs/queue:Queue", `queue-${at}`) }),
    );
    const all = text([planned(...many)], Number.POSITIVE_INFINITY);
    assert.ok(all.length > 65_536);
    const cut = text([planned(...many)]);
    assert.ok(Buffer.byteLength(cut) <= 65_000);
    assert.match(
      cut,
      /\n\n<\/details>\n\n\*\*Cut here: \d+ more lines\. `npm run preview -- --stage pre` shows all\.\*\*\n$/,
    );
    const few = text([planned(...many)], 300);
    assert.match(few, /^\*\*Cut here: \d+ more lines/m);
    assert.doesNotMatch(few, /<\/details>/);
    assert.ok(Buffer.byteLength(few) <= 300);
  });
});

describe("a text of others in a comment", () => {
  for (const [given, shown] of [
    ["plain", "`plain`"],
    ["@team <b>bold</b> | [link](http://x) #12", "`@team <b>bold</b> | [link](http://x) #12`"],
    ["a `tick`", "`` a `tick` ``"],
    ["``two``", "``` ``two`` ```"],
    ["two\n\nlines\u001b[31m\u2028", "`two lines [31m`"],
    [" ", "–"],
    ["x".repeat(601), `\`${"x".repeat(600)} …\``],
  ] as const)
    it(`stays what it is: ${JSON.stringify(given.slice(0, 30))}`, () => {
      assert.equal(codeSpan(given), shown);
    });
});
