import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { packInForce } from "../../components/contract/policy-pack";

describe("the policy pack that judges a deployment", () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "strongroom-pack-"));
  after(() => fs.rmSync(folder, { recursive: true }));

  const pack = (
    name: string,
    files: Readonly<Record<string, string>>,
    packageName = "strongroom-policies",
  ) => {
    const at = path.join(folder, name);
    const all = { "package.json": JSON.stringify({ name: packageName, version: "1.2.3" }), ...files };
    for (const [file, content] of Object.entries(all)) {
      fs.mkdirSync(path.dirname(path.join(at, file)), { recursive: true });
      fs.writeFileSync(path.join(at, file), content);
    }
    return at;
  };
  const inForce = (...folders: readonly string[]) =>
    packInForce({ PULUMI_OPTION_POLICY_PACK: folders.join(",") });
  const files = { "pack.ts": "rules", "rules/one.ts": "first", "config/pre.json": "{}" };

  it("is none where the environment names none, or another's", () => {
    assert.equal(packInForce({}), undefined);
    assert.equal(inForce(""), undefined);
    assert.equal(inForce(pack("theirs", {}, "their-policies")), undefined);
  });

  it("is told by its version, and by a digest that is the same wherever it lies", () => {
    const here = inForce(pack("here", files));
    assert.equal(here?.version, "1.2.3");
    assert.match(here?.digest ?? "", /^[0-9a-f]{64}$/);
    assert.deepEqual(inForce(pack("there", files)), here);
  });

  it("is found among others", () => {
    assert.deepEqual(
      inForce(pack("other", {}, "others"), pack("ours", files)),
      inForce(pack("alone", files)),
    );
  });

  for (const [what, changed] of Object.entries({
    "a rule": { ...files, "rules/one.ts": "second" },
    "a stage's configuration": { ...files, "config/pre.json": '{"x":1}' },
    "a rule that is gone": { "pack.ts": "rules", "config/pre.json": "{}" },
    "another name": { "pack.ts": "rules", "rules/two.ts": "first", "config/pre.json": "{}" },
    "content that has moved from one file to the next": {
      ...files,
      "config/pre.json": "",
      "pack.ts": "{}rules",
    },
  }))
    it(`has another digest with ${what}`, () => {
      assert.notEqual(
        inForce(pack(`changed ${what}`, changed))?.digest,
        inForce(pack("before", files))?.digest,
      );
    });

  it("does not change with what is installed beside it", () => {
    const installed = pack("installed", { ...files, "node_modules/zod/index.js": "code" });
    assert.deepEqual(inForce(installed), inForce(pack("bare", files)));
  });

  it("says so where there is no pack", () => {
    assert.throws(
      () => inForce("/nowhere"),
      /PULUMI_OPTION_POLICY_PACK names \/nowhere, where there is no policy pack/,
    );
  });
});
