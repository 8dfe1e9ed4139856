import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { Cloud } from "../../rehearsal/clouds/cloud";
import { estateStack } from "../graph/project";
import { engineFirst } from "./engine-first";
import { EstateCopy } from "./estate-copy";
import { lessGround } from "./less-ground";
import { PlainPulumi } from "./plain-pulumi";

const root = estateStack("root");
const SPARE = "urn:pulumi:pre::strongroom::strongroom:keys:CustomerKey";
const ALIAS = `${SPARE}$aws:kms/alias:Alias::spare-alias`;
const KEY = `${SPARE}$aws:kms/key:Key::spare-key`;

/** A key that the estate does not need, so that it may go. */
const SPARE_KEY = `
new CustomerKey(
  "spare",
  { alias: keyAlias(stage, "spare"), description: "Spare", accountId, custodianRoleArns, services: [] },
  inAccount,
);
`;

describe("npm run up, on the real engine", function () {
  this.timeout("6m");
  engineFirst();
  const copy = new EstateCopy();
  let clouds: PlainPulumi;
  before(async () => {
    lessGround(copy);
    copy.edit("index.ts", (text) => text + SPARE_KEY);
    clouds = await PlainPulumi.start(copy);
  });
  after(async () => {
    await clouds.stop();
    copy.remove();
  });
  const keys = () => new Cloud(copy.journal).all().filter(({ urn }) => urn === KEY || urn === ALIAS);
  const up = (...names: readonly string[]) =>
    clouds.deploying("up", ...names.flatMap((name) => ["--only", name]));

  it("makes the stacks and brings them up, in their order", async () => {
    const { exitCode, output } = await up("foundation/base", "root");
    assert.equal(exitCode, 0, output);
    assert.match(output, /^Done: root, foundation\/base\.$/m);
    assert.equal(keys().length, 2);
  });

  it("run again, finds nothing to do", async () => {
    const { exitCode, output } = await up("foundation/base", "root");
    assert.equal(exitCode, 0, output);
    assert.equal(output.match(/ unchanged: no change$/gm)?.length, 2, output);
    assert.doesNotMatch(output, /^\$ pulumi up /m);
  });

  it("stops before what is protected is deleted, and names all of it, before anything happens", async () => {
    copy.edit("index.ts", (text) => text.replace(SPARE_KEY, ""));
    const { exitCode, output } = await up("root");
    assert.equal(exitCode, 1, output);
    for (const urn of [ALIAS, KEY]) assert.ok(output.includes(`nobody approved it. ${urn}\n`), output);
    assert.doesNotMatch(output, /^\$ pulumi up /m);
    assert.equal(keys().length, 2);
  });

  it("shows it in the preview, and goes on past stacks that were never made", async () => {
    const { exitCode, output } = await clouds.deploying("preview", "--only", "root", "--only", "storage/app");
    assert.equal(exitCode, 1, output);
    assert.match(output, /^- \*\*refused\*\*: root: `spare-alias` .* would be \*\*deleted\*\*/m);
    assert.match(output, /^\| storage\/app \|.*\| not made yet: all of it is new \|$/m);
  });

  it("lets it pass with an approval, once the state protects it no more either", async () => {
    const approval = {
      operation: "delete",
      reason: "spare",
      approvedBy: "A. Archivist",
      expires: "2999-01-01",
    };
    const file = path.join(copy.folder, "approvals", "pre.json");
    fs.mkdirSync(path.dirname(file));
    fs.writeFileSync(file, JSON.stringify([ALIAS, KEY].map((urn) => ({ urn, ...approval }))));
    const early = await up("root");
    assert.equal(early.exitCode, 1, early.output);
    assert.match(
      early.output,
      /^root: spare-alias is protected in the state as well: once its loss is approved, pulumi state unprotect /m,
    );
    for (const urn of [ALIAS, KEY])
      await clouds.inState(root, "state", "unprotect", urn, "--yes", "--stack", "pre");
    const { exitCode, output } = await up("root");
    assert.equal(exitCode, 0, output);
    assert.match(
      output,
      /^passed: would delete aws:kms\/key:Key spare-key \(kept on delete; .*\): approved by A\. Archivist: spare\./m,
    );
    const state = await clouds.inState(root, "stack", "export", "--stack", "pre");
    assert.doesNotMatch(state.output, /spare-key/);
  });
});
