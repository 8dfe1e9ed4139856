import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { BootstrappedEstate } from "../bootstrapping/bootstrapped-estate";
import { assertMoved, setAside } from "../bootstrapping/what-is-there";
import { s3GatewayProgram } from "../servers/s3-gateway-program";
import { engineFirst } from "./engine-first";
import { ended, until } from "./estate-copy";

interface Kill {
  /** The line at which the process is killed: the step's own, or that of the command which it has just started. */
  readonly at: RegExp;
}

/** In the order of the steps: each run goes on from the one before. */
const kills: readonly Kill[] = [
  { at: /❯ local backend/ },
  { at: /pulumi stack init pre/ },
  { at: /❯ root project up, under the policy pack/ },
  { at: /pulumi up --yes/ },
  { at: /pulumi stack change-secrets-provider/ },
  { at: /s3:.*pulumi stack init pre/ },
  { at: /pulumi stack import/ },
  { at: /❯ preview from the bucket: nothing may change/ },
  { at: /❯ old state set aside/ },
];

/** Something that the program keeps secret: the root project itself has nothing of the kind. */
const SECRET = "open-sesame";

function serversFirst(): void {
  before("the S3 server is there", async function () {
    this.timeout("20m");
    await s3GatewayProgram((line) => process.stdout.write(`    ${line}\n`));
  });
}

describe("a bootstrap", function () {
  this.timeout("4m");
  engineFirst();
  serversFirst();
  let estate: BootstrappedEstate;
  before(async () => {
    estate = await BootstrappedEstate.start();
    estate.copy.edit("index.ts", (text) => `${text}\nexport const word = pulumi.secret("${SECRET}");\n`);
  });
  after(() => estate.stop());

  it("brings root up and moves its state into the bucket, under the key", async () => {
    const { exitCode, output } = await estate.bootstrapped();
    assert.equal(exitCode, 0, output);
    assert.match(output, /^Commit Pulumi\.pre\.yaml: /m);
    await assertMoved(estate);
    assert.match(
      fs.readFileSync(path.join(estate.copy.folder, "Pulumi.pre.yaml"), "utf8"),
      /^encryptedkey: \S+$/m,
    );
  });

  it("leaves no secret open, neither in the bucket nor on this machine, and the key opens it", async () => {
    const stored = await estate.pulumi("stack", "export");
    assert.doesNotMatch(stored.output, new RegExp(SECRET));
    const local = path.dirname(estate.local);
    const files = fs
      .readdirSync(local, { recursive: true, encoding: "utf8" })
      .map((name) => path.join(local, name))
      .filter((file) => fs.statSync(file).isFile());
    assert.ok(files.some((file) => file.endsWith("pre.json")));
    for (const file of files) assert.doesNotMatch(fs.readFileSync(file, "utf8"), new RegExp(SECRET), file);
    const opened = await estate.pulumi("stack", "output", "word", "--show-secrets");
    assert.equal(opened.output.trim(), SECRET);
  });

  it("finds nothing to do when it is run again", async () => {
    const { exitCode, output } = await estate.bootstrapped();
    assert.equal(exitCode, 0, output);
    assert.match(output, /^Nothing to do: the state of root of pre is in s3:/m);
    assert.doesNotMatch(output, /^❯/m);
  });

  it("refuses a local state that is newer, and says what to do", async () => {
    const [aside = ""] = setAside(estate);
    const file = ".pulumi/stacks/strongroom/pre.json";
    fs.cpSync(aside, estate.local, { recursive: true });
    const text = fs.readFileSync(path.join(aside, file), "utf8");
    fs.writeFileSync(path.join(estate.local, file), text.replace(/"time": "\d{4}/, '"time": "2999'));
    const { exitCode, output } = await estate.bootstrapped();
    assert.equal(exitCode, 1, output);
    assert.match(
      output,
      /^the local state in \S+ was written on 2999-.*, after the one in the bucket \(.*\): .*rename the folder/m,
    );
    fs.rmSync(estate.local, { recursive: true });
  });

  it("takes the bucket's state where an older local one is there as well", async () => {
    const [aside = ""] = setAside(estate);
    fs.renameSync(aside, estate.local);
    const { exitCode, output } = await estate.bootstrapped();
    assert.equal(exitCode, 0, output);
    assert.doesNotMatch(output, /pulumi (up|stack import)/);
    await assertMoved(estate);
  });
});

describe("a bootstrap that is killed", function () {
  this.timeout("4m");
  engineFirst();
  serversFirst();
  let estate: BootstrappedEstate;
  before(async () => (estate = await BootstrappedEstate.start()));
  after(() => estate.stop());

  for (const { at } of kills)
    it(`dies by SIGKILL at ${at.source}`, async () => {
      const process = estate.bootstrap();
      let said = "";
      process.stdout?.on("data", (data: Buffer) => (said += data.toString()));
      const end = ended(process);
      await until(() => at.test(said) || process.exitCode !== null);
      assert.equal(process.exitCode, null, said);
      process.kill("SIGKILL");
      assert.equal((await end).exitCode, null);
    });

  it("ends right when it is run again", async () => {
    const { exitCode, output } = await estate.bootstrapped();
    assert.equal(exitCode, 0, output);
    await assertMoved(estate);
  });
});
