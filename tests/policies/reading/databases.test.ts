import assert from "node:assert/strict";
import {
  type Choice,
  type Least,
  notOwnKey,
  refersTo,
  settled,
  unmet,
} from "../../../policies/reading/databases";
import type { StackResource } from "../../../policies/reading/resource";
import { known, missing, unknown } from "../../../policies/reading/value";
import { UNKNOWN } from "../try-rule";

function made(props: object, from: Record<string, StackResource[]> = {}): StackResource {
  return {
    type: "type",
    name: "name",
    urn: "urn",
    props,
    opts: { protect: false, ignoreChanges: [] },
    propertyDependencies: from,
  };
}

describe("the settings of a store", () => {
  const size: Least = { path: ["disk", "size"], least: 3 };
  const on: Choice = { path: ["on"], oneOf: [true] };
  const off: Choice = { path: ["off"], oneOf: [false], orAbsent: true };
  const kind: Choice = { path: ["kind"], oneOf: ["b", "a"] };
  const zones: Choice = { path: ["zones"], oneOf: [3] };

  for (const [what, wanted, props, said] of [
    ["enough", size, { disk: { size: 3 } }, []],
    ["too little", size, { disk: { size: 2 } }, ["disk.size is 2; expected 3 or more"]],
    ["no number", size, { disk: { size: "3" } }, ["disk.size is not a whole number; expected 3 or more"]],
    ["nothing", size, {}, ["disk.size is absent; expected 3 or more"]],
    ["true", on, { on: true }, []],
    ["false", on, { on: false }, ["on is false; expected true"]],
    ["a text for a truth value", on, { on: "true" }, ["on is not true or false; expected true"]],
    ["nothing where it is wanted", on, {}, ["on is absent; expected true"]],
    ["nothing where it will do", off, {}, []],
    ["what will do, said", off, { off: false }, []],
    ["what will not do", off, { off: true }, ["off is true; expected false"]],
    [
      "an unknown where nothing will do",
      off,
      { off: UNKNOWN },
      ["off is not known in preview; expected false"],
    ],
    ["the first of two", kind, { kind: "b" }, []],
    ["the second of two", kind, { kind: "a" }, []],
    ["neither of two", kind, { kind: "c" }, ["kind is c; expected b or a"]],
    ["a number for a text", kind, { kind: 1 }, ["kind is not a text; expected b or a"]],
    ["a number", zones, { zones: 3 }, []],
    ["a text for a number", zones, { zones: "3" }, ["zones is not a whole number; expected 3"]],
  ] as const)
    it(`are told from what they have to be: ${what}`, () => {
      const found = [...unmet(made(props), [wanted])];
      assert.deepEqual(
        found.map(({ found, expected }) => `${found}; expected ${expected}`),
        said,
      );
    });

  it("are all told", () => {
    const found = [...unmet(made({}), [on, off, kind])];
    assert.deepEqual(
      found.map(({ found }) => found),
      ["on is absent", "kind is absent"],
    );
  });

  it("are repaired where they are wrong or absent, and known", () => {
    const repairs = (props: object) => [...settled(made(props), [on, off, kind])];
    assert.deepEqual(repairs({ off: true, kind: "c" }), [
      { path: ["on"], value: true },
      { path: ["off"], value: false },
      { path: ["kind"], value: "b" },
    ]);
    assert.deepEqual(repairs({ on: true, kind: "a" }), []);
    assert.deepEqual(repairs({ on: UNKNOWN, off: "no", kind: UNKNOWN }), []);
  });
});

describe("what a store refers to", () => {
  it("is a customer's key, or one that is not made yet", () => {
    const arn = "arn:aws:kms:eu-west-1:111122223333";
    const found = (key: unknown) =>
      [...notOwnKey(made({ sse: { key } }), "sse", "key")].map(({ found }) => found);
    for (const key of [`${arn}:key/1`, `${arn}:alias/ours`, `${arn}:alias/my-alias/aws/x`, UNKNOWN])
      assert.deepEqual(found(key), []);
    for (const key of ["alias/aws/rds", `${arn}:alias/aws/rds`])
      assert.deepEqual(found(key), [`sse.key is ${key}`]);
    assert.deepEqual([undefined, "", 1].flatMap(found), [
      "sse.key is absent",
      "sse.key is a text of 0 characters",
      "sse.key is not a text",
    ]);
    assert.deepEqual(
      [...notOwnKey(made({}), "key")],
      [{ found: "key is absent", expected: "a customer key" }],
    );
  });

  it("is the resource of that name, or the one that the reference was computed from", () => {
    const target = made({});
    const refers = (cluster: unknown, name = known("a"), from?: StackResource[]) =>
      refersTo(made({ cluster }, from && { cluster: from }), "cluster", target, name);
    assert.equal(refers("a"), true);
    assert.equal(refers("b"), false);
    assert.equal(refers("b", known("a"), [target]), false);
    assert.equal(refers(UNKNOWN, known("a"), [target]), true);
    assert.equal(refers(undefined, known("a"), [target]), true);
    assert.equal(refers(UNKNOWN, known("a"), [made({})]), false);
    assert.equal(refers(UNKNOWN), false);
    const unnamed = (from?: StackResource[]) =>
      [missing, unknown("not known in preview")].map((name) =>
        refersTo(made({ cluster: "a" }, from && { cluster: from }), "cluster", target, name),
      );
    assert.deepEqual(unnamed([target]), [true, true]);
    assert.deepEqual(unnamed(), [false, false]);
  });
});
