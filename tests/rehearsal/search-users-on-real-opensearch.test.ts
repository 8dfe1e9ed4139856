import * as assert from "node:assert/strict";
import { errors, type Client } from "@opensearch-project/opensearch";
import { z } from "zod";
import { doTask } from "../../functions/search-setup/task";
import { reportingRoles } from "../../projects/reporting/base/roles";
import { loggingSetUp, reportingSetUp, secrets, worldOf } from "../functions/search-setup/made-up";
import { startSecuredOpenSearch, type SecuredOpenSearch } from "../servers/secured-opensearch";
import { withRecordedIsm, type ManagedCluster } from "../servers/with-recorded-ism";

const STREAM = "service-logs-firelens";
const BACKING = `.ds-${STREAM}-000001`;

const Bulk = z.object({ items: z.array(z.record(z.string(), z.object({ status: z.number() }))) });

/** A request: method, path, and what is sent. */
type Asked = readonly [string, string, (object | readonly object[])?];

const bag = { id: "digitised/b1", space: "digitised", version: 2 };
const file = { space: "digitised", name: "data/a.tif", size: 12 };
const line = { "@timestamp": "2026-11-21T09:00:00Z", service_name: "bags-api", log: "a line" };
const bulk = (index: string, id: string, document: object): Asked => [
  "POST",
  "/_bulk",
  [{ index: { _index: index, _id: id, version: 2, version_type: "external_gte" } }, document],
];
const append: Asked = ["POST", "/_bulk", [{ create: { _index: STREAM } }, line]];

/** What nobody of ours may: signs in as an indexer, reads as a reporter, writes as a log router. */
const nobodys: readonly Asked[] = [
  ["GET", "/_plugins/_security/api/internalusers"],
  ["PUT", "/_plugins/_security/api/roles/mine", { cluster_permissions: ["*"] }],
  ["PUT", "/_cluster/settings", { persistent: { "cluster.routing.allocation.enable": "all" } }],
  ["PUT", "/_index_template/mine", { index_patterns: ["mine"], template: {} }],
  ["GET", "/_snapshot"],
  ["PUT", "/mine"],
  ["DELETE", "/storage_bags"],
  ["DELETE", `/_data_stream/${STREAM}`],
  ["POST", "/storage_bags/_delete_by_query", { query: { match_all: {} } }],
  ["DELETE", "/storage_bags/_doc/b1"],
  ["DELETE", `/${BACKING}/_doc/any`],
  ["PUT", "/storage_bags/_settings", { "index.number_of_replicas": 0 }],
  ["PUT", "/storage_bags/_alias/mine"],
];

