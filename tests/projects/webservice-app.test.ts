import * as assert from "node:assert/strict";
import { stages } from "../../projects/estate";
import { migrationSettings, secrets, settings, standIns } from "../../projects/webservice/environment";
import { statementsOf } from "../components/policy-evaluation";
import type { Graph } from "../graph/graph";
import { deployed, estateStack } from "../graph/project";
import { containersOf, dashboardOf, valuesOf } from "./webservice-facts";

const SERVICE = "aws:ecs/service:Service";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const typesOf = (graph: Graph) => [...new Set(graph.custom.map(({ type }) => type))].toSorted();

/** What lasts belongs to webservice/base. */
const LASTING =
  /^aws:(rds|ecr|kms|backup|acm|secretsmanager)\/|^aws:s3\/bucket(?!Object)|^aws:lb\/(loadBalancer|listener):/;

for (const stage of stages)
  describe(`webservice/app in ${stage}`, () => {
    let graph: Graph;
    let base: Graph;
    let ground: Graph;
    before(async function () {
      this.timeout(60_000);
      graph = await deployed(estateStack("webservice/app"), stage);
      base = await deployed(estateStack("webservice/base"), stage);
      ground = await deployed(estateStack("foundation/base"), stage);
    });
    const web = () => containersOf(graph, "web-task").web;
    const migrate = () => containersOf(graph, "web-migrations-task").migrate;
    const service = () => graph.one(SERVICE, "web-service").inputs;
    const rightsOf = (role: string) =>
      statementsOf(String(graph.one("aws:iam/rolePolicy:RolePolicy", role).inputs["policy"]));

    it("W7: answers to its public names alone, those that Route 53 leads to it", () => {
      const hosts = valuesOf(web())["DJANGO_ALLOWED_HOSTS"]?.split(",") ?? [];
      assert.deepEqual(hosts, base.outputs["hostNames"]);
      assert.ok(hosts.length > 0 && !hosts.join().includes("*"));
      assert.deepEqual(
        valuesOf(web())["CSRF_TRUSTED_ORIGINS"]?.split(","),
        hosts.map((host) => `https://${host}`),
      );
      const led = [base, graph].flatMap((each) =>
        each.of("aws:route53/record:Record").filter(({ inputs }) => inputs["type"] === "A"),
      );
      assert.deepEqual(led.map(({ inputs }) => String(inputs["name"])).toSorted(), hosts.toSorted());
    });

    it("W9, W4: is told in a stage by the same names as on one's own machine, but for what stands in there", () => {
      assert.deepEqual(Object.keys(valuesOf(web())).toSorted(), Object.keys(settings).toSorted());
      assert.deepEqual(
        Object.keys(valuesOf(migrate())).toSorted(),
        [...Object.keys(settings), ...Object.keys(migrationSettings)].toSorted(),
      );
      for (const { secrets: injected = [] } of [web(), migrate()])
        assert.deepEqual(
          injected.map(({ name }) => name),
          Object.keys(secrets),
        );
      for (const name of Object.keys(standIns)) assert.ok(!(name in valuesOf(web())), name);
    });

    it("W10: makes nothing that lasts, and protects nothing", () => {
      assert.deepEqual(
        typesOf(graph).filter((type) => LASTING.test(type)),
        [],
      );
      assert.deepEqual(
        graph.custom.filter(({ protect, retainOnDelete }) => protect || retainOnDelete),
        [],
      );
      assert.ok(typesOf(base).some((type) => LASTING.test(type)));
    });

    it("W16: keeps nothing in its tasks but in memory", () => {
      for (const task of ["web-task", "web-migrations-task"])
        assert.equal("volumes" in graph.one("aws:ecs/taskDefinition:TaskDefinition", task).inputs, false);
      assert.equal(valuesOf(web())["DJANGO_SESSION_ENGINE"], "django.contrib.sessions.backends.db");
    });

    it("W18: calls the database from the group that it admits, migrations from one of their own", () => {
      const { web: clients, migrations } = Object(base.outputs["database"]).clientGroupIds;
      const own = graph.one("aws:ec2/securityGroup:SecurityGroup", "web-group").id;
      assert.deepEqual(Object(service()["networkConfiguration"]).securityGroups, [own, clients]);
      const { input } = graph.one("aws:lambda/invocation:Invocation", "web-migrations-now").inputs;
      assert.deepEqual(Object(JSON.parse(String(input))).securityGroupIds, [own, migrations]);
    });

    it("W19: signs in by token as one user, holds no password, and lets migrations alone be the owner", () => {
      for (const container of [web(), migrate()])
        assert.deepEqual(
          Object.keys(valuesOf(container)).filter((name) => /PASS|SECRET|TOKEN/.test(name)),
          [],
        );
      for (const { valueFrom } of [web(), migrate()].flatMap(({ secrets: injected = [] }) => injected))
        assert.match(valueFrom, /^(\/aws\/reference\/secretsmanager\/strongroom\/|arn:aws:secretsmanager:)/);
      assert.equal(valuesOf(web())["DATABASE_AUTHENTICATION"], "iam");
      assert.equal(valuesOf(web())["DATABASE_SSLMODE"], "verify-full");
      const { clusterResourceId, masterSecretArn } = Object(base.outputs["database"]);
      const account = String(ground.outputs["accountId"]);
      const connects = rightsOf("web-task-role-permissions").filter(({ Action }) =>
        Action.includes("rds-db:connect"),
      );
      assert.deepEqual(
        connects.map(({ Resource }) => Resource),
        [[`arn:aws:rds-db:eu-west-1:${account}:dbuser:${clusterResourceId}/webservice`]],
      );
      assert.equal(valuesOf(migrate())["DATABASE_OWNER_ARN"], masterSecretArn);
      const readers = (role: string) =>
        rightsOf(role).filter(({ Resource }) => Resource?.includes(masterSecretArn)).length;
      assert.equal(readers("web-migrations-task-role-permissions"), 1);
      assert.equal(readers("web-task-role-permissions"), 0);
    });

    it("W20: reads, writes and lists what people send, and nothing else of the bucket", () => {
      const { arn } = Object(base.outputs["media"]);
      const rights = rightsOf("web-task-role-permissions").flatMap(({ Action, Resource }) =>
        Action.filter((action) => action.startsWith("s3:")).map((action) => `${action} ${Resource?.join()}`),
      );
      assert.deepEqual(rights.toSorted(), [
        `s3:AbortMultipartUpload ${arn}/media/*`,
        `s3:GetObject ${arn}/media/*`,
        `s3:ListBucket ${arn}`,
        `s3:PutObject ${arn}/media/*`,
      ]);
    });

    it("W21, W23: is seen on one page, with every target group, its cluster and what watches it", () => {
      const body = dashboardOf(graph);
      for (const group of graph.of("aws:lb/targetGroup:TargetGroup"))
        assert.ok(body.includes(String(group.outputs["arnSuffix"])), group.name);
      for (const name of [`strongroom-${stage}`, `strongroom-${stage}-web`, `strongroom-${stage}-web-check`])
        assert.ok(body.includes(`"${name}"`), name);
    });

    it("W21: has the alarms of table W-D that are the service's", () => {
      const colours = stage === "pro" ? ["blue", "green"] : ["blue"];
      const own = graph.texts(ALARM, "name").filter((name) => !name.endsWith("_errors"));
      assert.deepEqual(
        own,
        [
          ...colours.flatMap((colour) => ["5xx", "slow", "unhealthy"].map((what) => `_${colour}_${what}`)),
          ...["fast", "slow"].flatMap((speed) =>
            ["long", "short"].map((window) => `_burn_${speed}_${window}`),
          ),
          "_cpu",
          "_few_tasks",
          "_late",
          "_memory",
          "-check-fails",
          ...(stage === "pro" ? ["-blocked-surge"] : []),
        ]
          .map((end) => `strongroom-${stage}-web${end}`)
          .toSorted(),
      );
    });

    it("W24: runs in the private subnets, as no root and with no shell", () => {
      assert.deepEqual(
        Object(service()["networkConfiguration"]).subnets,
        Object(ground.outputs["network"]).privateSubnetIds,
      );
      assert.equal(service()["enableExecuteCommand"], false);
      assert.equal(Object(service()["networkConfiguration"]).assignPublicIp, false);
      for (const { user, readonlyRootFilesystem } of [web(), migrate()])
        assert.deepEqual([user, readonlyRootFilesystem], ["10001:10001", true]);
    });

    it("W36: has the least number of tasks on capacity that nobody takes away", () => {
      const [onDemand, spot] = Object(service()["capacityProviderStrategies"]);
      assert.deepEqual(onDemand, { capacityProvider: "FARGATE", base: stage === "pro" ? 3 : 2, weight: 1 });
      assert.deepEqual(spot, { capacityProvider: "FARGATE_SPOT", weight: 3 });
    });
  });

