import * as assert from "node:assert/strict";
import { mountingRoleNames, workerNames } from "../../projects/datavault/names";
import type { Stage } from "../../projects/estate";
import { textAt } from "../../rehearsal/clouds/aws/values";
import { valuesAt } from "../../rehearsal/clouds/properties";
import { deployed, estateStack } from "../graph/project";

const base = estateStack("datavault/base");
const stageOf = (stage: Stage) => deployed(base, stage);

const ACCOUNTS = { pre: "111122223333", pro: "444455556666" };
const FILE_SYSTEM = "aws:efs/fileSystem:FileSystem";
const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const INSTANCE = "aws:rds/instance:Instance";
const POINT = "aws:efs/accessPoint:AccessPoint";
const BROKER = "aws:mq/broker:Broker";

for (const stage of ["pre", "pro"] as const)
  describe(`datavault/base in ${stage}, by the rows of the seed`, () => {
    const account = ACCOUNTS[stage];

    it("S1, S2: has no key of a user, and a provider that is held to the stage's account for each region", async () => {
      const graph = await stageOf(stage);
      assert.deepEqual(graph.of("aws:iam/accessKey:AccessKey"), []);
      const providers = graph.of("pulumi:providers:aws");
      assert.deepEqual(
        providers.map(({ inputs }) => inputs["allowedAccountIds"]),
        [JSON.stringify([account]), JSON.stringify([account])],
      );
    });

    it("S8: answers by TLS alone behind a firewall, and sends plain HTTP on", async () => {
      const graph = await stageOf(stage);
      const listeners = graph.of("aws:lb/listener:Listener").map(({ inputs }) => ({
        port: inputs["port"],
        does: textAt(inputs, "defaultActions[].type"),
        tls: inputs["sslPolicy"],
      }));
      assert.deepEqual(listeners.map(({ port, does }) => `${String(port)} ${does}`).toSorted(), [
        "443 fixed-response",
        "80 redirect",
        "8443 fixed-response",
      ]);
      for (const { port, tls } of listeners)
        if (port !== 80) assert.match(String(tls), /^ELBSecurityPolicy-TLS13-/);
      assert.equal(graph.of("aws:wafv2/webAclAssociation:WebAclAssociation").length, 1);
      const { inputs } = graph.one("aws:lb/loadBalancer:LoadBalancer", "balancer-balancer");
      assert.equal(inputs["enableDeletionProtection"], true);
      assert.equal(
        textAt(graph.outputs, "hostName"),
        textAt(graph.one("aws:route53/record:Record", "names-site").inputs, "name"),
      );
    });

    it("S10: has a MariaDB in two zones, protected, encrypted and forced to TLS, that nobody knows a password of", async () => {
      const graph = await stageOf(stage);
      const { inputs, protect } = graph.one(INSTANCE, "database-instance");
      assert.deepEqual(
        [
          "engine",
          "engineVersion",
          "multiAz",
          "storageEncrypted",
          "manageMasterUserPassword",
          "backupRetentionPeriod",
          "deletionProtection",
          "publiclyAccessible",
          "storageType",
          "performanceInsightsEnabled",
          "password",
        ].map((property) => inputs[property]),
        ["mariadb", "11.4", true, true, true, 35, true, false, "gp3", true, undefined],
      );
      assert.equal(protect, true);
      const [settings] = graph.of("aws:rds/parameterGroup:ParameterGroup");
      assert.match(JSON.stringify(settings?.inputs["parameters"]), /"require_secure_transport","value":"1"/);
    });

    it("S10: lets the broker and migrations call the database, and no worker", async () => {
      const graph = await stageOf(stage);
      const group = textAt(graph.outputs, "database.securityGroupId");
      const callers = graph
        .of(INGRESS)
        .filter(({ inputs }) => inputs["securityGroupId"] === group)
        .map(({ inputs }) => inputs["referencedSecurityGroupId"]);
      assert.deepEqual(
        callers,
        ["broker", "migrations"].map((word) => textAt(graph.outputs, `database.clientGroupIds.${word}`)),
      );
    });

    it("S10: keeps the application's password apart from the master's, and neither is plain in a state", async () => {
      const graph = await stageOf(stage);
      const versions = graph.of("aws:secretsmanager/secretVersion:SecretVersion");
      assert.ok(versions.some(({ name }) => name === "database-password-value"));
      for (const { name, secretInputs } of versions) assert.ok(secretInputs.includes("secretString"), name);
      assert.match(textAt(graph.outputs, "database.masterSecretArn"), /secret:rds!db-/);
      assert.doesNotMatch(textAt(graph.outputs, "database.passwordSecret"), /rds!/);
    });

    it("S11: shares files that are encrypted, in every zone, as one user, and refused without TLS or as root", async () => {
      const graph = await stageOf(stage);
      for (const { inputs } of graph.of(FILE_SYSTEM))
        assert.deepEqual(
          [inputs["encrypted"], inputs["throughputMode"], inputs["lifecyclePolicies"]],
          [true, "elastic", undefined],
        );
      assert.equal(graph.of("aws:efs/mountTarget:MountTarget").length, 6);
      for (const { inputs } of graph.of(POINT))
        assert.deepEqual(inputs["posixUser"], { uid: 10_001, gid: 10_001 });
      const policies = graph.of("aws:efs/fileSystemPolicy:FileSystemPolicy");
      assert.equal(policies.length, 2);
      for (const { inputs } of policies) {
        const { Statement } = JSON.parse(String(inputs["policy"]));
        const sids = Statement.map(({ Sid }: { readonly Sid: string }) => Sid);
        assert.deepEqual(sids, [
          "RefuseWithoutTls",
          "RefuseRoot",
          "RefuseWithoutAccessPoint",
          "RefuseOtherRoles",
        ]);
        assert.deepEqual(
          Statement[3].Condition.ArnNotEquals["aws:PrincipalArn"],
          mountingRoleNames(stage).map((name) => `arn:aws:iam::${account}:role/${name}`),
        );
      }
    });

    it("S11: backs up what is kept of each job, and no scratch", async () => {
      const graph = await stageOf(stage);
      const tagged = graph
        .of(FILE_SYSTEM)
        .filter(({ inputs }) => Reflect.has(Object(inputs["tags"]), "archive:backup"));
      assert.deepEqual(
        tagged.map(({ name }) => name),
        ["kept-files"],
      );
      assert.deepEqual(
        graph.of("aws:efs/backupPolicy:BackupPolicy").map(({ name }) => name),
        ["kept-backup"],
      );
    });

    it("S12: gives uploads, manifests and each worker folders of their own, no two the same", async () => {
      const graph = await stageOf(stage);
      const paths = graph
        .of(POINT)
        .map(({ name, inputs }) => `${name} ${textAt(inputs, "rootDirectory.path")}`);
      assert.deepEqual(
        paths.toSorted(),
        [
          "kept-meta-door /meta",
          ...workerNames.map((worker) => `kept-${worker}-door /jobs/${worker}`),
          "scratch-uploads-door /uploads",
          ...workerNames.map((worker) => `scratch-${worker}-door /work/${worker}`),
        ].toSorted(),
      );
      const promised = [
        "files.kept.meta.id",
        "files.scratch.uploads.id",
        ...workerNames.flatMap((worker) => [
          `files.kept.jobStores.${worker}.id`,
          `files.scratch.workers.${worker}.id`,
        ]),
      ].map((path) => textAt(graph.outputs, path));
      assert.equal(new Set(promised).size, 8);
    });

    it("S13: has RabbitMQ over three zones, private, with seven days to acknowledge, and its general log", async () => {
      const graph = await stageOf(stage);
      const { inputs } = graph.one(BROKER, "queue-broker");
      assert.deepEqual(
        ["deploymentMode", "publiclyAccessible", "engineVersion", "logs"].map((property) => inputs[property]),
        ["CLUSTER_MULTI_AZ", false, "4.3", { general: true }],
      );
      assert.equal(valuesAt(inputs, "subnetIds[]").length, 3);
      const [settings] = graph.of("aws:mq/configuration:Configuration");
      const [, milliseconds] = /^consumer_timeout = (\d+)$/m.exec(String(settings?.inputs["data"])) ?? [];
      assert.ok(Number(milliseconds) >= 604_800_000);
    });

    it("S13: makes the application's user without rights on other queues, and one that only looks", async () => {
      const graph = await stageOf(stage);
      const { input } = graph.one("aws:lambda/invocation:Invocation", "queue-setup-now").inputs;
      const { users } = JSON.parse(String(input));
      const [application, observer] = users;
      const queues = new RegExp(application.permissions.configure);
      for (const own of ["datavault", "datavault-event", "restart-worker", "restart-worker-3"])
        assert.match(own, queues);
      for (const other of ["datavault2", "restart-worker-4", "amq.topic"]) assert.doesNotMatch(other, queues);
      assert.deepEqual(application.tags, []);
      assert.deepEqual(observer.tags, ["monitoring"]);
      assert.doesNotMatch("datavault", new RegExp(observer.permissions.read));
    });

    it("S14: has every log encrypted with our key and kept; that of RabbitMQ, which nothing ends, by the function that makes its users", async () => {
      const graph = await stageOf(stage);
      for (const { name, inputs } of graph.of("aws:cloudwatch/logGroup:LogGroup")) {
        assert.ok(inputs["kmsKeyId"], name);
        assert.ok(Number(inputs["retentionInDays"]) >= 90, name);
      }
      const { input } = graph.one("aws:lambda/invocation:Invocation", "queue-setup-now").inputs;
      const { log } = JSON.parse(String(input));
      assert.equal(log.group, `/aws/amazonmq/broker/${textAt(graph.outputs, "queue.brokerId")}/general`);
      assert.match(log.keyArn, /^arn:aws:kms:/);
    });

    it("S15: opens nothing to the world but the load balancer, all else by group", async () => {
      const graph = await stageOf(stage);
      const open = graph
        .of(INGRESS)
        .filter(({ inputs }) => inputs["cidrIpv4"] !== undefined || inputs["cidrIpv6"] !== undefined);
      const balancer = textAt(graph.outputs, "balancer.securityGroupId");
      assert.deepEqual(
        open
          .map(({ inputs }) => `${String(inputs["securityGroupId"])} ${String(inputs["fromPort"])}`)
          .toSorted(),
        [`${balancer} 443`, `${balancer} 80`],
      );
      for (const { name, inputs } of graph.of(GROUP))
        assert.deepEqual([inputs["ingress"], inputs["egress"]], [undefined, undefined], name);
    });
  });
