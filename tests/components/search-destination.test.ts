import * as assert from "node:assert/strict";
import { SearchDestination } from "../../components/search/search-destination";
import { UNKNOWN } from "../../rehearsal/clouds/properties";
import type { Graph } from "../graph/graph";
import { runComponent } from "./ground";

const SECRET = "aws:secretsmanager/secret:Secret";
const VERSION = "aws:secretsmanager/secretVersion:SecretVersion";

const valueOf = (graph: Graph, role: string) => graph.one(VERSION, `${role}-value`);
const textOf = (graph: Graph, role: string) => String(valueOf(graph, role).inputs["secretString"]);

describe("SearchDestination", () => {
  const secrets = (index: string) => ({
    userName: `${index}-indexer`,
    userSecret: `prod/indexer/${index}/es_username`,
    passwordSecret: `prod/indexer/${index}/es_password`,
  });

  const make = (preview = false): Promise<Graph> =>
    runComponent(({ keyArn }, opts) => {
      const { users } = new SearchDestination(
        "search",
        {
          tells: {
            host: { secretName: "prod/indexer/es_host", value: "reporting.example.org" },
            port: { secretName: "prod/indexer/es_port", value: "443" },
            protocol: { secretName: "prod/indexer/es_protocol", value: "https" },
          },
          users: { bags: secrets("bags"), files: secrets("files") },
          keyArn,
        },
        opts,
      );
      return { keyArn, bags: users.bags, files: users.files };
    }, preview);

  let graph: Graph;
  before(async () => {
    graph = await make();
  });

  it("keeps what all indexers share, and a user for each index, under the names that they look for (4.7)", () => {
    assert.deepEqual(graph.texts(SECRET, "name"), [
      "prod/indexer/bags/es_password",
      "prod/indexer/bags/es_username",
      "prod/indexer/es_host",
      "prod/indexer/es_port",
      "prod/indexer/es_protocol",
      "prod/indexer/files/es_password",
      "prod/indexer/files/es_username",
    ]);
    for (const { inputs, protect, retainOnDelete } of graph.of(SECRET)) {
      assert.equal(inputs["kmsKeyId"], graph.outputs["keyArn"]);
      assert.equal(inputs["recoveryWindowInDays"], 30);
      assert.deepEqual([protect, retainOnDelete], [true, true]);
    }
  });

  it("tells every value as a secret", () => {
    const values = ["host", "port", "protocol", "bags-username", "bags-password", "files-password"];
    for (const role of values)
      assert.deepEqual(valueOf(graph, `search-${role}`).secretInputs, ["secretString"], role);
    assert.deepEqual(
      values.slice(0, 4).map((role) => textOf(graph, `search-${role}`)),
      ["reporting.example.org", "443", "https", "bags-indexer"],
    );
  });

  it("gives each user a password of its own, with every kind of character that OpenSearch Service asks for", () => {
    const passwords = ["bags", "files"].map((user) => textOf(graph, `search-${user}-password`));
    for (const password of passwords) assert.match(password, /^[A-Za-z0-9_-]{40}$/);
    assert.equal(new Set(passwords).size, 2);
    for (const { inputs } of graph.of("random:index/randomPassword:RandomPassword")) {
      const { minUpper, minLower, minNumeric, minSpecial, overrideSpecial } = inputs;
      assert.deepEqual([minUpper, minLower, minNumeric, minSpecial], [1, 1, 1, 1]);
      assert.equal(overrideSpecial, "-_");
    }
  });

  it("tells where a user's name and password are, and a version that waits for both and says nothing of them", async () => {
    const versions = ["username", "password"].map((part) =>
      String(valueOf(graph, `search-bags-${part}`).outputs["versionId"]),
    );
    assert.deepEqual(graph.outputs["bags"], {
      userSecret: "prod/indexer/bags/es_username",
      passwordSecret: "prod/indexer/bags/es_password",
      version: versions.join(" "),
    });
    assert.deepEqual(graph.secretOutputNames, []);
    assert.notDeepEqual(graph.outputs["bags"], graph.outputs["files"]);
    const planned = (await make(true)).outputs["bags"];
    assert.equal(Reflect.get(Object(planned), "version"), UNKNOWN);
    assert.equal(Reflect.get(Object(planned), "userSecret"), "prod/indexer/bags/es_username");
  });
});
