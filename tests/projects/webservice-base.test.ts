import * as assert from "node:assert/strict";
import { siteGroups } from "../../components/firewall/site-groups";
import type { Stage } from "../../projects/estate";
import { textAt, textsAt } from "../../rehearsal/clouds/aws/values";
import { valuesAt } from "../../rehearsal/clouds/properties";
import { allows } from "../components/policy-evaluation";
import type { Graph } from "../graph/graph";
import { committedConfig, deployed, estateStack, onTopOf, runProject } from "../graph/project";

const base = estateStack("webservice/base");
const foundation = estateStack("foundation/base");
const stageOf = (stage: Stage) => deployed(base, stage);

const ACCOUNTS = { pre: "111122223333", pro: "444455556666" };
const BALANCER = "aws:lb/loadBalancer:LoadBalancer";
const CERTIFICATE = "aws:acm/certificate:Certificate";
const CLUSTER = "aws:rds/cluster:Cluster";
const INSTANCE = "aws:rds/clusterInstance:ClusterInstance";
const RECORD = "aws:route53/record:Record";
const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const EDGE = "us-east-1";

/** The base stack of a stage with some other settings. */
async function withSettings(stage: Stage, others: Readonly<Record<string, object>>): Promise<Graph> {
  const given = Object.entries(others).map(
    ([key, value]) => [`webservice-base:${key}`, JSON.stringify(value)] as const,
  );
  return runProject(base, stage, {
    ...onTopOf({ [`foundation-base/${stage}`]: await deployed(foundation, stage) }),
    config: { ...committedConfig(base, stage), ...Object.fromEntries(given) },
  });
}

const regionsOf = (graph: Graph, type: string) =>
  [...new Set(graph.of(type).map(({ outputs }) => String(outputs["region"])))].toSorted();

