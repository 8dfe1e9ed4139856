import * as assert from "node:assert/strict";
import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { run, type Finished } from "../../rehearsal/engine/run";
import { stage } from "../images/dockerfile";
import { compile } from "../images/java-program";

const DATA = "data-key";
const SSH = "ssh-key";
const PASSWORD = "a password";

describe("the key store's program", function () {
  this.timeout(120_000);
  let folder: string;
  let classes: string;
  let store: Buffer;
  let target: string;

  before(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "strongroom-key-store-"));
    classes = path.join(folder, "classes");
    await compile("key-store/WriteKeyStore.java", folder, classes);
    const file = path.join(folder, "made.jceks");
    await make(file, DATA, "AES");
    await make(file, SSH, "AES");
    await make(file, "other-kind", "DESede");
    store = fs.readFileSync(file);
  });
  after(() => fs.rmSync(folder, { recursive: true }));
  beforeEach(() => (target = path.join(fs.mkdtempSync(path.join(folder, "volume-")), "datavault.jceks")));

  /** As an operator makes it. */
  async function make(file: string, alias: string, kind: "AES" | "DESede"): Promise<void> {
    const size = kind === "AES" ? ["-keysize", "256"] : [];
    const where = ["-storetype", "JCEKS", "-keystore", file, "-storepass", PASSWORD, "-keypass", PASSWORD];
    const done = await run(
      "keytool",
      ["-genseckey", "-alias", alias, "-keyalg", kind, ...size, ...where],
      {},
    );
    assert.equal(done.exitCode, 0, done.stdout);
  }

  function write(other: Readonly<Record<string, string>> = {}): Promise<Finished> {
    return run("java", ["-cp", classes, "WriteKeyStore"], {
      env: {
        PATH: process.env["PATH"],
        ...stage("key-store").environment,
        JAVA_TOOL_OPTIONS: "-XX:TieredStopAtLevel=1",
        KEYSTORE_PATH: target,
        KEYSTORE_BASE64: store.toString("base64").replaceAll(/.{76}/g, "$&\n"),
        KEYSTORE_SHA1: createHash("sha1").update(store).digest("hex"),
        KEYSTORE_PASSWORD: PASSWORD,
        VAULT_DATAENCRYPTIONKEYNAME: DATA,
        VAULT_PRIVATEKEYENCRYPTIONKEYNAME: SSH,
        ...other,
      },
    });
  }

  it("writes the file of the secret, for its user and group alone, however often a task starts", async () => {
    const { exitCode, stdout, stderr } = await write({
      KEYSTORE_SHA1: createHash("sha1").update(store).digest("hex").toUpperCase(),
    });
    assert.equal(exitCode, 0, stderr);
    assert.equal(stdout, `key-store: wrote ${target}, with the keys ${DATA} and ${SSH}\n`);
    assert.deepEqual(fs.readFileSync(target), store);
    assert.equal(fs.statSync(target).mode & 0o777, 0o440);
    assert.deepEqual(fs.readdirSync(path.dirname(target)), ["datavault.jceks"]);
    assert.equal((await write()).exitCode, 0);
  });

  const refusals: readonly (readonly [why: string, other: Readonly<Record<string, string>>, says: RegExp])[] =
    [
      [
        "has another SHA-1",
        { KEYSTORE_SHA1: "0".repeat(40) },
        /: the key store's SHA-1 is [0-9a-f]{40}, and KEYSTORE_SHA1 says 0{40}: never start with another key store/,
      ],
      ["is not there", { KEYSTORE_BASE64: "" }, /: KEYSTORE_BASE64 is empty: fill the secret/],
      ["has no SHA-1", { KEYSTORE_SHA1: " " }, /: KEYSTORE_SHA1 is empty: fill the secret/],
      ["is no Base64", { KEYSTORE_BASE64: "{}" }, /: KEYSTORE_BASE64 is no Base64/],
      [
        "does not open",
        { KEYSTORE_PASSWORD: "another" },
        /: the key store does not open with KEYSTORE_PASSWORD, or is no JCEKS/,
      ],
      ["lacks a key", { VAULT_DATAENCRYPTIONKEYNAME: "no-key" }, /: the key store has no key called no-key/],
      [
        "has a key of another kind",
        { VAULT_DATAENCRYPTIONKEYNAME: "other-kind" },
        /: the key other-kind is for DESede, not for AES/,
      ],
      [
        "has no volume",
        { KEYSTORE_PATH: "/nowhere/datavault.jceks" },
        /: \/nowhere cannot be written to: mount a volume there/,
      ],
    ];
  for (const [why, other, says] of refusals)
    it(`refuses one that ${why}, and writes nothing`, async () => {
      const { exitCode, stdout, stderr } = await write(other);
      assert.equal(exitCode, 1);
      assert.match(stderr, says);
      assert.equal(stdout, "");
      assert.ok(!stderr.includes(store.toString("base64").slice(0, 40)) && !stderr.includes(PASSWORD));
      assert.deepEqual(fs.readdirSync(path.dirname(target)), []);
    });
});
