import * as assert from "node:assert/strict";
import { doTask } from "../../../functions/search-setup/task";
import { FakeCluster } from "./fake-cluster";
import { loggingSetUp, reportingSetUp, ROUTER, secrets, worldOf } from "./made-up";

describe("the set-up of a cluster", () => {
  let cluster: FakeCluster;
  const untouched = { ...process.env };
  after(() => {
    process.env = untouched;
  });
  before(() => {
    // Requests in the function's own role are signed with what Lambda gives it.
    Object.assign(process.env, {
      AWS_REGION: "eu-west-1",
      AWS_ACCESS_KEY_ID: "AKID",
      AWS_SECRET_ACCESS_KEY: "key",
    });
  });
  beforeEach(async () => (cluster = await FakeCluster.open()));
  afterEach(() => cluster.close());

  const run = (request: object = loggingSetUp()) => doTask(request, worldOf(cluster));

  it("makes roles before users, and templates before what is made by them", async () => {
    assert.deepEqual(await run(), {
      changed: [
        "IAM roles of manage_snapshots",
        "users of own_index",
        "role log-router",
        "role log-reader",
        "user log-router",
        "policy service-logs",
        "template service-logs-firelens",
        "data stream service-logs-firelens",
        "audit log",
        "snapshot repository strongroom-pre-logging",
      ],
      unchanged: 1,
    });
  });

  it("makes the reporting cluster's indices, and the words by which they are read", async () => {
    await run(reportingSetUp());
    assert.deepEqual([...cluster.store.indices.keys()], ["storage_ingests", "storage_bags", "storage_files"]);
    assert.deepEqual(Object.fromEntries(cluster.store.aliases), {
      ingests: "storage_ingests",
      bags: "storage_bags",
      files: "storage_files",
    });
  });

  for (const [name, request] of [
    ["logging", loggingSetUp()],
    ["reporting", reportingSetUp()],
  ] as const)
    it(`writes nothing the second time: ${name}`, async () => {
      await run(request);
      const written = cluster.writes.length;
      const again = await run(request);
      assert.deepEqual(cluster.writes.slice(written), []);
      assert.deepEqual(Reflect.get(again, "changed"), []);
    });

  it("leaves an alias where a rebuilt index has it", async () => {
    await run(reportingSetUp());
    cluster.store.aliases.set("bags", "storage_bags-2");
    await run(reportingSetUp());
    assert.equal(cluster.store.aliases.get("bags"), "storage_bags-2");
  });

  it("gives an index that is there what its template has learnt", async () => {
    await run(reportingSetUp(1));
    assert.deepEqual(await run(reportingSetUp(2)), {
      changed: [
        "template storage_ingests",
        "template storage_bags",
        "template storage_files",
        "index storage_ingests",
        "index storage_bags",
        "index storage_files",
      ],
      unchanged: 9,
    });
  });

  it("gives an index that is there its template's new fields", async () => {
    const request = reportingSetUp();
    await run(request);
    const there = cluster.store.indices.get("storage_files");
    assert.ok(there);
    const { mappings } = there;
    there.mappings = { dynamic: "strict", properties: {} };
    assert.deepEqual(await run(request), { changed: ["index storage_files"], unchanged: 14 });
    assert.deepEqual(there.mappings, mappings);
  });

  it("takes from roles and users what somebody gave them by hand", async () => {
    const api = "/_plugins/_security/api";
    const request = loggingSetUp();
    await run(request);
    const more = { ...request.roles["log-router"], cluster_permissions: ["*"] };
    cluster.security.answer("PUT", `${api}/roles/log-router`, more);
    const roles = ["log-router", "all_access"];
    const user = { opendistro_security_roles: roles, backend_roles: [], attributes: {} };
    cluster.security.answer("PUT", `${api}/internalusers/log-router`, { ...user, password: ROUTER.password });
    assert.deepEqual(await run(request), { changed: ["role log-router", "user log-router"], unchanged: 9 });
  });

  it("takes a new password up, and knows the old one by signing in", async () => {
    await run();
    secrets.set("router/password", "Another-of-it_2");
    try {
      assert.deepEqual(await run(), { changed: ["user log-router"], unchanged: 10 });
      assert.deepEqual(await run(), { changed: [], unchanged: 11 });
    } finally {
      secrets.set("router/password", ROUTER.password);
    }
  });

  it("leaves whoever has a role of the security plugin already", async () => {
    const path = "/_plugins/_security/api/rolesmapping/manage_snapshots";
    cluster.security.answer("PUT", path, { users: ["somebody"], backend_roles: ["another"] });
    await run();
    const { body } = cluster.security.answer("GET", path, undefined) ?? {};
    const mapping: unknown = Reflect.get(Object(body), "manage_snapshots");
    assert.deepEqual(Reflect.get(Object(mapping), "users"), ["somebody"]);
    assert.deepEqual(Reflect.get(Object(mapping), "backend_roles"), [
      "another",
      "arn:aws:iam::111122223333:role/strongroom-pre-logging-setup",
    ]);
  });

  it("leaves a role mapping that the service keeps for itself", async () => {
    const path = "/_plugins/_security/api/rolesmapping/own_index";
    cluster.security.answer("PUT", path, { users: ["*"], reserved: true });
    await run();
    assert.ok(!cluster.writes.includes(`PUT ${path}`));
  });

  it("keeps of the audit log's settings what it says nothing of", async () => {
    await run();
    assert.equal(cluster.security.auditLog["enabled"], true);
    const audit = Object(cluster.security.auditLog["audit"]);
    assert.deepEqual(Reflect.get(audit, "ignore_users"), ["kibanaserver"]);
    assert.equal(Reflect.get(audit, "log_request_body"), false);
  });

  it("signs the request for the repository in its own role, and signs in for all others", async () => {
    await run();
    const signed = [...cluster.askedBy]
      .filter(([, who]) => who === "AWS4-HMAC-SHA256")
      .map(([asked]) => asked);
    assert.deepEqual(signed, ["PUT /_snapshot/strongroom-pre-logging"]);
  });
});