for (const stage of ["pre", "pro"] as const)
  describe(`webservice/base in ${stage}`, () => {
    it("W18: lets none but its two clients' groups call the database, each both ways, and no network", async () => {
      const graph = await stageOf(stage);
      const group = textAt(graph.outputs, "database.securityGroupId");
      const callers = graph
        .of(INGRESS)
        .filter(({ inputs }) => inputs["securityGroupId"] === group)
        .map(({ inputs }) =>
          ["referencedSecurityGroupId", "cidrIpv4", "fromPort"].map((key) => String(inputs[key])).join(" "),
        );
      const clients = ["web", "migrations"].map((word) =>
        textAt(graph.outputs, `database.clientGroupIds.${word}`),
      );
      assert.deepEqual(callers.toSorted(), clients.map((client) => `${client} undefined 5432`).toSorted());
    });

    it("W32: has a database of two instances in two zones, encrypted, forced to TLS and signed in to by token", async () => {
      const graph = await stageOf(stage);
      assert.equal(new Set(graph.texts(INSTANCE, "availabilityZone")).size, 2);
      const { inputs, protect, retainOnDelete } = graph.one(CLUSTER, "database-cluster");
      assert.deepEqual([protect, retainOnDelete, inputs["deletionProtection"]], [true, true, true]);
      assert.equal(inputs["iamDatabaseAuthenticationEnabled"], true);
      assert.equal(inputs["masterPassword"], undefined);
      assert.equal(
        Number(valuesAt(inputs, "serverlessv2ScalingConfiguration.minCapacity")[0]) > 0,
        stage === "pro",
      );
      const [settings] = graph.of("aws:rds/clusterParameterGroup:ClusterParameterGroup");
      assert.match(JSON.stringify(settings?.inputs["parameters"]), /"name":"rds.force_ssl","value":"1"/);
    });

    it("W33: keeps 35 days to any second, and backs up by its tag into a locked vault in both regions", async () => {
      const graph = await stageOf(stage);
      const { inputs } = graph.one(CLUSTER, "database-cluster");
      assert.equal(inputs["backupRetentionPeriod"], 35);
      const selection = graph.one("aws:backup/selection:Selection", "backup-plan-tagged");
      const key = textAt(selection.inputs, "selectionTags[].key");
      const value = textAt(selection.inputs, "selectionTags[].value");
      assert.equal(Reflect.get(Object(inputs["tags"]), key), value);
      const tagged = graph.custom.filter(({ inputs: { tags } }) => Reflect.has(Object(tags), key));
      assert.deepEqual(
        tagged.map(({ type }) => type),
        [CLUSTER],
      );
      assert.deepEqual(regionsOf(graph, "aws:backup/vault:Vault"), ["eu-west-1", "eu-west-2"]);
      const grace = graph
        .of("aws:backup/vaultLockConfiguration:VaultLockConfiguration")
        .map((lock) => lock.inputs["changeableForDays"]);
      assert.deepEqual(grace, stage === "pro" ? [14, 14] : [undefined, undefined]);
    });

    it("W33: backs up the files, too, by the name of their bucket", async () => {
      const graph = await stageOf(stage);
      const { resources } = graph.one("aws:backup/selection:Selection", "backup-plan-buckets").inputs;
      assert.deepEqual(resources, [textAt(graph.outputs, "media.arn")]);
    });

    it("W33: tries now and then whether the newest backup can be restored, in subnets that lead nowhere", async () => {
      const graph = await stageOf(stage);
      const plan = graph.one("aws:backup/restoreTestingPlan:RestoreTestingPlan", "restore-test-plan");
      assert.equal(plan.inputs["scheduleExpression"], `cron(0 8 ? * ${stage === "pro" ? "2#1" : "MON"} *)`);
      const [selection] = graph.of("aws:backup/restoreTestingSelection:RestoreTestingSelection");
      const [subnets] = graph.of("aws:rds/subnetGroup:SubnetGroup");
      assert.equal(
        textAt(selection?.inputs ?? {}, "restoreMetadataOverrides.dbsubnetgroupname"),
        subnets?.inputs["name"],
      );
    });

    it("W17: has a repository of the stage's own, which the stage alone pulls from", async () => {
      const graph = await stageOf(stage);
      const { policy } = graph.one("aws:ecr/repositoryPolicy:RepositoryPolicy", "images-policy").inputs;
      const pulls = (account: string) =>
        allows(policy, {
          principal: `arn:aws:iam::${account}:role/any`,
          action: "ecr:BatchGetImage",
          resource: "*",
        });
      assert.deepEqual(
        Object.values(ACCOUNTS).map(pulls),
        Object.values(ACCOUNTS).map((account) => account === ACCOUNTS[stage]),
      );
    });

    it("W38: encrypts the files with a key of their own, whose policy lets CloudFront in with a CDN alone", async () => {
      const graph = await stageOf(stage);
      const key = graph.one("aws:kms/key:Key", "files-key-key");
      assert.equal(textAt(graph.outputs, "media.keyArn"), key.outputs["arn"]);
      const use = (principal: string, context: Record<string, string>) =>
        allows(key.inputs["policy"], { principal, action: "kms:Decrypt", resource: "*", context });
      const distribution = `arn:aws:cloudfront::${ACCOUNTS[stage]}:distribution/E1`;
      const byCdn = use("cloudfront.amazonaws.com", { "aws:SourceArn": distribution });
      const byLogs = use("delivery.logs.amazonaws.com", { "aws:SourceAccount": ACCOUNTS[stage] });
      assert.deepEqual([byCdn, byLogs], stage === "pro" ? [true, true] : [false, false]);
    });
  });

describe("the backups of webservice/base", () => {
  const vault = (account: string) => `arn:aws:backup:eu-west-1:${account}:backup-vault:from-strongroom`;
  const backups = (others: object) => ({ backups: { lock: "removable", restoreTest: "weekly", ...others } });

  it("W33: are copied to another account when the settings name a vault of it, and not to the stage's own", async () => {
    const copies = (graph: Graph) =>
      valuesAt(
        graph.one("aws:backup/plan:Plan", "backup-plan-plan").inputs,
        "rules[].copyActions[].destinationVaultArn",
      );
    const set = await withSettings("pre", backups({ secondAccountVaultArn: vault("999988887777") }));
    assert.equal(new Set(copies(set)).size, 2);
    assert.equal(new Set(copies(await stageOf("pre"))).size, 1);
    await assert.rejects(
      withSettings("pre", backups({ secondAccountVaultArn: vault(ACCOUNTS.pre) })),
      /secondAccountVaultArn: a vault of another account/,
    );
  });

  it("are not tried every hour: a word for how often that is none is refused, with those that are", async () => {
    await assert.rejects(
      withSettings("pre", backups({ restoreTest: "hourly" })),
      /restoreTest.*weekly.*monthly/,
    );
    await withSettings("pre", backups({ restoreTest: "monthly" }));
  });
});

