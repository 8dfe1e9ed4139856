import * as assert from "node:assert/strict";
import { parsedReplicas, replicasOf } from "../../projects/storage/replicas/replicas";

const FILE = "projects/storage/replicas/pre.json";
const PRIMARY = { id: "primary", store: "s3", role: "primary", storage: "warm", display: "primary location" };
const GLACIER = { ...PRIMARY, id: "glacier", role: "secondary", storage: "cold" };
const MIRROR = { id: "mirror", store: "mirror", of: "glacier", region: "eu-west-2" };
const AZURE = {
  id: "azure",
  store: "azure",
  display: "Azure",
  account: "archive",
  container: "replica",
  redundancy: "Standard_GRS",
};
const GOOD = [PRIMARY, GLACIER, AZURE, MIRROR];

const parsed = (list: unknown) => parsedReplicas(JSON.stringify(list), FILE);

/** A list with one fault, what is said of it, and its nearest that is accepted. */
interface Fault {
  readonly what: string;
  readonly list: readonly unknown[];
  readonly said: RegExp;
  readonly near: readonly unknown[];
}

const faults: readonly Fault[] = [
  {
    what: "two primaries",
    list: [PRIMARY, { ...GLACIER, role: "primary" }],
    said: /just one replica in S3 has the role primary, 2 have it$/,
    near: [PRIMARY, GLACIER],
  },
  {
    what: "no primary",
    list: [GLACIER],
    said: /just one replica in S3 has the role primary, 0 have it$/,
    near: [PRIMARY],
  },
  {
    what: "an id that is there twice",
    list: [...GOOD, { ...GLACIER, display: "again" }],
    said: /: 4: glacier is there twice$/,
    near: [...GOOD, { ...GLACIER, id: "glacier2" }],
  },
  {
    what: "a mirror of a mirror",
    list: [...GOOD, { ...MIRROR, id: "second", of: "mirror" }],
    said: /: 4: second: mirror is no replica in S3$/,
    near: [...GOOD, { ...MIRROR, id: "second", of: "primary" }],
  },
  {
    what: "a mirror of Azure",
    list: [...GOOD, { ...MIRROR, id: "second", of: "azure" }],
    said: /: 4: second: azure is no replica in S3$/,
    near: [...GOOD, { ...MIRROR, id: "second" }],
  },
  {
    what: "a mirror of nothing",
    list: [PRIMARY, MIRROR],
    said: /: 1: mirror: glacier is no replica in S3$/,
    near: [PRIMARY, MIRROR, GLACIER],
  },
  {
    what: "two containers in one account",
    list: [...GOOD, { ...AZURE, id: "azure2", container: "second" }],
    said: /: 4: azure2: archive is another replica's account; each has one of its own$/,
    near: [...GOOD, { ...AZURE, id: "azure2", account: "archive2" }],
  },
  {
    what: "a region that is not allowed",
    list: [PRIMARY, GLACIER, { ...MIRROR, region: "us-east-1" }],
    said: /: 2: region: must be one of the allowed regions eu-west-1, eu-west-2, eu-central-1$/,
    near: [PRIMARY, GLACIER, { ...MIRROR, region: "eu-central-1" }],
  },
  {
    what: "a field that is unknown",
    list: [{ ...PRIMARY, colour: "blue" }],
    said: /: 0: Unrecognized key: "colour"$/,
    near: [PRIMARY],
  },
  {
    what: "a kind of store that is unknown",
    list: [PRIMARY, { ...GLACIER, store: "tape" }],
    said: /: 1: store: Invalid/,
    near: [PRIMARY, GLACIER],
  },
  {
    what: "an id that is too long for the names made of it",
    list: [PRIMARY, { ...GLACIER, id: "seventeen-letters" }],
    said: /: 1: id: 2 to 16 lower-case letters, digits and hyphens, a letter first$/,
    near: [PRIMARY, { ...GLACIER, id: "sixteen-letters-" }],
  },
];

describe("a stage's list of replicas", () => {
  for (const { what, list, said, near } of faults)
    it(`refuses ${what}`, () => {
      assert.throws(() => parsed(list), said);
      assert.throws(() => parsed(list), new RegExp(`^Error: mend ${FILE}: `));
      assert.deepEqual(parsed(near), near);
    });

  it("tells all faults in one message", () => {
    assert.throws(
      () =>
        parsed([
          { ...PRIMARY, role: "first" },
          { ...GLACIER, id: "G" },
        ]),
      /role: .*; 1: id: /,
    );
  });

  it("refuses what is no JSON, and names the file", () => {
    assert.throws(() => parsedReplicas("[{]", FILE), new RegExp(`^Error: ${FILE} is no JSON: `));
    assert.deepEqual(parsedReplicas(`\n${JSON.stringify([PRIMARY])}\n`, FILE), [PRIMARY]);
  });

  it("must be there for a stage, by the stage's name", () => {
    assert.throws(
      () => replicasOf("dev"),
      /projects\/storage\/replicas\/dev\.json is missing: list the replicas of dev in it/,
    );
    assert.ok(replicasOf("pre").length > 0);
  });
});
