import * as assert from "node:assert/strict";
import { MediaBucket, mediaStatements } from "../../components/buckets/media-bucket";
import { EdgeLogBucket } from "../../components/edge/edge-log-bucket";
import { ServiceRole } from "../../components/identity/service-role";
import { listAt, textAt, textsAt } from "../../rehearsal/clouds/aws/values";
import { hasUnknown } from "../../rehearsal/clouds/properties";
import type { Graph } from "../graph/graph";
import { LOGS, makeSite, MEDIA } from "./edge";
import { ACCOUNT, REGION, role, runComponent } from "./ground";
import { allows, refuses } from "./policy-evaluation";

const WEB_ACL = "aws:wafv2/webAcl:WebAcl";
const BUCKET_POLICY = "aws:s3/bucketPolicy:BucketPolicy";

describe("SiteDistribution's firewall", () => {
  let graph: Graph;
  before(async () => {
    graph = await makeSite({
      firewall: {
        requestsPerFiveMinutes: 2000,
        pathLimits: [{ name: "sign-in", requestsPerFiveMinutes: 50, pathPrefix: "/accounts/login/" }],
        countedRules: ["CrossSiteScripting_BODY"],
      },
    });
  });

  it("stands before the distribution, in us-east-1", () => {
    const acl = graph.one(WEB_ACL, "site-firewall");
    const { inputs } = graph.one("aws:cloudfront/distribution:Distribution", "site-distribution");
    assert.equal(inputs["webAclId"], acl.outputs["arn"]);
    assert.match(String(acl.outputs["arn"]), /^arn:aws:wafv2:us-east-1:\d{12}:global\//);
  });

  it("limits each address, more where people sign in, and knows the usual attacks", () => {
    const { inputs } = graph.one(WEB_ACL, "site-firewall");
    assert.deepEqual(textsAt(inputs, "rules[].name"), [
      "sign-in",
      "limit-per-address",
      "AWSManagedRulesAmazonIpReputationList",
      "AWSManagedRulesAnonymousIpList",
      "AWSManagedRulesKnownBadInputsRuleSet",
      "AWSManagedRulesCommonRuleSet",
      "AWSManagedRulesSQLiRuleSet",
    ]);
    const [signIn] = Object.values(Object(inputs["rules"]));
    assert.deepEqual(Reflect.get(Object(signIn), "statement"), {
      rateBasedStatement: {
        aggregateKeyType: "IP",
        evaluationWindowSec: 300,
        limit: 50,
        scopeDownStatement: {
          byteMatchStatement: {
            fieldToMatch: { uriPath: {} },
            positionalConstraint: "STARTS_WITH",
            searchString: "/accounts/login/",
            textTransformations: [{ priority: 0, type: "URL_DECODE" }],
          },
        },
      },
    });
    assert.deepEqual(
      textsAt(inputs, "rules[].statement.managedRuleGroupStatement.ruleActionOverrides[].name"),
      ["HostingProviderIPList", "SizeRestrictions_BODY", "CrossSiteScripting_BODY"],
    );
  });

  it("P20: refuses who hides behind Tor or a VPN, and only counts who comes from a hosting provider", () => {
    const { inputs } = graph.one(WEB_ACL, "site-firewall");
    const rules = listAt(inputs, "rules[]").filter((rule) => textAt(rule, "name").includes("AnonymousIp"));
    assert.deepEqual(
      rules.map((rule) => listAt(rule, "overrideAction")),
      [[{ none: {} }]],
    );
    assert.deepEqual(
      rules.flatMap((rule) => listAt(rule, "statement.managedRuleGroupStatement.ruleActionOverrides[]")),
      [{ name: "HostingProviderIPList", actionToUse: { count: {} } }],
    );
  });

  it("P20: takes no more units than come without a surcharge", () => {
    const capacity = Number(graph.one(WEB_ACL, "site-firewall").outputs["capacity"]);
    // The groups alone: one of them less is below, one of the 700 twice is above.
    assert.ok(capacity > 1175 && capacity <= 1500, String(capacity));
  });

  it("writes its log in the stage's own region, without what a session could be taken over with", () => {
    const type = "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration";
    const { inputs } = graph.one(type, "site-firewall-logging");
    assert.deepEqual(inputs["logDestinationConfigs"], [`arn:aws:s3:::${LOGS}`]);
    assert.deepEqual(textsAt(inputs, "redactedFields[].singleHeader.name"), [
      "authorization",
      "cookie",
      "x-csrftoken",
    ]);
  });

  it("tells when it refuses far more than usual", () => {
    const { inputs } = graph.one("aws:cloudwatch/metricAlarm:MetricAlarm", "site-surge");
    assert.equal(inputs["comparisonOperator"], "GreaterThanUpperThreshold");
    assert.equal(inputs["thresholdMetricId"], "usual");
    assert.deepEqual(textsAt(inputs, "metricQueries[].expression"), ["ANOMALY_DETECTION_BAND(blocked, 3)"]);
    assert.deepEqual(Reflect.get(Object(inputs["metricQueries"]), "0"), {
      id: "blocked",
      metric: {
        namespace: "AWS/WAFV2",
        metricName: "BlockedRequests",
        dimensions: { WebACL: "strongroom-pre-site", Rule: "ALL" },
        stat: "Sum",
        period: 300,
      },
      returnData: true,
    });
    // The metric has the name of the firewall.
    const acl = graph.one(WEB_ACL, "site-firewall");
    assert.equal(textAt(acl.inputs, "visibilityConfig.metricName"), "strongroom-pre-site");
    assert.deepEqual(inputs["alarmActions"], [graph.outputs["alarmTopicArn"]]);
    assert.match(String(graph.outputs["alarmTopicArn"]), /^arn:aws:sns:us-east-1:/);
    assert.match(String(inputs["alarmDescription"]), /\nWhat to do: .+us-east-1/);
  });
});

describe("EdgeGround", () => {
  it("has a topic in us-east-1, and a key that CloudWatch uses for its own account alone", async () => {
    const graph = await makeSite({}, true);
    const { policy } = graph.one("aws:kms/key:Key", "edge-key-key").inputs;
    const encrypts = (principal: string, account: string) =>
      allows(policy, {
        principal,
        action: "kms:GenerateDataKey",
        resource: "*",
        context: { "aws:SourceAccount": account },
      });
    assert.equal(encrypts("cloudwatch.amazonaws.com", ACCOUNT), true);
    assert.equal(encrypts("cloudwatch.amazonaws.com", "999988887777"), false);
    assert.equal(encrypts("sns.amazonaws.com", ACCOUNT), false);
    const topic = graph.one("aws:sns/topic:Topic", "edge-alarms-topic");
    assert.equal(topic.inputs["name"], "strongroom-pre-edge-alarms");
    assert.ok(topic.propertyDependencies["kmsMasterKeyId"]?.some((urn) => urn.endsWith("::edge-key-key")));
  });
});

describe("EdgeLogBucket", () => {
  const make = (bucketName = LOGS) =>
    runComponent(
      ({ keyArn }, opts) =>
        void new EdgeLogBucket("edge-logs", { bucketName, accountId: ACCOUNT, keyArn, keepDays: 365 }, opts),
    );

  it("takes what is delivered from us-east-1 for its own account, and from nobody else", async () => {
    const { policy } = (await make()).one(BUCKET_POLICY, "edge-logs-policy").inputs;
    const put = (context: Readonly<Record<string, string>>, principal = "delivery.logs.amazonaws.com") =>
      allows(policy, {
        principal,
        action: "s3:PutObject",
        resource: `arn:aws:s3:::${LOGS}/AWSLogs/file`,
        context: {
          "aws:SourceAccount": ACCOUNT,
          "aws:SourceArn": `arn:aws:logs:us-east-1:${ACCOUNT}:delivery-source:site`,
          "s3:x-amz-acl": "bucket-owner-full-control",
          ...context,
        },
      });
    assert.equal(put({}), true);
    assert.equal(put({ "aws:SourceAccount": "999988887777" }), false);
    assert.equal(put({ "aws:SourceArn": `arn:aws:logs:${REGION}:${ACCOUNT}:other` }), false);
    assert.equal(put({}, role("administrator")), false);
  });

  it("refuses a name that the firewall refuses", async () => {
    await assert.rejects(make("edge-logs"), /bucketName: begin it with aws-waf-logs-, got edge-logs/);
  });
});

describe("MediaBucket", () => {
  const place = { region: REGION, accountId: ACCOUNT };
  const make = (preview = false) =>
    runComponent(({ keyArn, logBucket, boundaryArn }, opts) => {
      new MediaBucket("media", { bucketName: MEDIA, keyArn, accessLogs: { bucketName: logBucket } }, opts);
      const statements = mediaStatements({
        bucketName: MEDIA,
        folders: ["media"],
        key: { keyArn, keyAlias: "alias/web" },
        place,
      });
      const service = "ecs-tasks.amazonaws.com";
      new ServiceRole(
        "task",
        { roleName: "task", service, accountId: ACCOUNT, boundaryArn, statements },
        opts,
      );
    }, preview);

  it("keeps for 90 days what was overwritten, and drops abandoned uploads after 7", async () => {
    const graph = await make();
    const { inputs } = graph.one(
      "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
      "media-lifecycle",
    );
    const all = { status: "Enabled", filter: { prefix: "" } };
    assert.deepEqual(inputs["rules"], [
      {
        id: "old-versions",
        ...all,
        noncurrentVersionExpiration: { noncurrentDays: 90 },
        expiration: { expiredObjectDeleteMarker: true },
      },
      { id: "abandoned-uploads", ...all, abortIncompleteMultipartUpload: { daysAfterInitiation: 7 } },
    ]);
    const versioning = graph.one("aws:s3/bucketVersioning:BucketVersioning", "media-versioning");
    assert.deepEqual(versioning.inputs["versioningConfiguration"], { status: "Enabled" });
    assert.deepEqual(
      graph.of("aws:s3/bucket:Bucket").map(({ protect }) => protect),
      [true],
    );
  });

  it("refuses whoever speaks an older TLS than 1.2, to the bucket and its objects", async () => {
    const { policy } = (await make()).one(BUCKET_POLICY, "media-policy").inputs;
    const refused = (version: string, resource: string) =>
      refuses(policy, {
        principal: role("task"),
        action: "s3:GetObject",
        resource,
        context: { "s3:TlsVersion": version },
      });
    for (const resource of [`arn:aws:s3:::${MEDIA}`, `arn:aws:s3:::${MEDIA}/media/1.jpg`]) {
      assert.equal(refused("1.1", resource), true);
      assert.equal(refused("1.2", resource), false);
    }
  });

  it("lets a task read and write its folders and list them, and delete nothing; it knows so in a preview", async () => {
    const { policy } = (await make(true)).one("aws:iam/rolePolicy:RolePolicy", "task-permissions").inputs;
    assert.equal(hasUnknown(policy), false);
    const may = (action: string, path: string, context: Readonly<Record<string, string>> = {}) =>
      allows(policy, { principal: role("task"), action, resource: `arn:aws:s3:::${MEDIA}${path}`, context });
    for (const action of ["s3:GetObject", "s3:PutObject", "s3:AbortMultipartUpload"]) {
      assert.equal(may(action, "/media/1.jpg"), true, action);
      assert.equal(may(action, "/static/site.css"), false, action);
    }
    assert.equal(may("s3:DeleteObject", "/media/1.jpg"), false);
    assert.equal(may("s3:ListBucket", "", { "s3:prefix": "media/2026" }), true);
    assert.equal(may("s3:ListBucket", "", { "s3:prefix": "static/" }), false);
    const key = `arn:aws:kms:${REGION}:${ACCOUNT}:key/1`;
    const use = (alias: string, service: string) =>
      allows(policy, {
        principal: role("task"),
        action: "kms:Decrypt",
        resource: key,
        context: { "kms:ResourceAliases": alias, "kms:ViaService": service },
      });
    assert.equal(use("alias/web", `s3.${REGION}.amazonaws.com`), true);
    assert.equal(use("alias/other", `s3.${REGION}.amazonaws.com`), false);
    assert.equal(use("alias/web", `sqs.${REGION}.amazonaws.com`), false);
  });
});