describe("webservice/base without a CDN", () => {
  it("W6: has nothing of CloudFront, and a load balancer with TLS and a firewall, to which the names lead", async () => {
    const graph = await stageOf("pre");
    assert.equal(graph.outputs["cdn"], null);
    assert.deepEqual(
      graph.custom.filter(({ type, outputs }) => /cloudfront/i.test(type) || outputs["region"] === EDGE),
      [],
    );
    const [balancer] = graph.of(BALANCER);
    assert.equal(balancer?.inputs["internal"], false);
    const [association] = graph.of("aws:wafv2/webAclAssociation:WebAclAssociation");
    assert.equal(association?.inputs["resourceArn"], balancer?.outputs["arn"]);
    const acl = graph.one("aws:wafv2/webAcl:WebAcl", "balancer-firewall").inputs;
    assert.deepEqual(
      textsAt(acl, "rules[].statement.managedRuleGroupStatement.name"),
      siteGroups().map(({ group }) => group),
    );
    for (const { inputs } of graph.of("aws:lb/listener:Listener"))
      assert.ok(inputs["protocol"] === "HTTP" || /TLS13-1-2/.test(String(inputs["sslPolicy"])));
    const [record] = graph.of(RECORD).filter(({ inputs }) => inputs["type"] === "A");
    assert.equal(record?.inputs["name"], "www.pre.archive.example.org");
    assert.equal(textAt(record?.inputs ?? {}, "aliases[].name"), balancer?.outputs["dnsName"]);
  });
});

describe("webservice/base with a CDN", () => {
  it("W31: has an internal load balancer, called from CloudFront's own networks alone", async () => {
    const graph = await stageOf("pro");
    const [balancer] = graph.of(BALANCER);
    assert.equal(balancer?.inputs["internal"], true);
    const securityGroupId = textAt(graph.outputs, "balancer.securityGroupId");
    const callers = graph.of(INGRESS).filter(({ inputs }) => inputs["securityGroupId"] === securityGroupId);
    assert.deepEqual(
      callers.map(({ inputs }) => [inputs["prefixListId"], inputs["fromPort"]]),
      [["pl-4fa04526", 443]],
    );
  });

  it("W31: proves both certificates, one in us-east-1, by the same records, one for each name", async () => {
    const graph = await stageOf("pro");
    assert.deepEqual(regionsOf(graph, CERTIFICATE), ["eu-west-1", EDGE]);
    assert.equal(graph.of(RECORD).length, 2);
    assert.equal(graph.of("aws:acm/certificateValidation:CertificateValidation").length, 2);
  });

  it("lets one distribution read the files once the settings name it", async () => {
    const cdn = { enabled: true, distributionId: "E2QWRUHAPOMQZL" };
    const graph = await withSettings("pro", { cdn });
    const { policy } = graph.one("aws:s3/bucketPolicy:BucketPolicy", "media-policy").inputs;
    const reads = (id: string) =>
      allows(policy, {
        principal: "cloudfront.amazonaws.com",
        action: "s3:GetObject",
        resource: `arn:aws:s3:::strongroom-pro-media-${ACCOUNTS.pro}/media/1.jpg`,
        context: { "aws:SourceArn": `arn:aws:cloudfront::${ACCOUNTS.pro}:distribution/${id}` },
      });
    assert.deepEqual([reads("E2QWRUHAPOMQZL"), reads("E0000000000000")], [true, false]);
  });

  it("is another load balancer than the one without, for AWS turns none inside out", async () => {
    const graph = await withSettings("pre", { cdn: { enabled: true } });
    const names = (of: Graph) => of.texts(BALANCER, "name");
    assert.notDeepEqual(names(graph), names(await stageOf("pre")));
  });
});
