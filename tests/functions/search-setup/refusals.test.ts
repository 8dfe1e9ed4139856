import * as assert from "node:assert/strict";
import { inspect } from "node:util";
import { doTask, type World } from "../../../functions/search-setup/task";
import { FakeCluster, MASTER } from "./fake-cluster";
import { loggingSetUp, ROUTER, worldOf } from "./made-up";

const TEMPLATE = "service-logs-firelens";

/** What a cluster may answer, and what becomes of it. */
const answers: readonly (readonly [string, number, unknown, string])[] = [
  [
    "OpenSearch, with its causes",
    400,
    {
      error: {
        type: "illegal_argument_exception",
        reason: `composable template [${TEMPLATE}] template after composition is invalid`,
        caused_by: {
          type: "illegal_argument_exception",
          reason: `invalid composite mappings for [${TEMPLATE}]`,
          caused_by: {
            type: "mapper_parsing_exception",
            reason: "No handler for type [txt] declared on field [log]",
          },
        },
      },
      status: 400,
    },
    `illegal_argument_exception: composable template [${TEMPLATE}] template after composition is invalid: ` +
      `illegal_argument_exception: invalid composite mappings for [${TEMPLATE}]: ` +
      "mapper_parsing_exception: No handler for type [txt] declared on field [log]",
  ],
  [
    "OpenSearch, in one line",
    400,
    { error: "no handler found for uri [/_index_template/x]", status: 400 },
    "no handler found for uri [/_index_template/x]",
  ],
  [
    "the security plugin, of a request",
    403,
    { status: "FORBIDDEN", message: "Access denied" },
    "Access denied",
  ],
  ["the security plugin, of a password", 400, { status: "error", reason: "Weak password" }, "Weak password"],
  [
    "the security plugin, of a key that it does not know",
    400,
    { status: "error", reason: "Invalid configuration", invalid_keys: { keys: "nope" } },
    'Invalid configuration: {"invalid_keys":{"keys":"nope"}}',
  ],
  [
    "AWS",
    403,
    { Message: "User: anonymous is not authorized to perform: es:ESHttpPut" },
    "User: anonymous is not authorized to perform: es:ESHttpPut",
  ],
  [
    "somebody in between",
    413,
    "<html>Request size exceeded</html>",
    "HTTP 413 <html>Request size exceeded</html>",
  ],
];

describe("what a cluster refuses", () => {
  let cluster: FakeCluster;
  beforeEach(async () => (cluster = await FakeCluster.open()));
  afterEach(() => cluster.close());

  const run = (request: object, own: Partial<World> = {}) => doTask(request, worldOf(cluster, own));

  for (const [who, status, body, words] of answers)
    it(`is told in the words of ${who}`, async () => {
      cluster.instead.set(`PUT /_index_template/${TEMPLATE}`, { status, body });
      await assert.rejects(run(loggingSetUp()), { message: `template ${TEMPLATE}: ${words}` });
    });

  it("ends the set-up there", async () => {
    cluster.instead.set(`PUT /_index_template/${TEMPLATE}`, { status: 400, body: { message: "no" } });
    await assert.rejects(run(loggingSetUp()));
    assert.deepEqual(cluster.writes.at(-1), "PUT /_plugins/_ism/policies/service-logs");
  });

  it("holds no password, whatever the cluster repeats", async () => {
    const path = "PUT /_plugins/_security/api/internalusers/log-router";
    const reason = `cannot take ${ROUTER.password} for log-router`;
    cluster.instead.set(path, { status: 400, body: { status: "error", reason } });
    const error: unknown = await run(loggingSetUp()).catch((refusal: unknown) => refusal);
    assert.ok(error instanceof Error);
    assert.equal(error.message, "user log-router: cannot take … for log-router");
    // As Lambda logs it: with all that hangs on it.
    const logged = inspect(error, { depth: Number.POSITIVE_INFINITY, showHidden: true });
    for (const secret of [ROUTER.password, MASTER.password]) {
      assert.ok(!logged.includes(secret));
      assert.ok(!logged.includes(Buffer.from(`master:${secret}`).toString("base64")));
    }
  });

  it("is told as such when the answer is none that we know", async () => {
    cluster.instead.set("GET /_plugins/_security/api/audit", { status: 200, body: { audit: "on" } });
    await assert.rejects(run(loggingSetUp()), (error: Error) => {
      assert.match(error.message, /^audit log: an answer of a form that we do not know: .*\n +→ at config$/);
      return true;
    });
  });

  it("is the master user, with a wrong password", async () => {
    const secret = (name: string) => Promise.resolve(name.endsWith("password") ? "wrong" : "master");
    await assert.rejects(run(loggingSetUp(), { secret }), {
      message: "cluster search.test: HTTP 401 Unauthorized",
    });
  });

  it("is told of a secret that is not there by its name", async () => {
    const request = {
      ...loggingSetUp(),
      users: [{ userSecret: "a/user", passwordSecret: "a/b", roles: [] }],
    };
    await assert.rejects(run(request), { message: "secret a/b: not found" });
  });

  it("is told of a wrong call with all that is wrong", async () => {
    const { cluster: _, ...rest } = loggingSetUp();
    await assert.rejects(run({ ...rest, dataStreams: "logs" }), (error: Error) => {
      assert.match(error.message, /^the function was called wrongly: /);
      assert.match(error.message, /→ at cluster/);
      assert.match(error.message, /→ at dataStreams/);
      return true;
    });
  });
});

describe("a cluster that does not answer yet", () => {
  let cluster: FakeCluster;
  beforeEach(async () => (cluster = await FakeCluster.open()));
  afterEach(() => cluster.close());

  const notYet = { status: 503, body: "OpenSearch Security not initialized." };

  it("is asked again until it does", async () => {
    cluster.instead.set("GET /", notYet);
    let asked = 0;
    const left = () => {
      if (++asked === 3) cluster.instead.clear();
      return 1000;
    };
    const patience = { lookEveryMilliseconds: 1, left };
    const made = await doTask({ ...loggingSetUp(), snapshots: undefined }, worldOf(cluster, { patience }));
    assert.ok("changed" in made);
    assert.equal(asked, 3);
  });

  it("is given up when the time is up", async () => {
    cluster.instead.set("GET /", notYet);
    const patience = { lookEveryMilliseconds: 1, left: () => 0 };
    await assert.rejects(doTask(loggingSetUp(), worldOf(cluster, { patience })), {
      message: "cluster search.test: HTTP 503 OpenSearch Security not initialized.",
    });
  });

  it("is named when nobody is there", async () => {
    const patience = { lookEveryMilliseconds: 1, left: () => 0 };
    const world = worldOf({ node: "http://127.0.0.1:1" }, { patience });
    await assert.rejects(doTask(loggingSetUp(), world), /^Error: cluster search\.test: .*ECONNREFUSED/);
  });
});
