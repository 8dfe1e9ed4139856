import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { BootstrappedEstate } from "../bootstrapping/bootstrapped-estate";
import { kill } from "../bootstrapping/kill";
import { s3ServerFirst } from "../bootstrapping/s3-server-first";
import { assertMoved, setAside } from "../bootstrapping/what-is-there";
import { engineFirst } from "./engine-first";
import { lessGround } from "./less-ground";

/** Something that the program keeps secret: the root project itself has nothing of the kind. */
const SECRET = "open-sesame";

function withSecret(estate: BootstrappedEstate): void {
  lessGround(estate.copy);
  estate.copy.edit("index.ts", (text) => `${text}\nexport const word = pulumi.secret("${SECRET}");\n`);
}

describe("a bootstrap", function () {
  this.timeout("4m");
  engineFirst();
  s3ServerFirst();
  let estate: BootstrappedEstate;
  before(async () => {
    estate = await BootstrappedEstate.start();
    withSecret(estate);
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
    const preview = await estate.pulumi("preview", "--expect-no-changes");
    assert.equal(preview.exitCode, 0, preview.output);
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
    assert.match(output, /^✔ preview from the bucket: nothing may change$/m);
    await assertMoved(estate);
  });
});

describe("a bootstrap under a passphrase", function () {
  this.timeout("4m");
  engineFirst();
  s3ServerFirst();
  let estate: BootstrappedEstate;
  before(async () => {
    estate = await BootstrappedEstate.start("a passphrase of one's own");
    withSecret(estate);
  });
  after(() => estate.stop());

  it("is refused where none is set, before anything is made", async () => {
    const { exitCode, output } = await estate.bootstrapped(undefined, { PULUMI_CONFIG_PASSPHRASE: "" });
    assert.equal(exitCode, 1, output);
    assert.match(output, /^--secrets-provider passphrase: set PULUMI_CONFIG_PASSPHRASE$/m);
    assert.ok(!fs.existsSync(estate.local));
  });

  it("goes on when it was killed, waits for what the engine still does, and ends with the state in the bucket, under that passphrase", async () => {
    await kill(estate, { at: /pulumi up --yes/ });
    const { exitCode, output } = await estate.bootstrapped();
    assert.equal(exitCode, 0, output);
    assert.match(
      output,
      /^a pulumi of an interrupted run \(process \d+\) is still at work: it is waited for$/m,
    );
    await assertMoved(estate);
    const stored = await estate.pulumi("stack", "export");
    assert.doesNotMatch(stored.output, new RegExp(SECRET));
    const opened = await estate.pulumi("stack", "output", "word", "--show-secrets");
    assert.equal(opened.output.trim(), SECRET);
  });

  it("finds nothing to do when it is run again", async () => {
    const { exitCode, output } = await estate.bootstrapped();
    assert.equal(exitCode, 0, output);
    assert.match(output, /^Nothing to do: the state of root of pre is in s3:/m);
  });
});
