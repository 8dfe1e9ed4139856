import * as assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { Client, errors } from "@elastic/elasticsearch";
import { searchProxy, searchProxyEnvironment } from "../../components/services/search-proxy";
import { freePort } from "../servers/free-port";
import { startNameServer, type NameServer } from "../servers/name-server";
import { startNginx, type Nginx } from "../servers/nginx";
import { startSecuredOpenSearch, type SecuredOpenSearch } from "../servers/secured-opensearch";

const HOST = "search.internal";
const OTHER_HOST = "other.internal";
const INDEX = "storage_bags";
const indexer = { username: "indexer", password: randomBytes(20).toString("hex") };

describe("the sidecar between an Elasticsearch 8 client and a real OpenSearch", function () {
  this.timeout("10m");
  let cluster: SecuredOpenSearch;
  let names: NameServer;
  const proxies: Nginx[] = [];
  const clients: Client[] = [];
  let url: string;
  let client: Client;

  const startProxy = async (others: Readonly<Record<string, string>> = {}): Promise<Nginx> => {
    const { entryPoint = [] } = searchProxy("nginx", { hostSecret: "host", portSecret: "port" });
    const proxy = await startNginx({
      command: entryPoint,
      environment: ({ port, folder }) => {
        const resolvConf = path.join(folder, "resolv.conf");
        fs.writeFileSync(resolvConf, `search internal\nnameserver ${names.address}\n`);
        return {
          ...searchProxyEnvironment,
          SEARCH_HOST: HOST,
          SEARCH_PORT: new URL(cluster.url).port,
          LISTEN_PORT: String(port),
          CA_FILE: cluster.caFile,
          RESOLV_CONF: resolvConf,
          SCRATCH: folder,
          ...others,
        };
      },
    });
    proxies.push(proxy);
    return proxy;
  };
  const newClient = (options: ConstructorParameters<typeof Client>[0]) => {
    const made = new Client({ auth: indexer, maxRetries: 0, ...options });
    clients.push(made);
    return made;
  };

  before(async function () {
    // The first time on a machine the server is fetched.
    this.timeout("10m");
    cluster = await startSecuredOpenSearch([HOST]);
    names = await startNameServer([HOST, OTHER_HOST]);
    await makeIndexer(cluster);
    ({ url } = await startProxy());
    client = newClient({ node: url });
    await client.indices.create({
      index: INDEX,
      mappings: { dynamic: "strict", properties: { id: { type: "keyword" }, size: { type: "long" } } },
    });
  });

  after(async () => {
    await Promise.all(clients.map((made) => made.close()));
    await Promise.all(proxies.map((proxy) => proxy.stop()));
    await names?.stop();
    await cluster?.stop();
  });

  it("is needed: without it the client is refused, and refuses the server", async () => {
    const straight = newClient({ node: cluster.url, tls: { ca: cluster.ca } });
    await assert.rejects(straight.index({ index: INDEX, document: { id: "b1" } }), hasStatus(406));
    await assert.rejects(straight.search({ index: INDEX }), errors.ProductNotSupportedError);
  });

  it("lets it write a document and read it, whatever its identifier is", async () => {
    for (const id of ["digitised/b1", "born-digital/A ä%2F+B?#"]) {
      const written = await client.index({ index: INDEX, id, document: { id, size: 5 } });
      assert.equal(written.result, "created");
      const { _id, _source } = await client.get({ index: INDEX, id });
      assert.deepEqual({ _id, _source }, { _id: id, _source: { id, size: 5 } });
    }
  });

  it("lets it tell a document that is missing from one that is there", async () => {
    await client.index({ index: INDEX, id: "there", document: { id: "there" } });
    assert.equal(await client.exists({ index: INDEX, id: "there" }), true);
    assert.equal(await client.exists({ index: INDEX, id: "missing" }), false);
    await assert.rejects(client.get({ index: INDEX, id: "missing" }), (error) => {
      assert.ok(error instanceof errors.ResponseError);
      assert.deepEqual(
        [error.statusCode, error.body],
        [404, { _index: INDEX, _id: "missing", found: false }],
      );
      return true;
    });
  });

  it("lets the newest version of a document win", async () => {
    const write = (version: number) =>
      client.index({
        index: INDEX,
        id: "versions",
        document: { id: "versions", size: version },
        version,
        version_type: "external_gte",
      });
    await write(2);
    await write(2);
    await assert.rejects(write(1), hasStatus(409, "version_conflict_engine_exception"));
    assert.equal((await client.get({ index: INDEX, id: "versions" }))._version, 2);
  });

  it("lets it read why a document is refused", async () => {
    const unknown = client.index({ index: INDEX, document: { colour: "blue" } });
    await assert.rejects(unknown, hasStatus(400, "strict_dynamic_mapping_exception"));
  });

  it("takes bulks of many megabytes, and says which of their documents failed", async () => {
    const id = "x".repeat(8_000);
    const good = Array.from({ length: 2_500 }, (_, size) => ({ id, size: size + 1_000 }));
    const sent = [...good, { colour: "blue" }];
    const { errors: failed, items } = await client.bulk({
      index: INDEX,
      refresh: true,
      operations: sent.flatMap((document) => [{ index: {} }, document]),
    });
    assert.equal(failed, true);
    assert.deepEqual(
      items.map(({ index }) => index?.status),
      sent.map((document) => ("id" in document ? 201 : 400)),
    );

    const found = await client.search({
      index: INDEX,
      query: { range: { size: { gte: 1_000 } } },
      aggs: { largest: { max: { field: "size" } } },
      track_total_hits: true,
    });
    assert.deepEqual(found.hits.total, { value: 2_500, relation: "eq" });
    assert.deepEqual(found.aggregations?.["largest"], { value: 3_499 });
  });

  it("passes on who signs in, and what that one may not do", async () => {
    const stranger = newClient({ node: url, auth: { ...indexer, password: "wrong" } });
    await assert.rejects(stranger.search({ index: INDEX }), hasStatus(401));
    await assert.rejects(client.search({ index: "others" }), hasStatus(403, "security_exception"));
  });

  describe("translates media types", () => {
    const authorization = `Basic ${Buffer.from(`${indexer.username}:${indexer.password}`).toString("base64")}`;
    const search = (sent: string, accepted: string) =>
      fetch(`${url}/${INDEX}/_search`, {
        method: "POST",
        headers: { authorization, "content-type": sent, accept: accepted },
        body: '{"size":0}',
      });
    const OWN = "application/vnd.elasticsearch+json;compatible-with=8";

    for (const spelled of [
      OWN,
      "application/vnd.elasticsearch+json; compatible-with=8",
      "Application/VND.Elasticsearch+JSON ; Compatible-With = 8; charset=UTF-8",
    ])
      it(`however they are written: ${spelled}`, async () => {
        const answer = await search(spelled, spelled);
        assert.deepEqual([answer.status, answer.headers.get("content-type")], [200, OWN]);
        assert.equal(answer.headers.get("x-elastic-product"), "Elasticsearch");
      });

    it("and leaves others as they are", async () => {
      const plain = await search("application/json", "application/json");
      assert.deepEqual(
        [plain.status, plain.headers.get("content-type")],
        [200, "application/json; charset=UTF-8"],
      );
      const ninth = await search(OWN.replace("=8", "=9"), "application/json");
      assert.equal(ninth.status, 406);
    });

    it("and lets a client have tables as it likes: as text, or as data", async () => {
      const table = await client.cat.indices({ index: INDEX, h: "index" });
      assert.equal(table, `${INDEX}\n`);
      const data = await fetch(`${url}/_cat/indices/${INDEX}?h=index`, {
        headers: { authorization, accept: OWN },
      });
      assert.deepEqual(await data.json(), [{ index: INDEX }]);
    });
  });

  describe("says 502 and why", () => {
    const isAway = hasStatus(502, "search_proxy");
    const behind = async (others: Readonly<Record<string, string>>) => {
      const proxy = await startProxy(others);
      return { proxy, call: newClient({ node: proxy.url }).search({ index: INDEX }) };
    };

    it("when the cluster does not answer", async () => {
      const port = String(await freePort());
      const { call } = await behind({ SEARCH_PORT: port });
      await assert.rejects(call, (error) => {
        assert.ok(error instanceof errors.ResponseError);
        assert.match(JSON.stringify(error.body), new RegExp(`no connection to ${HOST}:${port}`));
        return isAway(error);
      });
    });

    it("when the cluster's certificate is for another name", async () => {
      const { call, proxy } = await behind({ SEARCH_HOST: OTHER_HOST });
      await assert.rejects(call, isAway);
      assert.match(proxy.said(), /certificate does not match "other\.internal"/);
    });

    it("when nobody it trusts has signed the cluster's certificate", async () => {
      const { call, proxy } = await behind({ CA_FILE: searchProxyEnvironment.CA_FILE });
      await assert.rejects(call, isAway);
      assert.match(proxy.said(), /certificate verify error/);
    });

    it("while the cluster's name is unknown, and looks it up again and again", async () => {
      names.known.delete(HOST);
      for (let error: unknown; !isAway(error);) {
        await new Promise((resolve) => setTimeout(resolve, 200));
        error = await client.count({ index: INDEX }).catch((reason: unknown) => reason);
      }
      names.known.add(HOST);
      assert.ok((await client.count({ index: INDEX })).count > 0);
    });
  });
});

/** Whether the client reports an answer of the server's: its status, and the type of its error. */
function hasStatus(status: number, type?: string) {
  return (error: unknown): boolean =>
    error instanceof errors.ResponseError &&
    error.statusCode === status &&
    (type === undefined || error.body?.error?.type === type);
}

/** A user who may do with the index of bags what an indexer does. */
async function makeIndexer(cluster: SecuredOpenSearch): Promise<void> {
  const admin = cluster.client(cluster.adminUser, cluster.adminPassword);
  const allowed_actions = ["crud", "create_index", "indices:admin/refresh", "indices:monitor/*"];
  const cluster_permissions = ["cluster_composite_ops", "cluster:monitor/state", "cluster:monitor/health"];
  await admin.security.createRole({
    role: indexer.username,
    body: { cluster_permissions, index_permissions: [{ index_patterns: [INDEX], allowed_actions }] },
  });
  await admin.security.createUser({
    username: indexer.username,
    body: { password: indexer.password, opendistro_security_roles: [indexer.username] },
  });
}
