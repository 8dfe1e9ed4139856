import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { readStageFile } from "../../bootstrapping/stage-file";
import { stages } from "../../projects/estate";
import { ROOT } from "../graph/project";

describe("the settings that tell where a stage's state is", () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "strongroom-settings-"));
  after(() => fs.rmSync(folder, { recursive: true }));
  const refused = (text: string, message: RegExp) => {
    fs.writeFileSync(path.join(folder, "Pulumi.pro.yaml"), text);
    assert.throws(() => readStageFile(folder, "pro"), { message });
  };

  for (const stage of stages)
    it(`are those of ${stage}`, () => {
      const { file, accountId, region } = readStageFile(ROOT, stage);
      assert.deepEqual([file, region], [`Pulumi.${stage}.yaml`, "eu-west-1"]);
      assert.match(accountId, /^\d{12}$/);
    });

  it("are missing for a stage that has none", () => {
    assert.throws(() => readStageFile(folder, "pre"), {
      message: "the root project has no settings for pre: Pulumi.pre.yaml is missing",
    });
  });

  it("are refused without account or region, and when they are no YAML", () => {
    refused(
      "config: { strongroom:accountId: '1', strongroom:regions: { primary: x } }",
      /^mend Pulumi\.pro\.yaml: .*12 digits$/,
    );
    refused(
      "config: { strongroom:accountId: '111122223333' }",
      /^mend Pulumi\.pro\.yaml: config\.strongroom:regions: /,
    );
    refused("config: [", /^mend Pulumi\.pro\.yaml: it is no YAML$/);
  });
});
