import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { run } from "../../rehearsal/engine/run";
import { ROOT } from "../graph/project";
import { actionlintProgram } from "./actionlint-program";

/** Building it takes longer than a test may. */
const BUILD_TIMEOUT_MS = 300_000;

describe("actionlint", () => {
  let program: string;
  before(async function () {
    this.timeout(BUILD_TIMEOUT_MS);
    program = await actionlintProgram(() => undefined);
  });

  /** What it says of the workflows of a repository. It runs no shellcheck, which a machine may not have. */
  async function faultsIn(repository: string): Promise<string> {
    const options = ["-shellcheck=", "-pyflakes=", "-no-color", "-oneline"];
    const { exitCode, stdout, stderr } = await run(program, options, { cwd: repository });
    return exitCode === 0 ? stdout : `${exitCode}: ${stdout}${stderr}`;
  }

  it("finds nothing in the workflows", async () => {
    assert.equal(await faultsIn(ROOT), "");
  });

  it("refuses a broken workflow", async () => {
    const copy = fs.mkdtempSync(path.join(os.tmpdir(), "strongroom-workflows-"));
    try {
      fs.mkdirSync(path.join(copy, ".git"));
      fs.cpSync(path.join(ROOT, ".github"), path.join(copy, ".github"), { recursive: true });
      const file = path.join(copy, ".github/workflows/deploy.yml");
      fs.writeFileSync(
        file,
        fs.readFileSync(file, "utf8").replace("    needs: pre\n", "    needs: rehearsed\n"),
      );
      assert.match(
        await faultsIn(copy),
        /^1: \.github\/workflows\/deploy\.yml:.*"rehearsed" which does not exist/,
      );
    } finally {
      fs.rmSync(copy, { recursive: true });
    }
  });
});