describe("webservice/app in both stages", () => {
  let pre: Graph;
  let pro: Graph;
  before(async function () {
    this.timeout(60_000);
    pre = await deployed(estateStack("webservice/app"), "pre");
    pro = await deployed(estateStack("webservice/app"), "pro");
  });

  it("W3: is the very digest in pro that was tried in pre", () => {
    const digestOf = ({ image }: { readonly image: string }) => image.split("@")[1];
    const tried = digestOf(containersOf(pre, "web-task").web);
    assert.match(String(tried), /^sha256:[0-9a-f]{64}$/);
    assert.equal(digestOf(containersOf(pro, "web-task").web), tried);
    assert.equal(digestOf(containersOf(pro, "web-migrations-task").migrate), tried);
  });

  it("W23: are told of before what is promised is broken, and draw it", () => {
    for (const graph of [pre, pro]) {
      assert.deepEqual(
        graph
          .texts("aws:cloudwatch/compositeAlarm:CompositeAlarm", "alarmName")
          .map((name) => name.replace(/.*-web/, "")),
        ["_burn_fast", "_burn_slow"],
      );
      const body = dashboardOf(graph);
      for (const level of ['"value":99.9', '"value":0.8', '"value":1.44', '"value":0.6'])
        assert.ok(body.includes(level), level);
      for (const { outputs } of graph.of("aws:cloudwatch/compositeAlarm:CompositeAlarm"))
        assert.ok(body.includes(String(outputs["arn"])));
    }
  });

  it("W2: has in pro what it has in pre, and CloudFront and the means of a canary beside", () => {
    const identities = (graph: Graph) => graph.custom.map(({ type, name }) => `${type} ${name}`);
    const of = identities(pro);
    assert.deepEqual(
      identities(pre).filter((one) => !of.includes(one)),
      [],
    );
    const beside = identities(pro).filter((one) => !identities(pre).includes(one));
    assert.deepEqual(
      beside.filter((one) => !/ site-|green|test-rule|deployments|smoke-test/.test(one)),
      [],
    );
  });

  it("W6: has nothing of CloudFront where it is off, and serves its own static files there", () => {
    assert.ok(typesOf(pre).every((type) => !type.startsWith("aws:cloudfront/")));
    assert.ok(typesOf(pro).some((type) => type.startsWith("aws:cloudfront/")));
    for (const [graph, from, last] of [
      [pre, "app", "--noinput"],
      [pro, "cdn", "python manage.py migrate --noinput && python manage.py collectstatic --noinput"],
    ] as const) {
      assert.equal(valuesOf(containersOf(graph, "web-task").web)["STATIC_FROM"], from);
      assert.equal(containersOf(graph, "web-migrations-task").migrate.command?.at(-1), last);
    }
    assert.equal(pre.outputs["distributionId"], null);
    assert.match(String(pro.outputs["distributionId"]), /^E/);
  });

  it("W26: changes as a canary in pro, and task by task in pre", () => {
    const strategyOf = (graph: Graph) =>
      Object(graph.one(SERVICE, "web-service").inputs["deploymentConfiguration"]).strategy;
    assert.deepEqual([strategyOf(pre), strategyOf(pro)], [undefined, "CANARY"]);
  });

  it("W26: has a canary tried at the test listener, for the pages of its settings, before any visitor meets it", async () => {
    const base = await deployed(estateStack("webservice/base"), "pro");
    const { securityGroupId, dnsName } = Object(base.outputs["balancer"]);
    const [listener] = base
      .of("aws:lb/listener:Listener")
      .filter(({ name }) => name === "inside-balancer-test");
    const asking = pro.one("aws:lambda/function:Function", "web-smoke-test-ask-function").inputs;
    const {
      POWERTOOLS_SERVICE_NAME: _,
      POWERTOOLS_METRICS_NAMESPACE: __,
      ...told
    } = Object(asking["environment"]).variables;
    assert.deepEqual(told, {
      DOOR_HOST: dnsName,
      DOOR_PORT: String(listener?.inputs["port"]),
      SITE_HOST: "www.archive.example.org",
      SITE_PATHS: "/healthz/live /healthz/ready / /accounts/login/",
    });
    const { referencedSecurityGroupId: from, ...admitted } = pro.one(
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
      "web-smoke-test-admitted",
    ).inputs;
    assert.deepEqual(Object(asking["vpcConfig"]).securityGroupIds, [from]);
    assert.deepEqual(
      [admitted["securityGroupId"], admitted["fromPort"], admitted["toPort"]],
      [securityGroupId, 8443, 8443],
    );
    assert.deepEqual(
      pre.custom.filter(({ name }) => name.includes("smoke-test")),
      [],
    );
  });
});
