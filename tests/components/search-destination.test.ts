import * as assert from "node:assert/strict";
import { SearchDestination } from "../../components/search/search-destination";
import type { Graph } from "../graph/graph";
import { runComponent } from "./ground";

const VERSION = "aws:secretsmanager/secretVersion:SecretVersion";

describe("SearchDestination", () => {
  let graph: Graph;
  before(async () => {
    graph = await runComponent(({ keyArn }, opts) => {
      const where = { host: "reporting.example.org", port: 443, protocol: "https" } as const;
      new SearchDestination(
        "search",
        { ...where, users: ["bags", "files"], secretsPrefix: "prod/indexer", keyArn },
        opts,
      );
      return { keyArn };
    });
  });

  const valueOf = (role: string) => graph.one(VERSION, `search-${role}-value`);

  it("keeps what all indexers share, and a user for each index, under the names that they look for (4.7)", () => {
    assert.deepEqual(graph.texts("aws:secretsmanager/secret:Secret", "name"), [
      "prod/indexer/bags/es_password",
      "prod/indexer/bags/es_username",
      "prod/indexer/es_host",
      "prod/indexer/es_port",
      "prod/indexer/es_protocol",
      "prod/indexer/files/es_password",
      "prod/indexer/files/es_username",
    ]);
    for (const { inputs, protect } of graph.of("aws:secretsmanager/secret:Secret")) {
      assert.equal(inputs["kmsKeyId"], graph.outputs["keyArn"]);
      assert.equal(protect, true);
    }
  });

  it("tells every value as a secret, and gives each user a password of its own", () => {
    const values = ["host", "port", "protocol", "bags-username", "bags-password", "files-password"];
    for (const role of values) assert.deepEqual(valueOf(role).secretInputs, ["secretString"], role);
    const text = (role: string) => String(valueOf(role).inputs["secretString"]);
    assert.deepEqual(values.slice(0, 4).map(text), ["reporting.example.org", "443", "https", "bags-indexer"]);
    assert.match(text("bags-password"), /^[A-Za-z0-9]{40}$/);
    assert.notEqual(text("bags-password"), text("files-password"));
  });
});
