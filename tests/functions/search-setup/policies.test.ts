import * as assert from "node:assert/strict";
import { doTask } from "../../../functions/search-setup/task";
import { logLifecycle } from "../../../projects/reporting/base/logging/lifecycle";
import { FakeCluster } from "./fake-cluster";
import { Policy } from "./ism-refusals";
import { loggingSetUp, worldOf } from "./made-up";
import { recording } from "./recording";

const POLICY = "service-logs";
const STREAM = "service-logs-firelens";
const FIRST = `.ds-${STREAM}-000001`;

const lifecycle = (keepDays = 30) => logLifecycle({ dataStream: STREAM, replicas: 2, keepDays });

/** Only the lifecycle, so that nothing else can fail or change. */
const request = (policies: object) => ({
  ...loggingSetUp(),
  policies,
  roles: {},
  users: [],
  iamRoles: {},
  snapshots: undefined,
});

/** States of our policy, by what they are for. */
const [HOT, SETTLED, DELETED] = [0, 1, 2];
const state = ({ states }: Policy, index: number) => {
  const [found] = states.slice(index);
  assert.ok(found);
  return found;
};

/** What the plugin was seen to refuse, done to our own policy; and its words. */
const mistakes: Readonly<Record<string, readonly [(policy: Policy) => unknown, string]>> = {
  "default_state missing from states": [
    (policy) => (policy.default_state = "warm"),
    "illegal_argument_exception: Policy must have a valid default state",
  ],
  "transition to an unknown state": [
    (policy) => policy.states.pop(),
    "illegal_argument_exception: Policy contains a transition in state=settled pointing to a nonexistent state=deleted",
  ],
  "no states": [
    (policy) => (policy.states = []),
    "illegal_argument_exception: Policy must contain at least one State",
  ],
  "unknown action": [
    (policy) => state(policy, DELETED).actions.unshift({ shred: {} }),
    "illegal_argument_exception: Invalid field: [shred] found in Actions.",
  ],
  "AWS-only warm_migration": [
    (policy) => state(policy, SETTLED).actions.push({ warm_migration: {} }),
    "illegal_argument_exception: Invalid field: [warm_migration] found in Actions.",
  ],
  "AWS-only cold_delete": [
    (policy) => (state(policy, DELETED).actions = [{ cold_delete: {} }]),
    "illegal_argument_exception: Invalid field: [cold_delete] found in Actions.",
  ],
  "bad age": [
    (policy) =>
      (state(policy, SETTLED).transitions = [
        { state_name: "deleted", conditions: { min_index_age: "30 days" } },
      ]),
    'illegal_argument_exception: failed to parse [30 days]: number_format_exception: For input string: "30 day"',
  ],
  "unknown condition": [
    (policy) => (state(policy, HOT).transitions = [{ state_name: "settled", conditions: { min_age: "3d" } }]),
    "illegal_argument_exception: Invalid field: [min_age] found in Conditions.",
  ],
  "unknown policy field": [
    (policy) => (policy["keep"] = "30d"),
    "illegal_argument_exception: Invalid field: [keep] found in Policy.",
  ],
  "rollover unknown condition": [
    (policy) => (state(policy, HOT).actions = [{ rollover: { max_age: "1d" } }]),
    "illegal_argument_exception: Invalid field: [max_age] found in RolloverAction.",
  ],
  "two conditions in one transition": [
    (policy) =>
      (state(policy, HOT).transitions = [
        { state_name: "settled", conditions: { min_index_age: "3d", min_doc_count: 1 } },
      ]),
    "illegal_argument_exception: Cannot provide more than one Transition condition",
  ],
  "delete followed by another action": [
    (policy) => state(policy, DELETED).actions.push({ read_only: {} }),
    "illegal_argument_exception: State=deleted must not contain an action after a delete action",
  ],
  "state with the same name twice": [
    (policy) => policy.states.push(state(policy, DELETED)),
    "illegal_argument_exception: Policy cannot have duplicate state names",
  ],
};

const SECOND = "same template pattern and priority in a second policy";

