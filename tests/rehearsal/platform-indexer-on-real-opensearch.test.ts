import * as assert from "node:assert/strict";
import { errors } from "@opensearch-project/opensearch";
import { z } from "zod";
import { doTask } from "../../functions/search-setup/task";
import { INDEXER, searchContents } from "../../projects/platform/base/search-contents";
import { reportingSetUp, secrets, worldOf } from "../functions/search-setup/made-up";
import { startSecuredOpenSearch, type SecuredOpenSearch } from "../servers/secured-opensearch";
import { withRecordedIsm, type ManagedCluster } from "../servers/with-recorded-ism";

const PASSWORD = "Long-1-password_of-its-own";
const Bulk = z.object({ items: z.array(z.record(z.string(), z.object({ status: z.number() }))) });

/** A request: method, path, and what is sent. */
type Asked = readonly [string, string, (object | readonly object[])?];

const product = { name: "A map of the harbour", price: 12 };
const write = (index: string): Asked => [
  "POST",
  "/_bulk",
  [{ index: { _index: index, _id: "p1" } }, product],
];
const alias = (action: "add" | "remove", index: string) => ({ [action]: { index, alias: "products" } });

/** A first index, and then a full reindex: in this order. */
const rebuilding: readonly Asked[] = [
  ["GET", "/"],
  ["PUT", "/products-1"],
  ["PUT", "/products-1/_mapping", { properties: { name: { type: "text" } } }],
  ["POST", "/_aliases", { actions: [alias("add", "products-1")] }],
  write("products"),
  ["PUT", "/products-2"],
  write("products-2"),
  ["POST", "/products-2/_refresh"],
  ["GET", "/products-1/_alias"],
  ["POST", "/_aliases", { actions: [alias("remove", "products-1"), alias("add", "products-2")] }],
  ["POST", "/products/_search", { query: { match: { name: "harbour" } } }],
  ["POST", "/_bulk", [{ delete: { _index: "products", _id: "p1" } }]],
  ["DELETE", "/products-1"],
];

const refused: readonly Asked[] = [
  ["PUT", "/orders-1"],
  write("orders"),
  ["POST", "/orders/_search"],
  ["DELETE", "/orders"],
  ["POST", "/_aliases", { actions: [{ add: { index: "orders", alias: "products" } }] }],
  ["PUT", "/products-2/_settings", { "index.number_of_replicas": 0 }],
  ["PUT", "/_index_template/mine", { index_patterns: ["mine"], template: {} }],
  ["GET", "/_plugins/_security/api/internalusers"],
  ["GET", "/_snapshot"],
];

describe("the platform's indexer in a real cluster", function () {
  this.timeout("10m");
  let server: SecuredOpenSearch;
  let managed: ManagedCluster;
  const kept = new Map(secrets);

  before(async () => {
    server = await startSecuredOpenSearch();
    managed = await withRecordedIsm(server.url, { ca: server.ca });
    secrets.set("master/user", server.adminUser).set("master/password", server.adminPassword);
    secrets.set("indexer/user", "products_indexer").set("indexer/password", PASSWORD);
    const request = {
      ...reportingSetUp(),
      ...searchContents(1),
      users: [{ userSecret: "indexer/user", passwordSecret: "indexer/password", roles: [INDEXER] }],
      // A repository in S3 is registered by a request that only AWS can judge.
      snapshots: undefined,
    };
    await doTask(request, worldOf(managed));
    assert.equal(await statusOf(["PUT", "/orders"], server.adminUser, server.adminPassword), 200);
  });

  after(async () => {
    managed?.close();
    await server?.stop();
    secrets.clear();
    for (const [name, value] of kept) secrets.set(name, value);
  });

  /** The request's outcome: its HTTP status, or that of the worst part of a bulk. */
  async function statusOf([method, path, sent]: Asked, user: string, password: string): Promise<number> {
    try {
      const parts = Array.isArray(sent) ? { bulkBody: sent } : sent && { body: sent };
      const answer = await server.client(user, password).transport.request({ method, path, ...parts });
      const bulked = path.endsWith("_bulk") ? Bulk.parse(answer.body).items : [];
      const statuses = bulked.flatMap((item) => Object.values(item).map(({ status }) => status));
      return Math.max(answer.statusCode ?? 0, ...statuses);
    } catch (error) {
      assert.ok(error instanceof errors.ResponseError, String(error));
      return error.statusCode;
    }
  }
  const asIndexer = (asked: Asked) => statusOf(asked, "products_indexer", PASSWORD);
  const show = ([method, path, sent]: Asked) => `${method} ${path} ${JSON.stringify(sent) ?? ""}`;

  it("P14: builds an index, builds it anew behind the word by which it is read, and takes the old one away", async () => {
    for (const asked of rebuilding) {
      const status = await asIndexer(asked);
      assert.ok(status >= 200 && status < 300, `${show(asked)}: ${status}`);
    }
  });

  it("P14: is refused what others have, and what is the cluster's", async () => {
    for (const asked of refused) assert.equal(await asIndexer(asked), 403, show(asked));
  });
});
