import assert from "node:assert/strict";
import { begun } from "../../bootstrapping/begun";
import { unfinished } from "../../bootstrapping/pending";
import { stages } from "../../projects/estate";
import { aws } from "../../rehearsal/clouds/aws";
import { Cloud } from "../../rehearsal/clouds/cloud";
import { making } from "../../rehearsal/clouds/resources";
import type { Graph } from "../graph/graph";
import { deployed, estateStack } from "../graph/project";

const REGION = "eu-west-1";
const rootOf = (stage: (typeof stages)[number]): Promise<Graph> => deployed(estateStack("root"), stage);

/** AWS's errors for what is there already, of each service that refuses a second one. */
const REFUSED =
  /^(DuplicateRecordException|TrailAlreadyExistsException|EntityAlreadyExists|AlreadyExistsException|BucketAlreadyOwnedByYou)\b/;

describe("what becomes of a resource that was begun when the engine was killed", () => {
  for (const stage of stages)
    it(`is said for every type that the root project of ${stage} registers, and for no other`, async () => {
      const registered = new Set((await rootOf(stage)).custom.map(({ type }) => type));
      for (const type of registered)
        assert.ok(
          begun[type],
          `bootstrapping/begun.ts does not say what becomes of ${type} when the bootstrap is killed as it is made: add it to that table`,
        );
      const others = Object.keys(begun).filter((type) => !registered.has(type));
      assert.deepEqual(others, [], "bootstrapping/begun.ts knows types that root has no more: take them out");
    });

  it("is sought by the id that the thing has", async () => {
    const { custom: things } = await rootOf("pro");
    const place = { accountId: "444455556666", region: REGION };
    const sought = things.flatMap(({ type, name, inputs, id }) => {
      const end = begun[type];
      return typeof end === "function" ? [[name, end(inputs, place), id]] : [];
    });
    assert.ok(sought.length > 20);
    for (const [name, expected, id] of sought) assert.equal(expected, id, name);
  });

  it("agrees with what the simulated AWS answers when the same resource is made again", async () => {
    const { things } = await rootOf("pre");
    for (const thing of things.filter(({ type }) => type.startsWith("aws:"))) {
      const cloud = new Cloud();
      for (const other of things) cloud.make(other);
      const again = () => {
        const { type, urn, inputs, region, account } = thing;
        return making(aws, type, urn, inputs, { region, account, defaultTags: {} }, cloud);
      };
      const end = begun[thing.type];
      if (typeof end === "function" && !thing.type.startsWith("aws:s3/bucketPolicy:"))
        assert.throws(again, { message: REFUSED }, thing.urn);
      else if (end === "not found") assert.notEqual(again().id, thing.id, thing.urn);
      else assert.equal(again().id, thing.id, thing.urn);
    }
  });

  const place = { accountId: "111122223333", region: REGION };
  const pending = (type: string, custom = true, operation = "creating") => ({
    type: operation,
    resource: { urn: `urn:pulumi:pre::strongroom::${type}::one`, type, custom, inputs: { name: "n" } },
  });

  it("is nothing for a component or a provider, and for what was changed: a refresh sees how far that went", () => {
    const done = [
      pending("strongroom:ground:StateBucket", false),
      pending("pulumi:providers:aws"),
      pending("aws:iam/role:Role", true, "updating"),
    ];
    assert.deepEqual(unfinished(done, place), { sought: [], notFound: [] });
    const { sought } = unfinished([pending("aws:iam/role:Role")], place);
    assert.deepEqual(
      sought.map(({ id }) => id),
      ["n"],
    );
  });

  it("is told where nothing finds it: a key, and a type that the table does not know", () => {
    const types = ["aws:kms/key:Key", "aws:sqs/queue:Queue", "aws:s3/bucketVersioning:BucketVersioning"];
    const { sought, notFound } = unfinished(
      types.map((type) => pending(type)),
      place,
    );
    assert.deepEqual(sought, []);
    assert.deepEqual(
      notFound.map(({ type }) => type),
      types.slice(0, 2),
    );
  });
});
