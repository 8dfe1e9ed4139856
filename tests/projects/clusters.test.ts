import * as assert from "node:assert/strict";
import { z } from "zod";
import { stages } from "../../projects/estate";
import type { Graph } from "../graph/graph";
import { deployed, estateStack } from "../graph/project";

const Container = z.object({
  name: z.string(),
  environment: z.array(z.object({ name: z.string(), value: z.string() })),
  secrets: z.array(z.object({ name: z.string(), valueFrom: z.string() })),
  dependsOn: z.array(z.object({ containerName: z.string() })).default([]),
});
type Container = z.infer<typeof Container>;

const indexers = { "ingests-indexer": "ingests", "bag-indexer": "bags", "file-indexer": "files" };

/** How the services of a stage reach their two clusters: from the task to the domain. */
for (const stage of stages)
  describe(`the clusters of ${stage}`, () => {
    let base: Graph;
    let app: Graph;
    before(async () => {
      base = await deployed(estateStack("reporting/base"), stage);
      app = await deployed(estateStack("storage/app"), stage);
    });

    const domain = (cluster: string) => base.one("aws:opensearch/domain:Domain", `${cluster}-domain`);
    const groupId = (name: string) => base.one("aws:ec2/securityGroup:SecurityGroup", name).id;

    /** What a secret holds, by the name that tasks know it by. */
    function secretValue(name: string): unknown {
      const secret = base
        .of("aws:secretsmanager/secret:Secret")
        .find(({ inputs }) => inputs["name"] === name);
      assert.ok(secret, `reporting/base makes no secret ${name}`);
      const version = base.one("aws:secretsmanager/secretVersion:SecretVersion", `${secret.name}-value`);
      return version.inputs["secretString"];
    }

    function containers(service: string): readonly Container[] {
      const task = app.one("aws:ecs/taskDefinition:TaskDefinition", `${service}-task`);
      return z.array(Container).parse(JSON.parse(String(task.inputs["containerDefinitions"])));
    }

    function container(service: string, name: string): Container {
      const found = containers(service).find((one) => one.name === name);
      assert.ok(found, `${service} has no container ${name}`);
      return found;
    }

    const secretsIn = (one: Container) =>
      Object.fromEntries(
        one.secrets.map(({ name, valueFrom }) => [
          name,
          valueFrom.replace("/aws/reference/secretsmanager/", ""),
        ]),
      );

    const groupsOf = (service: string): readonly string[] =>
      z
        .object({ securityGroups: z.array(z.string()) })
        .parse(app.one("aws:ecs/service:Service", `${service}-service`).inputs["networkConfiguration"])
        .securityGroups;

    const services = () => app.of("aws:ecs/service:Service").map(({ name }) => name.replace(/-service$/, ""));

    it("are called by nobody but the members of their clients' groups, by HTTPS", () => {
      for (const cluster of ["reporting", "logging"]) {
        const own = groupId(`${cluster}-group`);
        const rules = base
          .of("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")
          .filter(({ inputs }) => inputs["securityGroupId"] === own);
        assert.deepEqual(
          rules.map(({ inputs }) => [
            inputs["referencedSecurityGroupId"],
            inputs["fromPort"],
            inputs["toPort"],
          ]),
          [[groupId(`${cluster}-clients`), 443, 443]],
        );
        assert.deepEqual(
          z.object({ securityGroupIds: z.array(z.string()) }).parse(domain(cluster).inputs["vpcOptions"])
            .securityGroupIds,
          [own],
        );
      }
    });

    it("are reached by whom they serve: logs from every service, reports from the indexers alone", () => {
      for (const service of services()) {
        const groups = groupsOf(service);
        assert.ok(groups.includes(groupId("logging-clients")), `${service} cannot reach the logs`);
        assert.equal(groups.includes(groupId("reporting-clients")), service in indexers, service);
      }
    });

    it("tell every log router where the logs go, and who it is", () => {
      for (const service of services()) {
        const told = secretsIn(container(service, "log_router"));
        assert.equal(secretValue(told["ES_HOST"] ?? ""), domain("logging").outputs["endpoint"]);
        assert.equal(secretValue(told["ES_PORT"] ?? ""), "443");
        assert.equal(secretValue(told["ES_USER"] ?? ""), "log-router");
        assert.equal(secretValue(told["DATA_STREAM_NAME"] ?? ""), "service-logs-firelens");
        assert.match(String(secretValue(told["ES_PASS"] ?? "")), /^[\w-]{40}$/);
      }
    });

    it("are reached by each indexer through the sidecar in its task, as a user of its own", () => {
      for (const [service, user] of Object.entries(indexers)) {
        const program = container(service, "app");
        const variables = Object.fromEntries(program.environment.map(({ name, value }) => [name, value]));
        assert.equal(
          `${variables["es_protocol"]}://${variables["es_host"]}:${variables["es_port"]}`,
          "http://localhost:9200",
        );
        assert.deepEqual(
          program.dependsOn.map(({ containerName }) => containerName),
          ["search_proxy"],
          "the sidecar is there before the indexer, and goes after it",
        );
        const told = secretsIn(program);
        assert.equal(secretValue(told["es_username"] ?? ""), `${user}-indexer`);
        assert.match(String(secretValue(told["es_password"] ?? "")), /^[\w-]{40}$/);
        const values = Object.values(secretsIn(container(service, "search_proxy"))).map(secretValue);
        assert.deepEqual(values, [domain("reporting").outputs["endpoint"], "443"]);
      }
    });

    it("have a sidecar nowhere else", () => {
      const others = services().filter((service) => !(service in indexers));
      for (const service of others)
        assert.ok(!containers(service).some(({ name }) => name === "search_proxy"), service);
    });
  });