const users: Readonly<Record<string, { readonly may: readonly Asked[]; readonly mayNot: readonly Asked[] }>> =
  {
    "bags-indexer": {
      may: [
        ["HEAD", "/storage_bags"],
        ["GET", "/storage_bags/_mapping"],
        ["PUT", "/storage_bags/_mapping", { dynamic: "strict", properties: { space: { type: "keyword" } } }],
        bulk("storage_bags", "b1", bag),
        ["PUT", "/storage_bags/_doc/b2?version=1&version_type=external_gte", bag],
        ["GET", "/storage_bags/_doc/b1"],
      ],
      mayNot: [
        bulk("storage_files", "f1", file),
        ["PUT", "/storage_ingests/_doc/i1", { id: "i1" }],
        ["PUT", "/storage_files/_mapping", { properties: { mine: { type: "keyword" } } }],
        ["GET", "/storage_files/_doc/f1"],
        ["POST", "/storage_bags/_search"],
        append,
      ],
    },
    "files-indexer": {
      may: [bulk("storage_files", "f1", file)],
      mayNot: [bulk("storage_bags", "b1", bag), ["GET", "/storage_bags/_doc/b1"]],
    },
    "ingests-indexer": {
      may: [bulk("storage_ingests", "i1", { id: "i1" })],
      mayNot: [bulk("storage_bags", "b1", bag), ["GET", "/storage_files/_doc/f1"]],
    },
    "report-reader": {
      may: [
        ["GET", "/"],
        ["POST", "/ingests/_search", { query: { match_all: {} }, sort: [{ id: "desc" }] }],
        ["POST", "/storage_bags/_search"],
        ["POST", "/ingests,bags,files/_search?scroll=1m"],
        ["GET", "/bags/_count"],
        ["GET", "/files/_mapping"],
        ["GET", "/storage_files/_doc/f1"],
        ["POST", "/_msearch", [{ index: "files" }, { query: { match_all: {} } }]],
      ],
      mayNot: [
        bulk("storage_bags", "b1", bag),
        ["PUT", "/bags/_doc/b1", bag],
        ["PUT", "/storage_bags/_mapping", { properties: { mine: { type: "keyword" } } }],
        ["POST", `/${STREAM}/_search`],
        append,
      ],
    },
    "log-router": {
      may: [
        append,
        [
          "POST",
          `/${STREAM}/_bulk`,
          [{ create: {} }, { ...line, fresh: "a field that nobody wrote before" }],
        ],
      ],
      mayNot: [
        ["POST", `/${STREAM}/_search`],
        ["GET", `/${BACKING}/_doc/any`],
        ["POST", `/${BACKING}/_update/any`, { doc: { log: "changed" } }],
        ["POST", `/${STREAM}/_update_by_query`, { query: { match_all: {} } }],
        ["POST", `/${STREAM}/_rollover`],
        ["DELETE", `/${BACKING}`],
        ["POST", "/_bulk", [{ create: { _index: "logs-of-mine" } }, line]],
        bulk("storage_bags", "b1", bag),
      ],
    },
    "log-reader": {
      may: [
        ["POST", `/${STREAM}/_search`, { query: { match: { log: "line" } } }],
        ["GET", `/${STREAM}/_field_caps?fields=*`],
      ],
      mayNot: [append, ["POST", "/storage_ingests/_search"]],
    },
  };

/** The request's outcome: its HTTP status, or that of the worst part of a bulk. */
async function statusOf(client: Client, [method, path, sent]: Asked): Promise<number> {
  try {
    const parts = Array.isArray(sent) ? { bulkBody: sent } : sent && { body: sent };
    const answer = await client.transport.request({ method, path, ...parts });
    const bulked = path.endsWith("_bulk") ? Bulk.parse(answer.body).items : [];
    const statuses = bulked.flatMap((item) => Object.values(item).map(({ status }) => status));
    return Math.max(answer.statusCode ?? 0, ...statuses);
  } catch (error) {
    assert.ok(error instanceof errors.ResponseError, String(error));
    return error.statusCode;
  }
}