describe("lifecycle policies", () => {
  let cluster: FakeCluster;
  beforeEach(async () => (cluster = await FakeCluster.open()));
  afterEach(() => cluster.close());

  const run = (policies: object = lifecycle()) => doTask(request(policies), worldOf(cluster));
  const changed = async (policies?: object): Promise<unknown> => Reflect.get(await run(policies), "changed");
  const explained = (index = FIRST): object => {
    const { body } = cluster.ism.answer("GET", `/_plugins/_ism/explain/${index}`, undefined) ?? {};
    return Object(Reflect.get(Object(body), index));
  };

  it("are tried with all that the plugin was seen to refuse", () => {
    const refused = recording.filter(({ status }) => status === 400).map(({ note }) => note);
    assert.deepEqual([...Object.keys(mistakes), SECOND].toSorted(), refused.toSorted());
  });

  for (const [mistake, [make, words]] of Object.entries(mistakes))
    it(`fail the set-up in the plugin's own words: ${mistake}`, async () => {
      const policy = Policy.parse(structuredClone(lifecycle()[POLICY]));
      make(policy);
      await assert.rejects(run({ [POLICY]: policy }), { message: `policy ${POLICY}: ${words}` });
    });

  it(`fail the set-up in the plugin's own words: ${SECOND}`, async () => {
    const second = { ...lifecycle(), "other-logs": { ...lifecycle()[POLICY], description: "others" } };
    await assert.rejects(run(second), {
      message: `policy other-logs: index_management_exception: New policy other-logs has an ISM template with index pattern [${STREAM}] matching existing policy templates, please use a different priority than 100`,
    });
  });

  it("are written when a condition is dropped from what was kept", async () => {
    await run();
    const policy = Policy.parse(structuredClone(lifecycle()[POLICY]));
    state(policy, HOT).actions = [{ rollover: { min_index_age: "1d" } }];
    assert.deepEqual(await changed({ [POLICY]: policy }), [`policy ${POLICY}`]);
  });

  it("are written again when somebody changed them by hand", async () => {
    await run();
    const url = `/_plugins/_ism/policies/${POLICY}?if_seq_no=0&if_primary_term=1`;
    const answer = cluster.ism.answer("PUT", url, { policy: lifecycle(5)[POLICY] });
    assert.equal(answer?.status, 200);
    assert.deepEqual(await changed(), [`policy ${POLICY}`]);
  });

  it("fail the set-up when somebody writes them at the same time", async () => {
    await run();
    const asked = `PUT /_plugins/_ism/policies/${POLICY}?if_seq_no=0&if_primary_term=1`;
    const conflict = recording.find(({ note }) => note === "put with a stale seq_no");
    assert.ok(conflict);
    cluster.instead.set(asked, { status: 409, body: conflict.response });
    await assert.rejects(
      run(lifecycle(60)),
      /^Error: policy service-logs: version_conflict_engine_exception: /,
    );
  });

  describe("and their indices", () => {
    it("are found by the data stream's name", async () => {
      await run();
      assert.equal(Reflect.get(explained(), "policy_id"), POLICY);
    });

    it("get the policy when they are older than it", async () => {
      await run({});
      assert.equal(Reflect.get(explained(), "policy_id"), undefined);
      assert.deepEqual(await changed(), [`policy ${POLICY}`, `indices of policy ${POLICY}`]);
      assert.equal(Reflect.get(explained(), "policy_id"), POLICY);
      assert.deepEqual(await changed(), []);
    });

    it("take a changed policy up, and are told once more until they have", async () => {
      await run();
      cluster.ism.looks();
      const told = [`indices of policy ${POLICY}`];
      assert.deepEqual(await changed(lifecycle(60)), [`policy ${POLICY}`, ...told]);
      assert.deepEqual(await changed(lifecycle(60)), told);
      cluster.ism.looks();
      assert.deepEqual(await changed(lifecycle(60)), []);
      assert.equal(Reflect.get(explained(), "policy_seq_no"), 1);
    });

    it("are left to another policy that somebody gave them", async () => {
      await run({});
      const other = { ...lifecycle()[POLICY], ism_template: undefined };
      cluster.ism.answer("PUT", "/_plugins/_ism/policies/by-hand", {
        policy: JSON.parse(JSON.stringify(other)),
      });
      cluster.ism.answer("POST", `/_plugins/_ism/add/${FIRST}`, { policy_id: "by-hand" });
      cluster.ism.looks();
      assert.deepEqual(await changed(), [`policy ${POLICY}`]);
      cluster.ism.looks();
      assert.equal(Reflect.get(explained(), "policy_id"), "by-hand");
    });

    it("fail the set-up when the plugin could not change them, though it answers 200", async () => {
      await run();
      cluster.ism.looks();
      const failed = {
        index_name: FIRST,
        index_uuid: "u",
        reason: "Cannot change policy while transitioning to new state",
      };
      cluster.instead.set(`POST /_plugins/_ism/change_policy/${FIRST}`, {
        status: 200,
        body: { updated_indices: 0, failures: true, failed_indices: [failed] },
      });
      await assert.rejects(run(lifecycle(60)), {
        message: `indices of policy ${POLICY}: ${FIRST}: Cannot change policy while transitioning to new state`,
      });
    });
  });
});
