import * as assert from "node:assert/strict";
import { reportingContents } from "../../projects/reporting/base/indices/contents";
import { loggingContents, LOG_STREAM } from "../../projects/reporting/base/logging/contents";
import { indexers } from "../../projects/reporting/names";

const reporting = reportingContents({ indexPrefix: "storage_stage_", replicas: 2 });
const logging = loggingContents({ replicas: 2, keepDays: 30 });

describe("what the search clusters hold", () => {
  it("has an index, a template, a word to read it by and a role for each indexer", () => {
    for (const indexer of indexers) {
      const index = `storage_stage_${indexer}`;
      assert.deepEqual(reporting.indices[index], { aliases: [indexer] });
      assert.ok(index in reporting.templates);
      const [permission, ...others] = reporting.roles[`${indexer}-indexer`]?.index_permissions ?? [];
      assert.deepEqual(permission?.index_patterns, [index]);
      assert.deepEqual(others, []);
    }
  });

  it("names no action and no index of a role by a wildcard", () => {
    for (const [name, role] of Object.entries({ ...reporting.roles, ...logging.roles }))
      assert.ok(!JSON.stringify(role).includes("*"), name);
  });

  it("keeps reports for ever, and logs by a policy that is found by their stream", () => {
    assert.deepEqual(reporting.policies, {});
    const [policy] = Object.values(logging.policies);
    assert.deepEqual(policy?.ism_template, [{ index_patterns: [LOG_STREAM], priority: 100 }]);
  });

  it("deletes logs after the stage's days", () => {
    const { policies } = loggingContents({ replicas: 1, keepDays: 90 });
    const conditions = { min_index_age: "90d" };
    assert.ok(JSON.stringify(policies).includes(JSON.stringify({ state_name: "deleted", conditions })));
  });

  for (const keepDays of [3, 0, 30.5])
    it(`refuses to keep logs for ${keepDays} days`, () => {
      assert.throws(() => loggingContents({ replicas: 1, keepDays }), {
        message: `keepDays: a whole number above 3, got ${keepDays}`,
      });
    });

  it("keeps logs for four days, where a stage wants no more", () => {
    assert.doesNotThrow(() => loggingContents({ replicas: 1, keepDays: 4 }));
  });
});
