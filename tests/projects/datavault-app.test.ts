import * as assert from "node:assert/strict";
import { z } from "zod";
import { parameters } from "../../policies/parameters";
import { stages } from "../../projects/estate";
import { workerNames } from "../../projects/datavault/names";
import { statementsOf } from "../components/policy-evaluation";
import type { Graph } from "../graph/graph";
import { deployed, estateStack } from "../graph/project";
import { containerOf, containersOf, SERVICE, TASK, valuesOf, volumesOf, workersOf } from "./datavault-facts";

const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const LASTING =
  /^aws:(rds|ecr|kms|backup|acm|secretsmanager|mq|efs)\/|^aws:s3\/bucket(?!Object)|^aws:lb\/(loadBalancer|listener):/;

/** What EC2 tags of what comes with a machine. */
const Tagged = z.array(z.object({ resourceType: z.string(), tags: z.record(z.string(), z.string()) }));

for (const stage of stages)
  describe(`datavault/app in ${stage}`, () => {
    let graph: Graph;
    let base: Graph;
    before(async function () {
      this.timeout(120_000);
      graph = await deployed(estateStack("datavault/app"), stage);
      base = await deployed(estateStack("datavault/base"), stage);
    });
    const service = (name: string) => graph.one(SERVICE, `${name}-service`).inputs;
    const running = () => ["web", "broker", ...workersOf(graph)];
    const rightsOf = (name: string) =>
      statementsOf(
        graph.one("aws:iam/rolePolicy:RolePolicy", `${name}-task-role-permissions`).inputs["policy"],
      );

    it("S3: has a cluster with enhanced insights, whose sessions would be written down encrypted", () => {
      const { inputs } = graph.one("aws:ecs/cluster:Cluster", "services-cluster");
      assert.deepEqual(inputs["settings"], [{ name: "containerInsights", value: "enhanced" }]);
      const { executeCommandConfiguration, managedStorageConfiguration } = Object(inputs["configuration"]);
      const { logging, kmsKeyId } = executeCommandConfiguration;
      assert.match(managedStorageConfiguration.fargateEphemeralStorageKmsKeyId, /^arn:aws:kms:/);
      assert.equal(logging, "OVERRIDE");
      assert.match(kmsKeyId, /^arn:aws:kms:/);
      for (const name of running()) assert.equal(service(name)["enableExecuteCommand"], false, name);
    });

    it("S4: runs web and broker on Fargate, and workers where their scratch space is", () => {
      const provider = (name: string) =>
        Object(service(name)["capacityProviderStrategies"])[0].capacityProvider;
      assert.deepEqual(["web", "broker"].map(provider), ["FARGATE", "FARGATE"]);
      const wanted = stage === "pro" ? "strongroom-pro-datavault-machines" : "FARGATE";
      for (const worker of workersOf(graph)) assert.equal(provider(worker), wanted);
    });

    it("S4: has nothing on Spot", () => {
      assert.equal(JSON.stringify(graph.custom.map(({ inputs }) => inputs)).includes("FARGATE_SPOT"), false);
    });

    it("S5: tags its machines and their disks, too, with all that the policy pack requires", () => {
      const required = parameters.shape.requiredTags.parse(undefined);
      const templates = graph.of("aws:ec2/launchTemplate:LaunchTemplate");
      assert.equal(templates.length, stage === "pro" ? 1 : 0);
      for (const { inputs } of templates)
        for (const kind of ["instance", "volume"]) {
          const tags = Tagged.parse(inputs["tagSpecifications"]).find(
            ({ resourceType }) => resourceType === kind,
          )?.tags;
          assert.deepEqual(
            required.filter((key) => !tags?.[key]),
            [],
            kind,
          );
        }
    });

    it("S7: has exactly one broker and one task of each worker, and two of web at least", () => {
      for (const name of ["broker", ...workersOf(graph)]) {
        const {
          desiredCount,
          deploymentMinimumHealthyPercent: least,
          deploymentMaximumPercent: most,
        } = service(name);
        assert.deepEqual([desiredCount, least, most], [1, 0, 100], name);
      }
      assert.ok(Number(service("web")["desiredCount"]) >= 2);
      const { inputs } = graph.one("aws:appautoscaling/target:Target", "web-scaling-target");
      assert.ok(Number(inputs["minCapacity"]) >= 2 && Number(inputs["maxCapacity"]) <= 4);
    });

    it("S7: brings the last revision back, and waits 120 s or longer for web to be ready", () => {
      for (const name of running())
        assert.deepEqual(service(name)["deploymentCircuitBreaker"], { enable: true, rollback: true }, name);
      assert.ok(Number(service("web")["healthCheckGracePeriodSeconds"]) >= 120);
    });

    it("S7: gives each worker a name, a restart queue and a list of jobs of its own", () => {
      const told = workersOf(graph).map((worker) => valuesOf(containerOf(graph, `${worker}-task`, "worker")));
      for (const name of ["SPRING_APPLICATION_NAME", "QUEUE_WORKER_RESTART"])
        assert.equal(new Set(told.map((values) => values[name])).size, told.length, name);
      const points = workersOf(graph).map(
        (worker) =>
          volumesOf(graph, `${worker}-task`).find(({ name }) => name === "jobs")?.efsVolumeConfiguration
            ?.authorizationConfig.accessPointId,
      );
      assert.equal(new Set(points).size, told.length);
      const jobs = Object(base.outputs["files"]).kept.jobStores;
      assert.deepEqual(
        points,
        workersOf(graph).map((worker) => jobs[worker].id),
      );
    });

    it("S7: gives a worker two minutes to stop, and lets it keep its task while it has a job", () => {
      for (const worker of workersOf(graph)) {
        assert.equal(containerOf(graph, `${worker}-task`, "worker").stopTimeout, 120);
        assert.ok(rightsOf(worker).some(({ Action }) => Action.includes("ecs:UpdateTaskProtection")));
      }
      assert.equal(
        rightsOf("broker").some(({ Action }) => Action.includes("ecs:UpdateTaskProtection")),
        false,
      );
    });

    it("S8: has a browser come back to the task that knows it, by a health path that nobody outside reaches", () => {
      const { inputs } = graph.one("aws:lb/targetGroup:TargetGroup", "web-targets");
      assert.deepEqual(inputs["stickiness"], { enabled: true, type: "lb_cookie", cookieDuration: 900 });
      assert.equal(Object(inputs["healthCheck"]).path, "/actuator/health");
      const closed = graph.one("aws:lb/listenerRule:ListenerRule", "web-closed").inputs;
      const open = graph.one("aws:lb/listenerRule:ListenerRule", "web-open").inputs;
      assert.deepEqual(closed["conditions"], [
        { pathPattern: { values: ["/actuator*", "/v3*", "/swagger-ui*"] } },
      ]);
      const [{ type, fixedResponse }] = Object(closed["actions"]);
      assert.deepEqual([type, fixedResponse.statusCode], ["fixed-response", "404"]);
      assert.ok(Number(closed["priority"]) < Number(open["priority"]), "what is closed comes first");
      assert.deepEqual(open["conditions"], [{ hostHeader: { values: [base.outputs["hostName"]] } }]);
    });

    it("S9: has web call the broker by the name under which it is found", () => {
      const url = new URL(String(valuesOf(containerOf(graph, "web-task", "web"))["BROKER_URL"]));
      const { services, namespace } = Object(service("broker")["serviceConnectConfiguration"]);
      assert.deepEqual(
        services.map(({ clientAlias }: { clientAlias: unknown }) => clientAlias),
        [[{ dnsName: url.hostname, port: Number(url.port) }]],
      );
      const ports = containerOf(graph, "broker-task", "broker").portMappings;
      assert.deepEqual(ports, [{ containerPort: Number(url.port), name: services[0].portName }]);
      const {
        enabled,
        namespace: where,
        services: own,
      } = Object(service("web")["serviceConnectConfiguration"]);
      assert.deepEqual([enabled, where, own], [true, namespace, undefined]);
    });

    it("S12: lets the broker see uploads and manifests, and no worker's own space", () => {
      const { kept, scratch } = Object(base.outputs["files"]);
      const seen = volumesOf(graph, "broker-task").flatMap(
        ({ efsVolumeConfiguration: files }) => files?.authorizationConfig.accessPointId ?? [],
      );
      assert.deepEqual(seen.toSorted(), [String(kept.meta.id), String(scratch.uploads.id)].toSorted());
    });

    it("S14: writes one log, encrypted and kept, in which each task has streams of its own", () => {
      const { inputs } = graph.one("aws:cloudwatch/logGroup:LogGroup", "datavault-log");
      assert.equal(inputs["name"], "datavault");
      assert.ok(
        Number(inputs["retentionInDays"]) >= 90 && String(inputs["kmsKeyId"]).startsWith("arn:aws:kms:"),
      );
      const prefixes = graph.of(TASK).map(({ name }) => {
        const streams = new Set(
          containersOf(graph, name).map(({ logConfiguration: { options } }) => {
            assert.equal(options["awslogs-group"], "datavault", name);
            return options["awslogs-stream-prefix"];
          }),
        );
        assert.equal(streams.size, 1, name);
        return [...streams].join();
      });
      assert.equal(new Set(prefixes).size, prefixes.length, "no two tasks have one prefix");
    });

    it("S14: masks what looks like a secret, and counts failed jobs, second deliveries and failed audits", () => {
      assert.equal(
        graph.one("aws:cloudwatch/logDataProtectionPolicy:LogDataProtectionPolicy", "datavault-masks").inputs[
          "logGroupName"
        ],
        "datavault",
      );
      const patterns = graph.texts("aws:cloudwatch/logMetricFilter:LogMetricFilter", "pattern").join();
      for (const line of ["Deposit failed", "redelivered", "Audit failed"])
        assert.ok(patterns.includes(line), line);
    });

    it("S16: lets workers put and get what is archived, and delete nothing; the broker has nothing of it", () => {
      const ofArchive = (name: string) =>
        rightsOf(name).flatMap(({ Action, Effect }) =>
          Effect === "Allow" ? Action.filter((action) => action.startsWith("s3:")) : [],
        );
      for (const worker of workersOf(graph)) {
        assert.ok(ofArchive(worker).includes("s3:PutObject"));
        assert.deepEqual(
          ofArchive(worker).filter((action) => /Delete|\*/.test(action)),
          [],
        );
      }
      for (const name of ["broker", "web"]) assert.deepEqual(ofArchive(name), [], name);
    });

    it("S18: runs images of its own repositories, by their digests", () => {
      const urls = Object.values(Object(base.outputs["repositoryUrls"]));
      for (const task of graph.of(TASK))
        for (const { image } of containersOf(graph, task.name)) {
          const [from, digest] = image.split("@");
          assert.ok(urls.includes(from), image);
          assert.match(String(digest), /^sha256:[0-9a-f]{64}$/);
        }
    });

    it("S22: has the alarms that the fact sheet asks of it, and tells Slack's topic of each task that ends by itself", () => {
      const prefix = `strongroom-${stage}-datavault`;
      const alarms = graph.texts(ALARM, "name");
      const [worker] = workersOf(graph);
      for (const end of [
        "-broker_few_tasks",
        "-queue-watch_datavault",
        `-queue-watch_restart-${worker}`,
        "_failed_jobs",
        "_failed_audits",
        "_redelivered",
        "-web_web_5xx",
        "-web_web_unhealthy",
        stage === "pro" ? "-machines_disk" : `-${worker}_scratch`,
      ])
        assert.ok(alarms.includes(`${prefix}${end}`), `${end}: there are ${alarms.join(", ")}`);
      const { arn, rule } = graph.one(
        "aws:cloudwatch/eventTarget:EventTarget",
        "stopped-tasks-target",
      ).inputs;
      assert.deepEqual(
        [arn, rule],
        [graph.one(ALARM, "failed-jobs-alarm").inputs["alarmActions"], `${prefix}-stopped-tasks`].flat(),
      );
    });

    it("makes nothing that lasts, and protects nothing", () => {
      assert.deepEqual(
        graph.custom.filter(({ type, protect }) => LASTING.test(type) || protect).map(({ name }) => name),
        [],
      );
    });

    it("has as many workers as one number says, of those that can be", () => {
      assert.deepEqual(workersOf(graph), workerNames.slice(0, stage === "pro" ? 2 : 1));
    });
  });
