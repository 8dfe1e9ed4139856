import * as assert from "node:assert/strict";
import { textAt, textsAt } from "../../rehearsal/clouds/aws/values";
import { valuesAt } from "../../rehearsal/clouds/properties";
import { allows, refuses } from "../components/policy-evaluation";
import type { Graph } from "../graph/graph";
import { ACCOUNTS, EDGE, KEY, orders, RECORD, regionsOf, stageOf, withSettings } from "./platform-facts";

const BUCKET_POLICY = "aws:s3/bucketPolicy:BucketPolicy";
const CERTIFICATE = "aws:acm/certificate:Certificate";
const QUEUE = "aws:sqs/queue:Queue";
const LIFECYCLE = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";
const BLOCK = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";

for (const stage of ["pre", "pro"] as const)
  describe(`platform/base in ${stage}`, () => {
    let graph: Graph;
    before(async function () {
      this.timeout(60_000);
      graph = await stageOf(stage);
    });
    const account = ACCOUNTS[stage];
    const bucket = (word: string) => textAt(graph.outputs, `buckets.${word}.name`);

    /** Whether somebody may do something with an object of a bucket, as far as the bucket's own policy says. */
    const may = (
      word: string,
      file: string,
      principal: string,
      action: string,
      context: Readonly<Record<string, string>> = {},
    ) =>
      allows(graph.one(BUCKET_POLICY, `${word}-policy`).inputs["policy"], {
        principal,
        action,
        resource: `arn:aws:s3:::${bucket(word)}/${file}`,
        context: { "aws:SecureTransport": "true", "s3:TlsVersion": "1.3", ...context },
      });

    it("P16: lets CloudFront read what is derived and the assets, of their folders, and never an original", () => {
      const byCdn = { "aws:SourceArn": `arn:aws:cloudfront::${account}:distribution/E1` };
      const read = (word: string, file: string) =>
        may(word, file, "cloudfront.amazonaws.com", "s3:GetObject", byCdn);
      assert.deepEqual(
        [
          read("derived", "img/a.webp"),
          read("derived", "other/a.webp"),
          read("assets", "assets/site.css"),
          read("assets", "img/site.css"),
          read("originals", "img/a.jpg"),
        ],
        [true, false, true, false, false],
      );
      const { policy } = graph.one(BUCKET_POLICY, "originals-policy").inputs;
      const resource = `arn:aws:s3:::${bucket("originals")}/img/a.jpg`;
      const clean = { "s3:ExistingObjectTag/GuardDutyMalwareScanStatus": "NO_THREATS_FOUND" };
      const context = { "aws:SecureTransport": "true", "s3:TlsVersion": "1.3", ...clean };
      const asked = { action: "s3:GetObject", resource, context };
      assert.equal(refuses(policy, { principal: "cloudfront.amazonaws.com", ...asked }), true);
      assert.equal(refuses(policy, { principal: `arn:aws:iam::${account}:role/thumbor`, ...asked }), false);
    });

    it("P16: keeps originals by their use, and derived images for 30 to 90 days", () => {
      const actions = (name: string) => JSON.stringify(graph.one(LIFECYCLE, name).inputs["rules"]);
      assert.match(actions("originals-lifecycle"), /INTELLIGENT_TIERING/);
      assert.doesNotMatch(actions("originals-lifecycle"), /"expiration":\{"days"/);
      const days = /"expiration":\{"days":(\d+)\}/.exec(actions("derived-lifecycle"))?.[1];
      assert.ok(Number(days) >= 30 && Number(days) <= 90, days);
    });

    it("P16: copies originals into the second region, and closes every bucket to the world", () => {
      const [copying] = graph.of("aws:s3/bucketReplicationConfig:BucketReplicationConfig");
      assert.equal(copying?.inputs["bucket"], bucket("originals"));
      const copy = graph.one("aws:s3/bucket:Bucket", "originals-copy");
      assert.equal(copy.outputs["region"], "eu-west-2");
      assert.deepEqual(textsAt(copying?.inputs, "rules[].destination.bucket"), [copy.outputs["arn"]]);
      const flags = words("blockPublicAcls blockPublicPolicy ignorePublicAcls restrictPublicBuckets");
      assert.equal(graph.of(BLOCK).length, graph.of("aws:s3/bucket:Bucket").length);
      for (const { inputs } of graph.of(BLOCK))
        assert.deepEqual(
          flags.map((flag) => inputs[flag]),
          [true, true, true, true],
        );
    });

    it("P16: has uploads looked at, which nobody reads and nobody calls clean before", () => {
      const [plan] = graph.of("aws:guardduty/malwareProtectionPlan:MalwareProtectionPlan");
      assert.equal(textAt(plan?.inputs, "protectedResource.s3Bucket.bucketName"), bucket("originals"));
      const tag = textAt(graph.outputs, "scanTag.key");
      const refused = (principal: string, action: string, status: string) =>
        refuses(graph.one(BUCKET_POLICY, "originals-policy").inputs["policy"], {
          principal: `arn:aws:iam::${account}:role/${principal}`,
          action,
          resource: `arn:aws:s3:::${bucket("originals")}/a.jpg`,
          context: {
            "aws:SecureTransport": "true",
            "s3:TlsVersion": "1.3",
            ...(status === "" ? {} : { [`s3:ExistingObjectTag/${tag}`]: status }),
          },
        });
      const clean = textAt(graph.outputs, "scanTag.clean");
      const scan = `strongroom-${stage}-upload-scan`;
      assert.deepEqual(
        [
          refused("thumbor", "s3:GetObject", clean),
          refused("thumbor", "s3:GetObject", "THREATS_FOUND"),
          refused("thumbor", "s3:GetObject", ""),
          refused("thumbor", "s3:PutObjectTagging", clean),
          refused(scan, "s3:GetObject", ""),
          refused(scan, "s3:PutObjectTagging", ""),
        ],
        [false, true, true, true, false, false],
      );
    });

    it("P17: has a balancer for images that is inside, and called from CloudFront's own networks alone", () => {
      const [balancer] = graph.of("aws:lb/loadBalancer:LoadBalancer");
      assert.equal(balancer?.inputs["internal"], true);
      const group = textAt(graph.outputs, "imageBalancer.securityGroupId");
      const callers = graph
        .of("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")
        .filter(({ inputs }) => inputs["securityGroupId"] === group);
      assert.deepEqual(
        callers.map(({ inputs }) => [inputs["prefixListId"], inputs["fromPort"]]),
        [["pl-4fa04526", 443]],
      );
    });

    it("P18: has a zone that is signed, known above, logged, and in which Amazon alone gives out certificates", () => {
      const zone = graph.one("aws:route53/zone:Zone", "zone-zone");
      const name = textAt(graph.outputs, "zone.name");
      const [signing] = graph.of("aws:route53/hostedZoneDnsSec:HostedZoneDnsSec");
      assert.equal(signing?.inputs["hostedZoneId"], zone.id);
      const key = graph.one(KEY, "zone-signing-key");
      assert.deepEqual(
        [key.outputs["region"], key.inputs["customerMasterKeySpec"], key.inputs["keyUsage"]],
        [EDGE, "ECC_NIST_P256", "SIGN_VERIFY"],
      );
      const record = (role: string) => graph.one(RECORD, `zone-${role}`).inputs;
      assert.deepEqual(valuesAt(record("issuers"), "records[]"), ['0 issue "amazon.com"', '0 issuewild ";"']);
      for (const [role, type, values] of [
        ["delegation", "NS", valuesAt(graph.outputs, "zone.delegation.nameServers[]")],
        ["delegation-signer", "DS", valuesAt(graph.outputs, "zone.delegation.signer")],
      ] as const) {
        const { zoneId, name: named, type: ofType } = record(role);
        assert.deepEqual([zoneId, named, ofType], ["Z0EXAMPLE0ZONE0000000", name, type]);
        assert.deepEqual(valuesAt(record(role), "records[]"), values);
      }
      const log = graph.one("aws:cloudwatch/logGroup:LogGroup", "zone-queries");
      assert.equal(log.inputs["name"], `/aws/route53/${name}`);
      assert.deepEqual(
        graph.of("aws:route53/queryLog:QueryLog").map(({ inputs }) => inputs["cloudwatchLogGroupArn"]),
        [log.outputs["arn"]],
      );
    });

    it("P19: proves both certificates, one in us-east-1, by DNS, and promises those that are issued", () => {
      assert.deepEqual(regionsOf(graph, CERTIFICATE), ["eu-west-1", EDGE]);
      for (const { inputs } of graph.of(CERTIFICATE)) {
        assert.equal(inputs["validationMethod"], "DNS");
        assert.deepEqual(
          [inputs["domainName"], ...valuesAt(inputs, "subjectAlternativeNames[]")],
          words("site www images").map((word) => textAt(graph.outputs, `hostNames.${word}`)),
        );
      }
      const issued = graph
        .of("aws:acm/certificateValidation:CertificateValidation")
        .map(({ inputs }) => inputs["certificateArn"]);
      const promised = ["home", "edge"].map((word) => textAt(graph.outputs, `certificateArns.${word}`));
      assert.deepEqual(new Set(issued), new Set(promised));
      const listeners = graph.of("aws:lb/listener:Listener").map(({ inputs }) => inputs["certificateArn"]);
      assert.deepEqual(new Set(listeners), new Set([textAt(graph.outputs, "certificateArns.home")]));
    });

    it("P19: tells of each certificate that is not renewed, in its own region", () => {
      const told = graph
        .of("aws:cloudwatch/metricAlarm:MetricAlarm")
        .filter(({ inputs }) => inputs["metricName"] === "DaysToExpiry")
        .map(({ inputs, outputs }) => [
          outputs["region"],
          textAt(inputs, "dimensions.CertificateArn"),
          textsAt(inputs, "alarmActions[]").join().split(":")[3],
        ])
        .toSorted(([one = ""], [other = ""]) => (String(one) < String(other) ? -1 : 1));
      assert.deepEqual(told, [
        ["eu-west-1", textAt(graph.outputs, "certificateArns.home"), "eu-west-1"],
        [EDGE, textAt(graph.outputs, "certificateArns.edge"), EDGE],
      ]);
    });

    it("P20: has a bucket for the firewall's log whose name it takes, in the stage's own region", () => {
      const name = textAt(graph.outputs, "edge.logBucketName");
      assert.match(name, /^aws-waf-logs-/);
      assert.equal(graph.one("aws:s3/bucket:Bucket", "edge-logs").outputs["region"], "eu-west-1");
    });

    it("P22: gives each consumer a queue and one for what was given up, both encrypted, by TLS and watched", () => {
      const queues = graph.of(QUEUE);
      const deadLetters = queues.filter(({ inputs }) => String(inputs["name"]).endsWith("_dlq"));
      const others = queues.filter((queue) => !deadLetters.includes(queue));
      assert.deepEqual(others.map(({ name }) => name).toSorted(), ["reindex-queue", "sync-queue"]);
      for (const { inputs, name } of others) {
        const redrive = JSON.parse(String(inputs["redrivePolicy"]));
        assert.ok(deadLetters.some(({ outputs }) => outputs["arn"] === redrive.deadLetterTargetArn));
        assert.equal(redrive.maxReceiveCount, 5);
        const word = name.replace("-queue", "");
        const handler = Number(valuesAt(graph.outputs, `queues.${word}.handlerSeconds`)[0]);
        assert.deepEqual(
          [
            inputs["visibilityTimeoutSeconds"],
            inputs["messageRetentionSeconds"],
            inputs["receiveWaitTimeSeconds"],
          ],
          [handler * 6, 4 * 86_400, 20],
        );
        const alarm = (what: string) =>
          graph
            .of("aws:cloudwatch/metricAlarm:MetricAlarm")
            .filter((each) => each.inputs["name"] === `${String(inputs["name"])}${what}`)
            .map((each) => [each.inputs["comparisonOperator"], each.inputs["threshold"]]);
        assert.deepEqual(alarm("_dlq_not_empty"), [["GreaterThanThreshold", 0]]);
        assert.deepEqual(alarm("_old"), [["GreaterThanThreshold", 15 * 60]]);
      }
      for (const { inputs } of queues) {
        assert.notEqual(inputs["kmsMasterKeyId"], undefined);
        assert.match(String(inputs["policy"]), /RefusePlainHttp/);
      }
      for (const { inputs } of deadLetters) assert.equal(inputs["messageRetentionSeconds"], 14 * 86_400);
    });

    it("P22: keeps every event to be told again, and has a stream where the settings ask for one", () => {
      const [archive] = graph.of("aws:cloudwatch/eventArchive:EventArchive");
      assert.equal(archive?.inputs["eventSourceArn"], textAt(graph.outputs, "events.busArn"));
      assert.equal(graph.of("aws:kinesis/stream:Stream").length, stage === "pro" ? 1 : 0);
      assert.equal(graph.outputs["stream"] === null, stage === "pre");
    });
  });

function words(text: string): readonly string[] {
  return text.split(" ");
}

describe("what platform/base refuses", () => {
  for (const [what, others, message] of [
    ["a database that pauses", { databases: { orders: { ...orders, minAcu: 0 } } }, /0\.5 or more/],
    ["no database", { databases: {} }, /databases: must name one at least/],
    [
      "a database's word with a capital",
      { databases: { Orders: orders } },
      /databases.Orders: its word must be up to 20/,
    ],
    [
      "sixteen readers",
      { databases: { orders: { ...orders, readers: { least: 2, most: 16 } } } },
      /from 2 to 15/,
    ],
    [
      "a store of small nodes",
      { store: { nodeType: "cache.t4g.small", shards: 1, replicas: 1 } },
      /a store takes/,
    ],
    ["derived images for ever", { images: { derivedDays: 91 } }, /images\.derivedDays/],
    [
      "to make a zone known that it does not make",
      { zone: { name: "a.example.org", id: "Z1", parentId: "Z2" } },
      /leave it out where id is given/,
    ],
    ["another engine of search", { search: { engine: "solr" } }, /search/],
  ] as const)
    it(`refuses ${what}`, () => assert.rejects(withSettings("pre", others), message));

  it("takes a zone that somebody else has made, and leaves its signing to them", async () => {
    const graph = await withSettings("pre", { zone: { name: "a.example.org", id: "Z1EXAMPLE" } });
    assert.deepEqual(graph.outputs["zone"], {
      id: "Z1EXAMPLE",
      name: "a.example.org",
      delegation: null,
    });
    assert.equal(graph.of("aws:route53/zone:Zone").length, 0);
  });
});
