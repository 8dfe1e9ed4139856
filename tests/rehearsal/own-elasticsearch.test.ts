import * as assert from "node:assert/strict";
import { z } from "zod";
import type { Graph } from "../graph/graph";
import { committedConfig, deployed, estateStack, onTopOf, runProject } from "../graph/project";

const STAGE = "pre";
const OWN = {
  engine: "elasticsearch-8",
  host: "archive.es.eu-west-1.aws.elastic-cloud.com",
  port: 443,
  secretsPrefix: "staging/indexer",
  indexPrefix: "storage_stage_",
};

const clusters = async (search: object): Promise<Graph> => {
  const stack = estateStack("reporting/base");
  const ground = await deployed(estateStack("foundation/base"), STAGE);
  return runProject(stack, STAGE, {
    config: { ...committedConfig(stack, STAGE), "reporting-base:search": JSON.stringify(search) },
    ...onTopOf({ [`foundation-base/${STAGE}`]: ground }),
  });
};

/** storage/app on top of those clusters, perhaps with another release. */
async function pipeline(reporting: Graph, release?: string): Promise<Graph> {
  const stack = estateStack("storage/app");
  const [ground, kept] = await Promise.all(
    ["foundation/base", "storage/base"].map((name) => deployed(estateStack(name), STAGE)),
  );
  assert.ok(ground && kept);
  return runProject(stack, STAGE, {
    config: {
      ...committedConfig(stack, STAGE),
      ...(release === undefined ? {} : { "storage-app:release": release }),
    },
    ...onTopOf({
      [`foundation-base/${STAGE}`]: ground,
      [`storage-base/${STAGE}`]: kept,
      [`reporting-base/${STAGE}`]: reporting,
    }),
  });
}

describe("a stage with an Elasticsearch 8 of its own", function () {
  this.timeout("60s");
  let base: Graph;
  before(async () => {
    base = await clusters(OWN);
  });

  it("has a domain for its logs alone", () => {
    assert.deepEqual(base.texts("aws:opensearch/domain:Domain", "domainName"), [
      `strongroom-${STAGE}-logging`,
    ]);
    assert.deepEqual(base.outputs["domainNames"], [`strongroom-${STAGE}-logging`]);
  });

  it("tells programs where it is, and leaves it to whoever runs it to say who they are", () => {
    const value = (name: string) =>
      base.one("aws:secretsmanager/secretVersion:SecretVersion", `${name}-value`).inputs["secretString"];
    assert.deepEqual(
      ["indexers-host", "indexers-port", "indexers-protocol", "reader-host", "reader-port"].map(value),
      [OWN.host, "443", "https", OWN.host, "443"],
    );
    const users = base
      .texts("aws:secretsmanager/secret:Secret", "name")
      .filter((name) => /es_(user|pass)/.test(name));
    assert.deepEqual(users.filter((name) => !name.startsWith("shared/")).toSorted(), [
      ...["bags", "files", "ingests"].flatMap((index) =>
        ["password", "username"].map((part) => `staging/indexer/${index}/es_${part}`),
      ),
      "storage_service_reporter/es_pass",
      "storage_service_reporter/es_user",
    ]);
    const valued = base.of("aws:secretsmanager/secretVersion:SecretVersion").map(({ name }) => name);
    assert.deepEqual(
      valued.filter((name) => name.startsWith("users-")),
      [],
    );
  });

  it("is reached by indexers by the same variables, and by no group of a domain", async () => {
    const app = await pipeline(base);
    const network = z
      .object({ securityGroups: z.array(z.string()) })
      .parse(app.one("aws:ecs/service:Service", "bag-indexer-service").inputs["networkConfiguration"]);
    assert.equal(network.securityGroups.length, 2, "its own, and that of the logs");
    const task = app.one("aws:ecs/taskDefinition:TaskDefinition", "bag-indexer-task");
    assert.match(String(task.inputs["containerDefinitions"]), /staging\/indexer\/bags\/es_username/);
  });

  it("refuses a release that speaks with Elasticsearch 7's client, which an OpenSearch domain takes", async () => {
    await assert.rejects(
      pipeline(base, "2021-07"),
      /release 2021-07 speaks with Elasticsearch 7's client, and reporting\/base names an Elasticsearch 8: choose a later release in storage-app:release, or the engine opensearch in reporting-base:search/,
    );
    const own = await pipeline(await deployed(estateStack("reporting/base"), STAGE), "2021-07");
    const task = own.one("aws:ecs/taskDefinition:TaskDefinition", "bag-indexer-task");
    assert.doesNotMatch(String(task.inputs["containerDefinitions"]), /search_proxy/);
    assert.match(String(task.inputs["containerDefinitions"]), /staging\/indexer\/es_host/);
  });

  it("refuses another port than 443, which is the only one that functions call out by", async () => {
    await assert.rejects(clusters({ ...OWN, port: 9243 }), /search\.port must be 443|port.*must be 443/);
  });
});
