import * as assert from "node:assert/strict";
import type { SearchDomainArgs } from "../../components/search/search-domain";
import { allowsAutoTune, allowsStandby } from "../../components/search/search-nodes";
import { hasUnknown, UNKNOWN } from "../../rehearsal/clouds/properties";
import type { Graph } from "../graph/graph";
import { ACCOUNT, REGION } from "./ground";
import { allows } from "./policy-evaluation";
import { ARN, DOMAIN, large, makeDomain, NAME, small } from "./search-domain";

describe("SearchDomain", () => {
  let graph: Graph;
  let preview: Graph;
  before(async () => {
    graph = await makeDomain();
    preview = await makeDomain({}, true);
  });

  const domainOf = (of: Graph) => of.one(DOMAIN, "reporting-domain");
  const configOf = (of: Graph) => Object(domainOf(of).inputs["clusterConfig"]);

  it("is three data nodes and three managers over three zones, one of which stands by", () => {
    assert.deepEqual(domainOf(graph).inputs["clusterConfig"], {
      instanceType: "r7g.large.search",
      instanceCount: 3,
      dedicatedMasterEnabled: true,
      dedicatedMasterType: "m7g.large.search",
      dedicatedMasterCount: 3,
      zoneAwarenessEnabled: true,
      zoneAwarenessConfig: { availabilityZoneCount: 3 },
      multiAzWithStandbyEnabled: true,
    });
    assert.equal(graph.outputs["replicaCount"], 2);
  });

  it("is encrypted, in the VPC, by TLS 1.2 or newer, and asks everybody for a password", () => {
    const { inputs, secretInputs } = domainOf(graph);
    const { vpcOptions, encryptAtRest, nodeToNodeEncryption, domainEndpointOptions, ebsOptions } = inputs;
    const group = graph.one("aws:ec2/securityGroup:SecurityGroup", "reporting-group");
    assert.deepEqual(vpcOptions, { subnetIds: graph.outputs["subnetIds"], securityGroupIds: [group.id] });
    assert.deepEqual(encryptAtRest, { enabled: true, kmsKeyId: graph.outputs["keyArn"] });
    assert.deepEqual(nodeToNodeEncryption, { enabled: true });
    assert.deepEqual(domainEndpointOptions, {
      enforceHttps: true,
      tlsSecurityPolicy: "Policy-Min-TLS-1-2-PFS-2023-10",
    });
    assert.deepEqual(ebsOptions, { ebsEnabled: true, volumeType: "gp3", volumeSize: 100 });
    const { masterUserOptions, ...security } = Object(inputs["advancedSecurityOptions"]);
    assert.deepEqual(security, {
      enabled: true,
      anonymousAuthEnabled: false,
      internalUserDatabaseEnabled: true,
    });
    assert.equal(masterUserOptions.masterUserName, "set-up");
    assert.ok(secretInputs.some((path) => path.startsWith("advancedSecurityOptions")));
  });

  it("is updated and tuned by AWS, off peak and before the morning's report", () => {
    const { inputs } = domainOf(graph);
    assert.equal(inputs["engineVersion"], "OpenSearch_2.19");
    assert.deepEqual(inputs["softwareUpdateOptions"], { autoSoftwareUpdateEnabled: true });
    assert.deepEqual(inputs["offPeakWindowOptions"], {
      enabled: true,
      offPeakWindow: { windowStartTime: { hours: 19, minutes: 0 } },
    });
    assert.deepEqual(inputs["autoTuneOptions"], {
      desiredState: "ENABLED",
      rollbackOnDisable: "NO_ROLLBACK",
      useOffPeakWindow: true,
    });
  });

  it("does without standby and Auto-Tune on small nodes, and is as many of them", async () => {
    for (const nodes of [small, { ...large, managerType: "t3.medium.search" }]) {
      const made = await makeDomain({ nodes });
      const { instanceCount, dedicatedMasterCount, multiAzWithStandbyEnabled } = configOf(made);
      assert.deepEqual([instanceCount, dedicatedMasterCount, multiAzWithStandbyEnabled], [3, 3, false]);
      assert.deepEqual(domainOf(made).inputs["autoTuneOptions"], { desiredState: "DISABLED" });
      assert.equal(made.outputs["replicaCount"], 1);
    }
  });

  it("outlasts its stack, with its user", () => {
    const password = graph.one("random:index/randomPassword:RandomPassword", "reporting-master-password");
    for (const { protect, retainOnDelete } of [domainOf(graph), password])
      assert.deepEqual([protect, retainOnDelete], [true, true]);
  });

  it("is made when the account's role is there, and the leave to write its logs", () => {
    const first = [
      graph.one("aws:iam/serviceLinkedRole:ServiceLinkedRole", "ground-service-linked-role"),
      graph.one("aws:cloudwatch/logResourcePolicy:LogResourcePolicy", "reporting-log-writer"),
      ...graph.of("aws:cloudwatch/logGroup:LogGroup"),
    ];
    for (const { name, urn } of first) assert.ok(domainOf(graph).dependsOn.includes(urn), name);
    const [role] = first;
    assert.deepEqual(role?.inputs, { awsServiceName: "opensearchservice.amazonaws.com" });
    assert.deepEqual([role?.protect, role?.retainOnDelete], [true, true]);
  });

  it("keeps its master user's name and password in secrets, and tells where", () => {
    const value = (part: string) =>
      graph.one("aws:secretsmanager/secretVersion:SecretVersion", `reporting-master-${part}-value`);
    const told = (part: string) => value(part).inputs["secretString"];
    const { masterUserOptions } = Object(domainOf(graph).inputs["advancedSecurityOptions"]);
    assert.deepEqual(masterUserOptions, {
      masterUserName: told("username"),
      masterUserPassword: told("password"),
    });
    assert.deepEqual(graph.outputs["master"], {
      userSecret: "strongroom/pro/search/reporting/user",
      passwordSecret: "strongroom/pro/search/reporting/password",
      version: ["username", "password"].map((part) => value(part).outputs["versionId"]).join(" "),
    });
    assert.deepEqual(graph.texts("aws:secretsmanager/secret:Secret", "name"), [
      "strongroom/pro/search/reporting/password",
      "strongroom/pro/search/reporting/user",
    ]);
  });

  it("hands every request to the cluster, and nothing of the domain's own; it knows so in a preview", () => {
    const { accessPolicies } = domainOf(preview).inputs;
    assert.equal(hasUnknown(accessPolicies), false);
    const may = (action: string, resource: string) =>
      allows(accessPolicies, { principal: "anonymous", action, resource });
    for (const verb of ["Get", "Head", "Post", "Put", "Patch", "Delete"])
      assert.equal(may(`es:ESHttp${verb}`, `${ARN}/storage_ingests/_search`), true, verb);
    assert.equal(may("es:ESHttpGet", `${ARN}-2/storage_ingests`), false);
    assert.equal(may("es:DeleteDomain", ARN), false);
    assert.equal(may("es:UpdateDomainConfig", `${ARN}/x`), false);
  });

  it("is called by its clients' group alone, which may call it alone", () => {
    const group = graph.one("aws:ec2/securityGroup:SecurityGroup", "reporting-group").id;
    const clients = graph.outputs["clientGroupId"];
    const https = { ipProtocol: "tcp", fromPort: 443, toPort: 443 };
    const ingress = graph.of("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule");
    const egress = graph.of("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule");
    assert.deepEqual(
      ingress.map(({ inputs }) => inputs),
      [{ securityGroupId: group, referencedSecurityGroupId: clients, ...https }],
    );
    assert.deepEqual(
      egress.map(({ inputs }) => inputs),
      [{ securityGroupId: clients, referencedSecurityGroupId: group, ...https }],
    );
    for (const { inputs } of graph.of("aws:ec2/securityGroup:SecurityGroup"))
      assert.equal(inputs["vpcId"], graph.outputs["vpcId"]);
  });

  it("writes slow requests, its own words and the audit into encrypted logs", () => {
    const arn = (kind: string) => `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:/strongroom/${NAME}/${kind}`;
    assert.deepEqual(domainOf(graph).inputs["logPublishingOptions"], [
      { logType: "INDEX_SLOW_LOGS", cloudwatchLogGroupArn: arn("index-slow") },
      { logType: "SEARCH_SLOW_LOGS", cloudwatchLogGroupArn: arn("search-slow") },
      { logType: "ES_APPLICATION_LOGS", cloudwatchLogGroupArn: arn("application") },
      { logType: "AUDIT_LOGS", cloudwatchLogGroupArn: arn("audit") },
    ]);
    assert.deepEqual(
      graph.of("aws:cloudwatch/logGroup:LogGroup").map(({ inputs }) => inputs),
      ["index-slow", "search-slow", "application", "audit"].map((kind) => ({
        name: `/strongroom/${NAME}/${kind}`,
        retentionInDays: 365,
        kmsKeyId: graph.outputs["keyArn"],
      })),
    );
  });

  it("lets OpenSearch Service write those logs for this domain alone; it knows so in a preview", () => {
    const policies = preview.of("aws:cloudwatch/logResourcePolicy:LogResourcePolicy");
    const [{ policyName, policyDocument } = {}] = policies.map(({ inputs }) => inputs);
    assert.equal(policyName, `${NAME}-logs`);
    const may = (principal: string, domainArn: string, group: string, account = ACCOUNT) =>
      allows(policyDocument, {
        principal,
        action: "logs:PutLogEvents",
        resource: `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:${group}:log-stream:x`,
        context: { "aws:SourceAccount": account, "aws:SourceArn": domainArn },
      });
    const audit = `/strongroom/${NAME}/audit`;
    assert.equal(may("es.amazonaws.com", ARN, audit), true);
    assert.equal(may("es.amazonaws.com", `${ARN}-2`, audit), false);
    assert.equal(may("es.amazonaws.com", ARN, audit, "999988887777"), false);
    assert.equal(may("es.amazonaws.com", ARN, "/strongroom/pro/trail"), false);
    assert.equal(may("logs.amazonaws.com", ARN, audit), false);
  });

  it("knows its name and ARN in a preview, and they are the real ones", () => {
    const planned = preview.outputs;
    assert.deepEqual([planned["domainName"], planned["plainArn"], planned["arn"]], [NAME, ARN, UNKNOWN]);
    assert.deepEqual([graph.outputs["plainArn"], graph.outputs["arn"]], [ARN, ARN]);
    assert.equal(graph.outputs["endpoint"], domainOf(graph).outputs["endpoint"]);
    assert.match(String(graph.outputs["endpoint"]), /^vpc-strongroom-pro-reporting-/);
  });

  const types: Readonly<Record<string, readonly [standby: boolean, autoTune: boolean]>> = {
    "m5.large.search": [true, true],
    "r6gd.large.search": [true, true],
    "or1.large.search": [true, true],
    "r8g.medium.search": [true, true],
    "t3.medium.search": [false, false],
    "t2.small.search": [false, false],
    "m4.large.search": [false, true],
    "r4.large.search": [false, true],
  };
  for (const [type, [standby, autoTune]] of Object.entries(types))
    it(`${standby ? "stands" : "does not stand"} by and is ${autoTune ? "" : "not "}tuned on ${type}`, () => {
      assert.deepEqual([allowsStandby(type), allowsAutoTune(type)], [standby, autoTune]);
    });

  const refused: Readonly<
    Record<string, readonly [Partial<SearchDomainArgs>, RegExp, Partial<SearchDomainArgs>]>
  > = {
    "a name of 29 characters": [
      { domainName: "strongroom-staging-reporting2" },
      /domainName: 3 to 28 lower-case letters, digits and hyphens, a letter first, got strongroom-staging-reporting2/,
      { domainName: "strongroom-staging-reporting" },
    ],
    "a name that begins with a digit": [
      { domainName: "2-logs" },
      /domainName: .* got 2-logs/,
      { domainName: "logs-2" },
    ],
    "an instance type of EC2": [
      { nodes: { ...large, dataType: "r7g.large" } },
      /nodes: an instance type such as r7g\.large\.search, got r7g\.large$/m,
      { nodes: { ...large, dataType: "r7g.xlarge.search" } },
    ],
    "a volume under 10 GiB": [
      { nodes: { ...large, volumeGiB: 9 } },
      /nodes: volumeGiB of 10 or more, got 9/,
      { nodes: { ...large, volumeGiB: 10 } },
    ],
  };
  for (const [what, [bad, message, good]] of Object.entries(refused))
    it(`refuses ${what}, and takes its neighbour`, async () => {
      await assert.rejects(makeDomain(bad), message);
      await makeDomain(good);
    });
});
