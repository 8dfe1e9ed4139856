import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { run } from "../../rehearsal/engine/run";
import { IMAGES } from "./dockerfile";

const BROKER = "datavault-broker/src/main/java/org/datavaultplatform/broker/app/DataVaultBrokerApp.java";
const WEB = "datavault-webapp/src/main/java/org/datavaultplatform/webapp/app/DataVaultWebApp.java";

/** Lines as the programs have them, among others. */
const sources: Readonly<Record<string, string>> = {
  [BROKER]:
    '        "spring.datasource.username",\n        "spring.datasource.password",\n        "spring.datasource.url"\n',
  [WEB]:
    '    log.info("broker.url [{}]",url);\n    log.info("broker.api.key [{}]",env.getProperty("broker.api.key"));\n  }\n',
};

describe("forget-secrets.sh", () => {
  let folder: string;
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "strongroom-source-"));
    for (const [file, text] of Object.entries(sources)) write(file, text);
  });
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  function write(file: string, text: string): void {
    fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    fs.writeFileSync(path.join(folder, file), text);
  }
  const read = (file: string) => fs.readFileSync(path.join(folder, file), "utf8");
  const forget = () => run("bash", [path.join(IMAGES, "forget-secrets.sh"), folder], {});

  it("takes out the two lines that tell a secret, and no other", async () => {
    const { exitCode, stderr } = await forget();
    assert.equal(exitCode, 0, stderr);
    assert.equal(read(BROKER), '        "spring.datasource.username",\n        "spring.datasource.url"\n');
    assert.equal(read(WEB), '    log.info("broker.url [{}]",url);\n  }\n');
  });

  for (const [file, text, times] of [
    [BROKER, '        "spring.datasource.url"\n', 0],
    [WEB, `${sources[WEB]}${sources[WEB]}`, 2],
  ] as const)
    it(`fails when the line is there ${times} times`, async () => {
      write(file, text);
      const { exitCode, stderr } = await forget();
      assert.equal(exitCode, 1);
      assert.ok(
        stderr.startsWith(`${file}: the line with a secret is there ${times} times, not once: see what`),
        stderr,
      );
    });

  it("fails when a file is somewhere else", async () => {
    fs.rmSync(path.join(folder, WEB));
    assert.equal((await forget()).exitCode, 1);
  });
});