describe("the users of a real cluster", function () {
  this.timeout("10m");
  let server: SecuredOpenSearch;
  let managed: ManagedCluster;
  const kept = new Map(secrets);

  /** Both clusters' roles in one, and a user for each of them. */
  const request = () => {
    const [logging, reporting] = [loggingSetUp(), reportingSetUp()];
    const roles = { ...reporting.roles, ...logging.roles };
    const names = Object.keys(roles);
    return {
      ...logging,
      roles,
      templates: { ...reporting.templates, ...logging.templates },
      indices: reporting.indices,
      users: names.map((name) => ({
        userSecret: `${name}/user`,
        passwordSecret: `${name}/password`,
        roles: [name],
      })),
      // A repository in S3 is registered by a request that only AWS can judge.
      snapshots: undefined,
    };
  };
  const run = async (): Promise<readonly string[]> =>
    z.object({ changed: z.array(z.string()) }).parse(await doTask(request(), worldOf(managed))).changed;

  before(async () => {
    server = await startSecuredOpenSearch();
    managed = await withRecordedIsm(server.url, { ca: server.ca });
    secrets.set("master/user", server.adminUser).set("master/password", server.adminPassword);
    for (const name of Object.keys(users))
      secrets.set(`${name}/user`, name).set(`${name}/password`, "Long-1-password_of-its-own");
    await run();
  });

  after(async () => {
    managed?.close();
    await server?.stop();
    secrets.clear();
    for (const [name, value] of kept) secrets.set(name, value);
  });

  const passwordOf = (name: string) => secrets.get(`${name}/password`) ?? "";

  it("are written once: a second set-up changes nothing", async () => {
    const written = managed.writes.length;
    assert.deepEqual(await run(), []);
    assert.deepEqual(managed.writes.slice(written), []);
  });

  it("are all of the roles that programs sign in with", () => {
    assert.deepEqual(Object.keys(request().roles).toSorted(), Object.keys(users).toSorted());
  });

  for (const [name, { may, mayNot }] of Object.entries(users)) {
    const show = ([method, path, sent]: Asked) => `${method} ${path} ${JSON.stringify(sent) ?? ""}`;

    it(`${name} may what it must`, async () => {
      const client = server.client(name, passwordOf(name));
      for (const asked of may) {
        const status = await statusOf(client, asked);
        assert.ok(status >= 200 && status < 300, `${show(asked)}: ${status}`);
      }
    });

    it(`${name} is refused all else`, async () => {
      const client = server.client(name, passwordOf(name));
      const ownIndex: Asked = ["PUT", `/${name}`];
      for (const asked of [...mayNot, ...nobodys, ownIndex])
        assert.equal(await statusOf(client, asked), 403, show(asked));
    });
  }

  it("append lines to the logs, and the data stream refuses whatever would write over one", async () => {
    const client = server.client("log-router", passwordOf("log-router"));
    const over = (write: "index" | "delete"): Asked => {
      const what = { [write]: { _index: STREAM, _id: "any" } };
      return ["POST", "/_bulk", write === "index" ? [what, line] : [what]];
    };
    assert.equal(await statusOf(client, over("index")), 400);
    assert.equal(await statusOf(client, over("delete")), 400);
  });

  it("make an index that is not there as its template says", async () => {
    const admin = server.client(server.adminUser, server.adminPassword);
    await admin.indices.delete({ index: "storage_bags" });
    const client = server.client("bags-indexer", passwordOf("bags-indexer"));
    const settings = { index: { number_of_shards: 1, "mapping.total_fields.limit": 2000 } };
    assert.equal(await statusOf(client, ["PUT", "/storage_bags", { settings }]), 200);
    assert.equal(await statusOf(client, bulk("storage_bags", "b1", { ...bag, colour: "red" })), 400);
    assert.deepEqual(await run(), ["alias bags of index storage_bags"]);
  });

  it("are refused with a wrong password", async () => {
    assert.equal(await statusOf(server.client("report-reader", "wrong"), ["GET", "/"]), 401);
  });

  it("have a changed password from the next set-up on, and the old one no longer", async () => {
    const old = passwordOf("report-reader");
    secrets.set("report-reader/password", "Another-1-long_password");
    assert.deepEqual(await run(), ["user report-reader"]);
    assert.equal(
      await statusOf(server.client("report-reader", passwordOf("report-reader")), ["GET", "/"]),
      200,
    );
    assert.equal(await statusOf(server.client("report-reader", old), ["GET", "/"]), 401);
    assert.deepEqual(await run(), []);
  });

  it("lose what somebody gave them by hand", async () => {
    const admin = server.client(server.adminUser, server.adminPassword);
    const role = reportingRoles("storage_")["report-reader"];
    assert.ok(role);
    const more = { cluster_permissions: [...role.cluster_permissions, "cluster:admin/*"] };
    const api = "/_plugins/_security/api";
    await admin.transport.request({
      method: "PUT",
      path: `${api}/roles/report-reader`,
      body: { ...role, ...more },
    });
    const body = { password: passwordOf("report-reader"), opendistro_security_roles: ["all_access"] };
    await admin.transport.request({ method: "PUT", path: `${api}/internalusers/report-reader`, body });
    assert.deepEqual(await run(), ["role report-reader", "user report-reader"]);
  });

  it("fail the set-up in the plugin's own words when a password is too weak", async () => {
    const good = passwordOf("report-reader");
    secrets.set("report-reader/password", "secret");
    await assert.rejects(run(), { message: "user report-reader: Weak password" });
    secrets.set("report-reader/password", good);
  });
});
