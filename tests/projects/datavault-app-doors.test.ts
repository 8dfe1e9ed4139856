import * as assert from "node:assert/strict";
import { z } from "zod";
import { stages } from "../../projects/estate";
import { statementsOf } from "../components/policy-evaluation";
import type { Graph } from "../graph/graph";
import { deployed, estateStack } from "../graph/project";
import {
  containerOf,
  containersOf,
  EGRESS,
  groupsOf,
  INGRESS,
  SERVICE,
  TASK,
  valuesOf,
  volumesOf,
  workersOf,
} from "./datavault-facts";

const Rule = z.object({
  securityGroupId: z.string(),
  referencedSecurityGroupId: z.string().optional(),
  cidrIpv4: z.string().optional(),
  ipProtocol: z.literal("tcp"),
  fromPort: z.number(),
  toPort: z.number(),
});

/** What opens doors of DataVault: groups, volumes, secrets, and what the programs are told. */
for (const stage of stages)
  describe(`the doors of datavault/app in ${stage}`, () => {
    let graph: Graph;
    let base: Graph;
    before(async function () {
      this.timeout(120_000);
      graph = await deployed(estateStack("datavault/app"), stage);
      base = await deployed(estateStack("datavault/base"), stage);
    });

    const memberOf = (name: string) => groupsOf(graph.one(SERVICE, `${name}-service`));
    const rules = (type: string) =>
      [...base.of(type), ...graph.of(type)].map(({ inputs }) => Rule.parse(inputs));
    /** `who calls whom:port`, by both rules, the caller's and the called one's, for those whose groups are here. */
    function edges(): readonly string[] {
      const called = rules(INGRESS);
      const calls = rules(EGRESS);
      const services = ["web", "broker", ...workersOf(graph)];
      const ends: readonly (readonly [string, readonly string[]])[] = [
        ...services.map((name) => [name, memberOf(name)] as const),
        ["balancer", [Object(base.outputs["balancer"]).securityGroupId]],
        ["rabbitmq", [Object(base.outputs["queue"]).securityGroupId]],
        ["database", [Object(base.outputs["database"]).securityGroupId]],
      ];
      return ends.flatMap(([from, callers]) =>
        ends.flatMap(([to, those]) =>
          called
            .filter(
              (rule) =>
                those.includes(rule.securityGroupId) &&
                callers.includes(rule.referencedSecurityGroupId ?? "") &&
                calls.some(
                  (own) =>
                    callers.includes(own.securityGroupId) &&
                    own.referencedSecurityGroupId === rule.securityGroupId &&
                    own.fromPort === rule.fromPort,
                ),
            )
            .map(({ fromPort }) => `${from} ${to}:${fromPort}`),
        ),
      );
    }

    it("S9, S10: has a door for each edge between the parts, and none more", () => {
      assert.deepEqual(
        edges().toSorted(),
        [
          "balancer web:8081",
          "web broker:8080",
          "broker rabbitmq:5671",
          "broker database:3306",
          ...workersOf(graph).map((worker) => `${worker} rabbitmq:5671`),
        ].toSorted(),
      );
    });

    it("S15: lets nobody call a worker, and nobody of the world anything", () => {
      const admitted = graph.of(INGRESS).map(({ inputs }) => Rule.parse(inputs));
      for (const worker of workersOf(graph))
        for (const group of memberOf(worker))
          assert.deepEqual(
            admitted.filter(({ securityGroupId }) => securityGroupId === group),
            [],
            worker,
          );
      assert.deepEqual(
        admitted.filter(({ cidrIpv4 }) => cidrIpv4 !== undefined),
        [],
      );
      const outside = new Set(
        graph
          .of(EGRESS)
          .map(({ inputs }) => Rule.parse(inputs))
          .filter(({ cidrIpv4 }) => cidrIpv4 !== undefined)
          .map(({ cidrIpv4, fromPort }) => `${cidrIpv4}:${fromPort}`),
      );
      assert.deepEqual([...outside].toSorted(), [
        "0.0.0.0/0:443",
        "0.0.0.0/0:587",
        "0.0.0.0/0:636",
        "198.51.100.0/24:22",
      ]);
    });

    it("S11: mounts EFS by TLS, with IAM, through access points alone, each by a role that may enter those alone", () => {
      for (const name of ["broker", ...workersOf(graph)]) {
        const files = volumesOf(graph, `${name}-task`).flatMap(
          ({ efsVolumeConfiguration }) => efsVolumeConfiguration ?? [],
        );
        assert.ok(files.length >= 2, name);
        for (const { transitEncryption, authorizationConfig, rootDirectory } of files)
          assert.deepEqual(
            [transitEncryption, authorizationConfig.iam, rootDirectory],
            ["ENABLED", "ENABLED", undefined],
          );
        const rights = statementsOf(
          graph.one("aws:iam/rolePolicy:RolePolicy", `${name}-task-role-permissions`).inputs["policy"],
        ).filter(({ Action }) => Action.includes("elasticfilesystem:ClientMount"));
        const points = rights.flatMap(
          ({ Condition }) => Condition["StringEquals"]?.["elasticfilesystem:AccessPointArn"] ?? [],
        );
        assert.deepEqual(
          points.map((arn) => arn.split("/").at(-1) ?? "").toSorted(),
          files.map(({ authorizationConfig }) => authorizationConfig.accessPointId).toSorted(),
          name,
        );
      }
    });

    it("S10: tells the database to the broker and to migrations alone", () => {
      const host = String(Object(base.outputs["database"]).host);
      const knowing = graph
        .of(TASK)
        .filter(({ inputs }) => String(inputs["containerDefinitions"]).includes(host));
      assert.deepEqual(knowing.map(({ name }) => name).toSorted(), ["broker-task", "migrations-task"]);
    });

    it("has web reached through its sidecar alone, which has the headers for itself", () => {
      assert.deepEqual(containerOf(graph, "web-task", "web").portMappings, []);
      assert.deepEqual(
        containerOf(graph, "web-task", "header-sidecar").portMappings.map(
          ({ containerPort }) => containerPort,
        ),
        [8081],
      );
      const [{ containerName }] = Object(graph.one(SERVICE, "web-service").inputs["loadBalancers"]);
      assert.equal(containerName, "header-sidecar");
      const told = valuesOf(containerOf(graph, "web-task", "web"));
      assert.equal(told["SPRING_PROFILES_ACTIVE"], "shib");
      assert.equal(told["SHIBBOLETH_PRINCIPAL"], "X-Signed-In-User");
    });

    it("tells no program a password, a key of S3, another level of its log, or to look at no certificate", () => {
      const told = graph
        .of(TASK)
        .flatMap(({ name }) =>
          containersOf(graph, name).flatMap((container) => Object.keys(valuesOf(container))),
        );
      const odd = told.filter((name) =>
        /PASSWORD|PASSPHRASE|SECRET|ACCESSKEY|^S3_AWS|^LOGGING_|SPRING_APPLICATION_JSON|SELFSIGNED|SQL_INIT/.test(
          name,
        ),
      );
      assert.deepEqual(odd, []);
    });

    it("gives each actuator a password of its own", () => {
      const passwords = ["web", "broker", ...workersOf(graph).slice(0, 1)].map((name) => {
        const program = name.startsWith("worker") ? "worker" : name;
        return containerOf(graph, `${name}-task`, program).secrets.find(({ name: variable }) =>
          variable.endsWith("_ACTUATOR_PASSWORD"),
        )?.valueFrom;
      });
      assert.ok(passwords.every((secret) => secret !== undefined));
      assert.equal(new Set(passwords).size, 3);
    });

    it("S19: has a role for each service, no two of them the same, and none that may do anything everywhere", () => {
      const roles = graph.of(TASK).map(({ inputs }) => inputs["taskRoleArn"]);
      assert.equal(new Set(roles).size, roles.length);
      for (const { name, inputs } of graph.of("aws:iam/rolePolicy:RolePolicy"))
        for (const { Action, Effect } of statementsOf(inputs["policy"]))
          assert.ok(Effect === "Deny" || Action.every((action) => !action.includes("*")), name);
    });

    it("starts in order: migrations, the broker with its keys and RabbitMQ, then workers and web", () => {
      const now = graph.one("aws:lambda/invocation:Invocation", "migrations-now");
      const broker = graph.one(SERVICE, "broker-service");
      assert.ok(broker.dependsOn.includes(now.urn));
      assert.equal(broker.inputs["waitForSteadyState"], true);
      assert.ok(containerOf(graph, "broker-task", "broker").healthCheck !== undefined);
      for (const name of ["web", ...workersOf(graph)])
        assert.ok(graph.one(SERVICE, `${name}-service`).dependsOn.includes(broker.urn), name);
      for (const [task, program] of [
        ["broker-task", "broker"],
        ...workersOf(graph).map((worker) => [`${worker}-task`, "worker"] as const),
      ] as const)
        assert.deepEqual(containerOf(graph, task, program).dependsOn, [
          { containerName: "key-store", condition: "SUCCESS" },
          { containerName: "tls-sidecar", condition: "HEALTHY" },
        ]);
    });

    it("asks no worker how it is: an absence of RabbitMQ must not end a job of hours", () => {
      for (const worker of workersOf(graph))
        assert.equal(containerOf(graph, `${worker}-task`, "worker").healthCheck, undefined);
    });

    it("shows the keys to the programs, and lets the first container alone write them", () => {
      for (const [task, program] of [
        ["broker-task", "broker"],
        ["worker-1-task", "worker"],
      ] as const) {
        const writes = containersOf(graph, task).filter(({ mountPoints }) =>
          mountPoints.some(({ sourceVolume, readOnly }) => sourceVolume === "keys" && !readOnly),
        );
        assert.deepEqual(
          writes.map(({ name, essential }) => [name, essential]),
          [["key-store", false]],
        );
        assert.ok(
          containerOf(graph, task, program).mountPoints.some(
            ({ sourceVolume, readOnly }) => sourceVolume === "keys" && readOnly,
          ),
        );
      }
    });

    it("runs nothing as root, and lets nothing be written but folders in memory and mounts", () => {
      for (const { name } of graph.of(TASK))
        for (const { user, readonlyRootFilesystem } of containersOf(graph, name))
          assert.deepEqual([user, readonlyRootFilesystem], ["10001:10001", true], name);
    });
  });
