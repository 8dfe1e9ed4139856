import * as assert from "node:assert/strict";
import { z } from "zod";
import { asGiven } from "../../../functions/search-setup/policies";
import { RecordedIsm } from "./recorded-ism";
import { recording } from "./recording";

/** What is another in every run, or says where the plugin keeps its policies. */
const PASSING =
  /^(last_updated_time|index_uuid|index|shard|_shards|_index|forced_refresh|acknowledged|shards_acknowledged)$/;

/** An answer without what is another in every run. */
function lasting(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lasting);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !PASSING.test(key))
      .map(([key, field]) => [key, lasting(field)]),
  );
}

const Policies = z.object({ policy: z.record(z.string(), z.unknown()) });

describe("Index State Management as the tests know it", () => {
  const ism = new RecordedIsm();

  for (const { note, request, status, response } of recording)
    it(`answers as was recorded: ${note}`, () => {
      const answer = ism.answer(request.method, request.url, request.body);
      if (!answer) return ism.created(request.url.slice(1));
      const { _seq_no: _, _primary_term: __, ...rest } = response;
      // A deletion's number counts what else the plugin wrote.
      const expected = request.method === "DELETE" ? rest : response;
      assert.deepEqual(lasting(answer), lasting({ status, body: expected }));
    });
});

describe("a policy as the plugin tells it", () => {
  const given = recording.flatMap(({ note, request, response }) => {
    const [asked, answered] = [Policies.safeParse(request.body), Policies.safeParse(response)];
    if (request.method !== "PUT" || !asked.success || !answered.success) return [];
    return [{ note, asked: asked.data.policy, answered: Policies.parse(answered.data.policy).policy }];
  });

  it("was recorded a few times", () => {
    assert.equal(given.length, 3);
  });

  for (const { note, asked, answered } of given)
    it(`is what was given, but for what the plugin adds: ${note}`, () => {
      assert.deepEqual(asGiven(answered), asGiven(asked));
    });
});
