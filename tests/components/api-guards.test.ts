import * as assert from "node:assert/strict";
import { hasUnknown } from "../../rehearsal/clouds/properties";
import type { Graph } from "../graph/graph";
import { apiDomain, around, gatewayLogRole, makeApi, ZONE_ID } from "./api";
import { ACCOUNT, REGION, role, runComponent } from "./ground";
import { allows } from "./policy-evaluation";

const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const WEB_ACL = "aws:wafv2/webAcl:WebAcl";

describe("PublicRestApi's firewall", () => {
  let graph: Graph;
  before(async () => {
    graph = await makeApi();
  });

  it("limits each address, and has AWS's rules against known attacks, which do not refuse an ingest", () => {
    const measured = (metricName: string) => ({
      cloudwatchMetricsEnabled: true,
      metricName,
      sampledRequestsEnabled: false,
    });
    const managed = (name: string, priority: number, counted: readonly string[]) => ({
      name,
      priority,
      overrideAction: { none: {} },
      statement: {
        managedRuleGroupStatement: {
          vendorName: "AWS",
          name,
          ruleActionOverrides: counted.map((rule) => ({ name: rule, actionToUse: { count: {} } })),
        },
      },
      visibilityConfig: measured(name),
    });
    assert.deepEqual(graph.one(WEB_ACL, "api-firewall").inputs, {
      name: "storage-pro-api",
      scope: "REGIONAL",
      defaultAction: { allow: {} },
      rules: [
        {
          name: "limit-per-address",
          priority: 0,
          action: { block: {} },
          statement: {
            rateBasedStatement: { aggregateKeyType: "IP", evaluationWindowSec: 300, limit: 2000 },
          },
          visibilityConfig: measured("limit-per-address"),
        },
        managed("AWSManagedRulesAmazonIpReputationList", 1, []),
        managed("AWSManagedRulesKnownBadInputsRuleSet", 2, []),
        managed("AWSManagedRulesCommonRuleSet", 3, [
          "SizeRestrictions_BODY",
          "GenericRFI_BODY",
          "GenericRFI_QUERYARGUMENTS",
          "RestrictedExtensions_URIPATH",
        ]),
      ],
      visibilityConfig: measured("storage-pro-api"),
    });
  });

  it("stands before the stage", () => {
    assert.deepEqual(
      graph.one("aws:wafv2/webAclAssociation:WebAclAssociation", "api-firewall-association").inputs,
      {
        resourceArn: graph.one("aws:apigateway/stage:Stage", "api-stage").outputs["arn"],
        webAclArn: graph.one(WEB_ACL, "api-firewall").outputs["arn"],
      },
    );
  });

  it("logs, under the name that WAF asks for, without the callers' tokens", () => {
    const log = graph.one("aws:cloudwatch/logGroup:LogGroup", "api-firewall-log");
    assert.deepEqual(log.inputs, {
      name: "aws-waf-logs-storage-pro-api",
      retentionInDays: 365,
      kmsKeyId: graph.outputs["keyArn"],
    });
    const type = "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration";
    assert.deepEqual(graph.one(type, "api-firewall-logging").inputs, {
      resourceArn: graph.one(WEB_ACL, "api-firewall").outputs["arn"],
      logDestinationConfigs: [log.outputs["arn"]],
      redactedFields: [{ singleHeader: { name: "authorization" } }],
    });
  });
});

describe("PublicRestApi's alarms", () => {
  const alarm = (graph: Graph, kind: string) => {
    const { alarmDescription, ...others } = graph.one(ALARM, `api-${kind}`).inputs;
    assert.match(String(alarmDescription), /^Storage API \(storage-pro\) .+\nWhat to do: .+\nLog group: /);
    assert.ok(String(alarmDescription).endsWith(`\nLog lines: { $.status = "${kind.charAt(0)}*" }`));
    return others;
  };
  const expected = (graph: Graph, kind: string, period: number, threshold: number) => ({
    name: `storage-api-storage-pro-${kind}-alarm`,
    namespace: "AWS/ApiGateway",
    metricName: `${kind.toUpperCase()}Error`,
    dimensions: { ApiName: "Storage API (storage-pro)", Stage: "v1" },
    statistic: "Sum",
    period,
    evaluationPeriods: 1,
    comparisonOperator: "GreaterThanThreshold",
    threshold,
    treatMissingData: "notBreaching",
    alarmActions: [graph.outputs["alarmTopicArn"]],
    okActions: [graph.outputs["alarmTopicArn"]],
  });

  it("tell of the first server error in a minute, and of many refusals in five", async () => {
    const graph = await makeApi();
    assert.deepEqual(alarm(graph, "5xx"), expected(graph, "5xx", 60, 0));
    assert.deepEqual(alarm(graph, "4xx"), expected(graph, "4xx", 300, 100));
  });

  it("bear as many refusals as they are told to", async () => {
    const graph = await runWithClientErrors(7);
    assert.deepEqual(alarm(graph, "4xx"), expected(graph, "4xx", 300, 7));
    assert.deepEqual(alarm(graph, "5xx"), expected(graph, "5xx", 60, 0));
  });
});

