import * as assert from "node:assert/strict";
import { z } from "zod";
import { stages } from "../../projects/estate";
import { consumers } from "../../projects/platform/consumers";
import { services } from "../../projects/platform/app/kubernetes/services";
import { workers } from "../../projects/platform/app/workers/table";
import { listAt, textAt, textsAt } from "../../rehearsal/clouds/aws/values";
import { statementsOf } from "../components/policy-evaluation";
import type { Graph } from "../graph/graph";
import { deployed, estateStack } from "../graph/project";

const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const ASSOCIATION = "aws:eks/podIdentityAssociation:PodIdentityAssociation";

const Container = z.object({
  image: z.string(),
  user: z.string(),
  readonlyRootFilesystem: z.boolean(),
  environment: z.array(z.object({ name: z.string(), value: z.string() })),
  secrets: z.array(z.object({ name: z.string(), valueFrom: z.string() })),
});

/** What lasts belongs to platform/base. */
const LASTING =
  /^aws:(rds|ecr|kms|backup|acm|secretsmanager|elasticache|memorydb|opensearch|sqs|kinesis)\/|^aws:s3\/bucket(?!Object)|^aws:lb\/(loadBalancer|listener):/;

for (const stage of stages)
  describe(`platform/app in ${stage}`, function () {
    this.timeout(120_000);
    let graph: Graph;
    let base: Graph;
    let ground: Graph;
    before(async () => {
      graph = await deployed(estateStack("platform/app"), stage);
      base = await deployed(estateStack("platform/base"), stage);
      ground = await deployed(estateStack("foundation/base"), stage);
    });
    const containerOf = (task: string) => {
      const { inputs } = graph.one("aws:ecs/taskDefinition:TaskDefinition", task);
      const [container] = z.array(Container).parse(JSON.parse(String(inputs["containerDefinitions"])));
      if (container === undefined) throw new Error(`${task} has no container`);
      return container;
    };
    const toldTo = (task: string): Readonly<Record<string, string>> =>
      Object.fromEntries(containerOf(task).environment.map(({ name, value }) => [name, value]));
    const rightsOf = (role: string) =>
      statementsOf(
        String(graph.one("aws:iam/rolePolicy:RolePolicy", `${role}-permissions`).inputs["policy"]),
      );
    const actionsOf = (role: string, service: string) =>
      rightsOf(role)
        .flatMap(({ Action, Resource }) => Action.map((action) => `${action} ${Resource?.join()}`))
        .filter((right) => right.startsWith(`${service}:`))
        .toSorted();
    const cluster = () => graph.one("aws:eks/cluster:Cluster", "platform-cluster").inputs;

    it("P4: makes nothing that lasts, and protects nothing", () => {
      const types = [...new Set(graph.custom.map(({ type }) => type))];
      assert.deepEqual(
        types.filter((type) => LASTING.test(type)),
        [],
      );
      assert.deepEqual(
        graph.custom.filter(({ protect, retainOnDelete }) => protect || retainOnDelete),
        [],
      );
    });

    it("P6: has time for EKS, which takes long", () => {
      assert.equal(graph.one("aws:eks/cluster:Cluster", "platform-cluster").timeouts.create, "40m");
    });

    it("P8: is EKS in Auto Mode, whole, in three private subnets, without a public endpoint", () => {
      const switches = ["computeConfig.enabled", "storageConfig.blockStorage.enabled"];
      for (const at of [...switches, "kubernetesNetworkConfig.elasticLoadBalancing.enabled"])
        assert.deepEqual(listAt(cluster(), at), [true], at);
      assert.ok(textsAt(cluster(), "computeConfig.nodePools[]").includes("system"));
      assert.deepEqual(listAt(cluster(), "vpcConfig.endpointPublicAccess"), [false]);
      assert.deepEqual(
        textsAt(cluster(), "vpcConfig.subnetIds[]"),
        Object(ground.outputs["network"]).privateSubnetIds,
      );
      assert.equal(textAt(cluster(), "accessConfig.authenticationMode"), "API");
      assert.equal(textsAt(cluster(), "enabledClusterLogTypes[]").length, 5);
    });

    it("P8: encrypts Kubernetes' secrets with the key of platform/base", () => {
      assert.equal(textAt(cluster(), "encryptionConfig.provider.keyArn"), base.outputs["kubernetesKeyArn"]);
      assert.deepEqual([cluster()["version"], cluster()["deletionProtection"]], ["1.35", stage === "pro"]);
    });

    it("P9: gives each role to one association, and nodes nothing but images and pods' roles", () => {
      const ofAddOns = graph
        .of("aws:eks/addon:Addon")
        .flatMap(({ inputs }) => textsAt(inputs, "podIdentityAssociations[].roleArn"));
      const roles = [...graph.texts(ASSOCIATION, "roleArn"), ...ofAddOns];
      assert.ok(ofAddOns.length > 0);
      assert.equal(new Set(roles).size, roles.length);
      assert.deepEqual(
        rightsOf("platform-node-role").flatMap(({ Action }) => Action.map((action) => action.split(":")[0])),
        ["eks-auth", "ecr", "ecr", "ecr", "ecr"],
      );
    });

    it("P16: the image proxy is told of originals and derived images, and no bucket of either is made public", () => {
      const { originals, derived } = Object(base.outputs["buckets"]);
      const told = toldTo("images-task");
      assert.equal(told["ORIGINALS_BUCKET"], originals.name);
      assert.equal(told["DERIVED_BUCKET"], derived.name);
      const distribution = graph.one("aws:cloudfront/distribution:Distribution", "platform-distribution");
      assert.ok(!JSON.stringify(distribution.inputs).includes(originals.name));
    });

    it("P17: the balancer is inside, and reached by CloudFront's way into the VPC alone", () => {
      const { arn } = Object(base.outputs["imageBalancer"]);
      const { inputs } = graph.one("aws:cloudfront/vpcOrigin:VpcOrigin", "platform-vpc-origin");
      assert.equal(textAt(inputs, "vpcOriginEndpointConfig.arn"), arn);
      const balancer = base
        .of("aws:lb/loadBalancer:LoadBalancer")
        .find(({ outputs }) => outputs["arn"] === arn);
      assert.equal(balancer?.inputs["internal"], true);
    });

    it("P17: looks for derived images first, and then asks the proxy", () => {
      const { inputs } = graph.one("aws:cloudfront/distribution:Distribution", "platform-distribution");
      assert.deepEqual(textsAt(inputs, "originGroups[].members[].originId"), ["derived", "proxy"]);
      assert.deepEqual(listAt(inputs, "originGroups[].failoverCriteria.statusCodes[]"), [403, 404]);
    });

    it("P17: takes no URL that is not signed, by a key out of a secret", () => {
      assert.equal(toldTo("images-task")["ALLOW_UNSAFE_URL"], "False");
      assert.deepEqual(containerOf("images-task").secrets, [
        {
          name: "SECURITY_KEY",
          valueFrom: `/aws/reference/secretsmanager/${String(base.outputs["signingSecretName"])}`,
        },
      ]);
      assert.ok(!Object.keys(toldTo("images-task")).some((name) => /KEY|SECRET|PASS/.test(name)));
    });

    it("P17: thumbor reads clean originals, and writes derived images, and no more", () => {
      const { originals, derived } = Object(base.outputs["buckets"]);
      assert.deepEqual(actionsOf("images-task-role", "s3"), [
        `s3:GetObject ${originals.arn}/*`,
        `s3:PutObject ${derived.arn}/img/*`,
      ]);
      const [read] = rightsOf("images-task-role").filter(({ Action }) => Action.includes("s3:GetObject"));
      const { key, clean } = Object(base.outputs["scanTag"]);
      assert.deepEqual(read?.Condition, { StringEquals: { [`s3:ExistingObjectTag/${key}`]: [clean] } });
    });

    it("P17: the balancer takes from a path what is for the bucket alone", () => {
      const { inputs } = graph.one("aws:lb/listenerRule:ListenerRule", "images-rule");
      assert.equal(
        textAt(inputs, "transforms[].urlRewriteConfig.rewrite.regex"),
        "^/img/(?:auto_webp/)?(.*)$",
      );
    });

    it("P18: its names lead to CloudFront, for IPv4 and IPv6", () => {
      const names = Object.values(Object(base.outputs["hostNames"])).map(String);
      assert.deepEqual(
        graph
          .of("aws:route53/record:Record")
          .map(({ inputs }) => `${String(inputs["name"])} ${String(inputs["type"])}`)
          .toSorted(),
        names.flatMap((name) => [`${name} A`, `${name} AAAA`]).toSorted(),
      );
    });

    it("P19: shows a certificate that is issued, of us-east-1", () => {
      const { inputs } = graph.one("aws:cloudfront/distribution:Distribution", "platform-distribution");
      assert.equal(
        textAt(inputs, "viewerCertificate.acmCertificateArn"),
        Object(base.outputs["certificateArns"]).edge,
      );
    });

    it("P22: every queue of platform/base has a worker, which is told of it and takes from no other", () => {
      assert.deepEqual(
        Object.values(workers)
          .map(({ queue }) => queue)
          .toSorted(),
        Object.keys(consumers).toSorted(),
      );
      for (const [word, { queue }] of Object.entries(workers)) {
        const { url, arn } = Object(base.outputs["queues"])[queue];
        assert.equal(toldTo(`${word}-task`)["QUEUE_URL"], url);
        assert.deepEqual(actionsOf(`${word}-task-role`, "sqs"), [
          `sqs:ChangeMessageVisibility ${arn}`,
          `sqs:DeleteMessage ${arn}`,
          `sqs:GetQueueAttributes ${arn}`,
          `sqs:ReceiveMessage ${arn}`,
        ]);
        const alarms = graph.texts(ALARM, "name");
        for (const end of ["_high", "_low"])
          assert.ok(alarms.includes(`strongroom-${stage}-${queue}${end}`), end);
      }
    });

    it("P24: services write and read by hosts that differ, and read from the readers", () => {
      const { proxyHost, readerHost } = Object(base.outputs["databases"]).products;
      for (const task of ["sync-task", "reindex-task"]) {
        const { DB_WRITER_HOST, DB_READER_HOST } = toldTo(task);
        assert.deepEqual([DB_WRITER_HOST, DB_READER_HOST], [proxyHost, readerHost]);
        assert.notEqual(DB_WRITER_HOST, DB_READER_HOST);
      }
      const { catalogue } = Object(graph.outputs["manifests"]).settings;
      assert.deepEqual([catalogue.DB_WRITER_HOST, catalogue.DB_READER_HOST], [proxyHost, readerHost]);
    });

    it("P25: each service has one identity of its own, and one database at most", () => {
      const tasks = graph.of("aws:ecs/taskDefinition:TaskDefinition");
      const ofTasks = tasks.map(({ inputs }) => String(inputs["taskRoleArn"]));
      const identities = [...ofTasks, ...graph.texts(ASSOCIATION, "roleArn")];
      assert.equal(identities.length, tasks.length + Object.keys(services).length);
      assert.equal(new Set(identities).size, identities.length);
      for (const role of [
        ...tasks.map(({ name }) => `${name}-role`),
        ...Object.keys(services).map((word) => `${word}-role`),
      ]) {
        const users = actionsOf(role, "rds-db").map((right) => right.split("/").at(-1));
        assert.ok(new Set(users).size <= 1, role);
      }
    });

    it("P26: what is written behind has dead letters, is told after a minute, and matters little", () => {
      const { deadLetterName, name } = Object(base.outputs["queues"]).sync;
      assert.ok(base.texts("aws:sqs/queue:Queue", "name").includes(deadLetterName));
      const lag = graph.one(ALARM, "sync-lag").inputs;
      assert.deepEqual([lag["threshold"], Object(lag["dimensions"]).QueueName], [60, name]);
      assert.equal(toldTo("sync-task")["DATASETS"], "product-views");
    });

    it("P26: the worker that writes behind signs in to the store and to the database as itself", () => {
      const { arn, user } = Object(base.outputs["store"]);
      assert.deepEqual(actionsOf("sync-task-role", "elasticache"), [
        `elasticache:Connect ${arn},${user.arn}`,
      ]);
      assert.match(actionsOf("sync-task-role", "rds-db").join(), /\/products_sync$/);
      assert.deepEqual(actionsOf("reindex-task-role", "elasticache"), []);
    });

    it("P5: is seen on one page, with its queues, its cluster and its firewall", () => {
      const body = graph.texts("aws:cloudwatch/dashboard:Dashboard", "dashboardBody").join();
      for (const group of graph.of("aws:lb/targetGroup:TargetGroup"))
        assert.ok(body.includes(String(group.outputs["arnSuffix"])), group.name);
      for (const name of [
        `strongroom-${stage}-sync`,
        `strongroom-${stage}-reindex`,
        `strongroom-${stage}-platform`,
      ])
        assert.ok(body.includes(`"${name}"`), name);
    });

    it("P5: has a budget, and is told of costs that are unusual", () => {
      assert.deepEqual(
        graph.texts("aws:budgets/budget:Budget", "name"),
        ["actual", "forecast"].map((kind) => `strongroom-${stage}-platform-${kind}`),
      );
      assert.equal(graph.of("aws:costexplorer/anomalySubscription:AnomalySubscription").length, 1);
    });

    it("P5: the add-on for observability is there, and every log has an end", () => {
      assert.deepEqual(graph.texts("aws:eks/addon:Addon", "addonName").toSorted(), [
        "amazon-cloudwatch-observability",
        "aws-secrets-store-csi-driver-provider",
      ]);
      for (const { name, inputs } of graph.of("aws:cloudwatch/logGroup:LogGroup"))
        assert.ok(Number(inputs["retentionInDays"]) > 0, name);
    });

    it("P5: holds no secret of Kubernetes in its graph", () => {
      assert.deepEqual(
        graph.custom.filter(({ type }) => type.startsWith("kubernetes:")),
        [],
      );
    });

    it("runs no container as root, or with a file system that it could change", () => {
      for (const { name } of graph.of("aws:ecs/taskDefinition:TaskDefinition")) {
        const { user, readonlyRootFilesystem, image } = containerOf(name);
        assert.deepEqual([user, readonlyRootFilesystem], ["10001:10001", true], name);
        assert.match(image, /@sha256:[0-9a-f]{64}$/);
      }
    });
  });
