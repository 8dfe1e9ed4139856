import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { Cloud } from "../../rehearsal/clouds/cloud";
import { random } from "../../rehearsal/clouds/random";
import { UNKNOWN } from "../../rehearsal/clouds/properties";
import { CatalogueUnderTest } from "./catalogue-under-test";

const PASSWORD = "random:index/randomPassword:RandomPassword";
const STRING = "random:index/randomString:RandomString";
const ID = "random:index/randomId:RandomId";
const BYTES = "random:index/randomBytes:RandomBytes";
const INTEGER = "random:index/randomInteger:RandomInteger";
const UUID = "random:index/randomUuid:RandomUuid";
const PET = "random:index/randomPet:RandomPet";
const SHUFFLE = "random:index/randomShuffle:RandomShuffle";

describe("clouds/random", () => {
  let provider: CatalogueUnderTest;
  beforeEach(async () => {
    provider = await CatalogueUnderTest.of(random);
  });
  afterEach(() => provider.stop());

  describe("formats", () => {
    it("gives a password the id none, its result and a bcrypt hash", async () => {
      const { id, outputs } = await provider.make(PASSWORD, "db", { length: 24 });
      assert.equal(id, "none");
      assert.match(String(outputs["result"]), /^.{24}$/);
      assert.match(String(outputs["bcryptHash"]), /^\$2a\$10\$[./A-Za-z0-9]{53}$/);
    });
    it("makes as many passwords with the id none as are asked for", async () => {
      const one = await provider.make(PASSWORD, "one", { length: 16 });
      const two = await provider.make(PASSWORD, "two", { length: 16 });
      assert.equal(one.id, two.id);
      assert.notEqual(one.outputs["result"], two.outputs["result"]);
    });
    it("gives a string its value as id", async () => {
      const { id, outputs } = await provider.make(STRING, "suffix", {
        length: 8,
        special: false,
        upper: false,
      });
      assert.equal(id, outputs["result"]);
      assert.match(id, /^[a-z0-9]{8}$/);
    });
    it("gives an id in four notations, prefixed, under the unprefixed base64url one", async () => {
      const { id, outputs } = await provider.make(ID, "key", { byteLength: 5, prefix: "k-" });
      const bytes = Buffer.from(id, "base64url");
      assert.equal(bytes.length, 5);
      assert.deepEqual(
        [outputs["b64Url"], outputs["b64Std"], outputs["hex"], outputs["dec"]],
        [
          `k-${id}`,
          `k-${bytes.toString("base64")}`,
          `k-${bytes.toString("hex")}`,
          `k-${BigInt(`0x${bytes.toString("hex")}`)}`,
        ],
      );
    });
    it("gives bytes in base64 and hex, with the base64 as id", async () => {
      const { id, outputs } = await provider.make(BYTES, "salt", { length: 32 });
      assert.equal(id, outputs["base64"]);
      assert.equal(Buffer.from(id, "base64").toString("hex"), outputs["hex"]);
      assert.equal(String(outputs["hex"]).length, 64);
    });
    it("gives a number in its range", async () => {
      const { id, outputs } = await provider.make(INTEGER, "port", { min: 7, max: 9 });
      assert.equal(id, String(outputs["result"]));
      assert.ok([7, 8, 9].includes(Number(outputs["result"])));
    });
    it("gives a seeded number that does not depend on the resource", async () => {
      const one = await provider.make(INTEGER, "one", { min: 1, max: 1000000, seed: "s" });
      const two = await provider.make(INTEGER, "two", { min: 1, max: 1000000, seed: "s" });
      assert.equal(one.id, two.id);
    });
    it("gives a UUID of version 4", async () => {
      const { id, outputs } = await provider.make(UUID, "run", {});
      assert.equal(id, outputs["result"]);
      assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    });
    it("gives a pet of so many words", async () => {
      assert.match((await provider.make(PET, "two", {})).id, /^[a-z]+-[a-z]+$/);
      assert.match(
        (await provider.make(PET, "four", { length: 4, separator: "_", prefix: "x" })).id,
        /^x(_[a-z]+){4}$/,
      );
    });
    it("shuffles a list, over again when more results are asked for", async () => {
      const { id, outputs } = await provider.make(SHUFFLE, "zones", {
        inputs: ["a", "b", "c"],
        resultCount: 5,
      });
      const { results } = outputs;
      assert.equal(id, "-");
      assert.ok(Array.isArray(results));
      assert.equal(results.length, 5);
      assert.deepEqual(new Set(results.slice(0, 3)), new Set(["a", "b", "c"]));
    });
    it("knows nothing of the value in a preview", async () => {
      const { result, length } = await provider.foresee(PASSWORD, "db", { length: 24 });
      assert.deepEqual([result, length], [UNKNOWN, 24]);
    });
  });

  describe("characters", () => {
    it("has at least as many of each kind as are asked for", async () => {
      const given = {
        length: 12,
        minUpper: 3,
        minLower: 3,
        minNumeric: 3,
        minSpecial: 3,
        overrideSpecial: "_%",
      };
      const { outputs } = await provider.make(PASSWORD, "full", given);
      const result = String(outputs["result"]);
      for (const kind of [/[A-Z]/g, /[a-z]/g, /[0-9]/g, /[_%]/g])
        assert.equal(result.match(kind)?.length, 3, `${result} ${kind}`);
    });
    it("does not come in the order of the kinds", async () => {
      const given = { length: 40, minUpper: 10, minLower: 10, minNumeric: 10, minSpecial: 10 };
      const { outputs } = await provider.make(PASSWORD, "full", given);
      assert.doesNotMatch(String(outputs["result"]), /[a-z]{10}|[A-Z]{10}|[0-9]{10}/);
    });
    it("has none of the kinds that are switched off", async () => {
      const given = { length: 200, upper: false, lower: false, special: false };
      assert.match(
        String((await provider.make(PASSWORD, "digits", given)).outputs["result"]),
        /^[0-9]{200}$/,
      );
    });
  });

  describe("determinism", () => {
    it("gives two rehearsals the same values", async () => {
      const other = await CatalogueUnderTest.of(random);
      const [mine, theirs] = await Promise.all(
        [provider, other].map((one) => one.make(PASSWORD, "db", { length: 30 })),
      );
      other.stop();
      assert.equal(mine?.outputs["result"], theirs?.outputs["result"]);
    });
    it("gives a replacement another value", async () => {
      const first = await provider.make(PASSWORD, "db", { length: 30, keepers: { at: "1" } });
      const second = await provider.make(PASSWORD, "db", { length: 30, keepers: { at: "2" } });
      assert.notEqual(first.outputs["result"], second.outputs["result"]);
    });
    it("gives a replacement another value also after a restart", async () => {
      const journal = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "random-")), "journal");
      const made = [];
      for (const at of ["1", "2"]) {
        const serving = await CatalogueUnderTest.of(random, {}, { cloud: new Cloud(journal) });
        made.push(await serving.make(PASSWORD, "db", { length: 30, keepers: { at } }));
        serving.stop();
      }
      const [first, second] = made.map(({ outputs }) => outputs["result"]);
      assert.notEqual(first, second);
    });
    it("is replaced, new one first, when keepers or any other input changes", async () => {
      const made = await provider.make(PASSWORD, "db", { length: 30, keepers: { at: "1" } });
      const kept = await provider.difference(made, { length: 30, keepers: { at: "2" } });
      const longer = await provider.difference(made, { length: 31, keepers: { at: "1" } });
      assert.deepEqual([kept.replacesList, kept.deletebeforereplace], [["keepers"], false]);
      assert.deepEqual(longer.replacesList, ["length"]);
    });
    it("is not changed by the same inputs", async () => {
      const made = await provider.make(PASSWORD, "db", { length: 30, keepers: { at: "1" } });
      assert.deepEqual((await provider.difference(made, made.inputs)).replacesList, []);
    });
    it("is only in the state: a refresh gives back what the engine knows, and nothing is left in the cloud", async () => {
      const made = await provider.make(PASSWORD, "db", { length: 30 });
      assert.deepEqual(await provider.read(made), { id: made.id, outputs: made.outputs });
      await provider.remove(made);
      assert.deepEqual(provider.cloud.all(), []);
    });
  });

  describe("refusals", () => {
    const cases: readonly [string, string, Record<string, unknown>, RegExp, Record<string, unknown>][] = [
      [
        "a length of nothing",
        PASSWORD,
        { length: 0 },
        /length value must be at least 1, got: 0/,
        { length: 1 },
      ],
      ["no length", PASSWORD, {}, /length: is required and missing/, { length: 1 }],
      [
        "a length less than what it must hold",
        STRING,
        { length: 3, minUpper: 2, minLower: 2 },
        /at least sum of min_upper, min_lower, min_numeric, min_special \(4\), got: 3/,
        { length: 4, minUpper: 2, minLower: 2 },
      ],
      [
        "a negative least number",
        STRING,
        { length: 3, minUpper: -1 },
        /minUpper value must be at least 0, got: -1/,
        { length: 3, minUpper: 0 },
      ],
      [
        "no characters at all",
        PASSWORD,
        { length: 3, upper: false, lower: false, numeric: false, special: false },
        /character set specified is empty/,
        { length: 3, upper: false, lower: false, numeric: true, special: false },
      ],
      ["an id of no bytes", ID, { byteLength: 0 }, /byteLength value must be at least 1/, { byteLength: 1 }],
      [
        "a range the wrong way round",
        INTEGER,
        { min: 3, max: 2 },
        /smaller than or equal to maximum value, got: 3 and 2/,
        { min: 3, max: 3 },
      ],
      ["a pet of no words", PET, { length: 0 }, /length value must be at least 1/, { length: 1 }],
    ];
    for (const [what, type, bad, reason, good] of cases)
      it(`refuses ${what}, and takes its neighbour`, async () => {
        await assert.rejects(provider.make(type, "x", bad), reason);
        await provider.make(type, "x", good);
      });
    it("takes a length that a preview does not know", async () => {
      await provider.foresee(PASSWORD, "x", { length: UNKNOWN, minUpper: 2 });
    });
    it("refuses a type that it does not know, and says where to add it", async () => {
      await assert.rejects(
        provider.make("random:index/randomUuid7:RandomUuid7", "x", {}),
        /does not know the type random:index\/randomUuid7:RandomUuid7: add an entry for it in rehearsal\/clouds\/random/,
      );
    });
  });
});