/** The topic is the ground's, as in every run. */
const runWithClientErrors = (clientErrorsPerFiveMinutes: number) =>
  makeApi({
    alarms: {
      prefix: "storage-api-storage-pro",
      topicArn: `arn:aws:sns:${REGION}:${ACCOUNT}:ground-alarms`,
      clientErrorsPerFiveMinutes,
    },
  });

describe("GatewayLogRole", () => {
  const make = (preview = false) =>
    runComponent((ground, opts) => {
      gatewayLogRole(ground, around(opts));
      return ground;
    }, preview);

  it("is API Gateway's alone, within the stage's boundary", async () => {
    const graph = await make();
    const { inputs } = graph.one("aws:iam/role:Role", "gateway-log-writer-role");
    const take = (principal: string) =>
      allows(inputs["assumeRolePolicy"], { principal, action: "sts:AssumeRole", resource: "*" });
    assert.equal(inputs["name"], "gateway-log");
    assert.equal(inputs["permissionsBoundary"], graph.outputs["boundaryArn"]);
    assert.equal(take("apigateway.amazonaws.com"), true);
    assert.equal(take("ecs-tasks.amazonaws.com"), false);
    assert.equal(take(role("administrator")), false);
  });

  it("writes logs of its own account and region, and deletes none; it knows so in a preview", async () => {
    const { inputs } = (await make(true)).one(
      "aws:iam/rolePolicy:RolePolicy",
      "gateway-log-writer-permissions",
    );
    assert.equal(hasUnknown(inputs["policy"]), false);
    const may = (action: string, account = ACCOUNT, region = REGION) =>
      allows(inputs["policy"], {
        principal: role("gateway-log"),
        action,
        resource: `arn:aws:logs:${region}:${account}:log-group:storage-pro-api-access:log-stream:one`,
      });
    assert.equal(may("logs:PutLogEvents"), true);
    assert.equal(may("logs:CreateLogGroup"), true);
    assert.equal(may("logs:PutLogEvents", "999988887777"), false);
    assert.equal(may("logs:PutLogEvents", ACCOUNT, "eu-west-2"), false);
    assert.equal(may("logs:DeleteLogGroup"), false);
  });

  it("is set for the account once it may write", async () => {
    const graph = await make();
    const account = graph.one("aws:apigateway/account:Account", "gateway-log-account");
    assert.deepEqual(account.inputs, { cloudwatchRoleArn: role("gateway-log") });
    const permissions = graph.one("aws:iam/rolePolicy:RolePolicy", "gateway-log-writer-permissions");
    assert.ok(account.dependsOn.includes(permissions.urn));
  });
});

describe("ApiDomain", () => {
  it("has a regional address with TLS 1.2 and a name in the zone, and outlasts the API", async () => {
    const graph = await runComponent((_ground, opts) => ({ name: apiDomain(around(opts)).domainName }));
    const domain = graph.one("aws:apigateway/domainName:DomainName", "front-domain");
    const validation = graph.one(
      "aws:acm/certificateValidation:CertificateValidation",
      "certificate-validation",
    );
    const record = graph.one("aws:route53/record:Record", "front-record");
    assert.deepEqual(domain.inputs, {
      domainName: "storage.api.example.org",
      endpointConfiguration: { types: "REGIONAL" },
      regionalCertificateArn: validation.outputs["certificateArn"],
      securityPolicy: "TLS_1_2",
    });
    assert.ok(domain.dependsOn.includes(validation.urn), "the certificate is issued by then");
    assert.deepEqual(record.inputs, {
      zoneId: ZONE_ID,
      name: "storage.api.example.org",
      type: "CNAME",
      ttl: 300,
      records: [domain.outputs["regionalDomainName"]],
    });
    for (const { protect, retainOnDelete, name } of [domain, record])
      assert.deepEqual([protect, retainOnDelete], [true, true], name);
    assert.equal(graph.outputs["name"], "storage.api.example.org");
  });
});
