import * as assert from "node:assert/strict";
import { Provider } from "@pulumi/aws/provider";
import * as lb from "@pulumi/aws/lb";
import { DnsCertificate } from "../../components/certificates/dns-certificate";
import { EdgeGround } from "../../components/edge/edge-ground";
import { EdgeLogBucket } from "../../components/edge/edge-log-bucket";
import { ImageDistribution, type ImageDistributionArgs } from "../../components/edge/image-distribution";
import { EDGE_REGION } from "../../components/place/regions";
import { textAt, textsAt } from "../../rehearsal/clouds/aws/values";
import type { Graph } from "../graph/graph";
import { findingsOf } from "../policies/findings";
import { around, ZONE_ID } from "./api";
import { ACCOUNT, REGION, role, runComponent } from "./ground";
import { configurations } from "./pack-configurations";

const DISTRIBUTION = "aws:cloudfront/distribution:Distribution";
const YEAR = 31_536_000;
const HOSTS = { images: "images.example.org", www: "www.example.org" };

const make = (others: Partial<ImageDistributionArgs> = {}, preview = false): Promise<Graph> =>
  runComponent(({ subnetIds, groupId, keyArn }, opts) => {
    const edge = { providers: [new Provider("edge", { region: EDGE_REGION, allowedAccountIds: [ACCOUNT] })] };
    const balancer = new lb.LoadBalancer(
      "inside",
      { name: "inside", internal: true, subnets: subnetIds, securityGroups: [groupId] },
      around(opts),
    );
    const logs = new EdgeLogBucket(
      "logs",
      { bucketName: `aws-waf-logs-images-${ACCOUNT}`, accountId: ACCOUNT, keyArn, keepDays: 365 },
      opts,
    );
    const ground = new EdgeGround(
      "edge-ground",
      {
        accountId: ACCOUNT,
        keyAlias: "alias/edge",
        alarmTopicName: "edge-alarms",
        custodianRoleArns: [role("strongroom-pre-custodian")],
      },
      edge,
    );
    const certificate = new DnsCertificate("certificate", { domainNames: HOSTS, zoneId: ZONE_ID }, edge);
    new ImageDistribution(
      "platform",
      {
        siteName: "strongroom-pre-platform",
        hostNames: HOSTS,
        certificateArn: certificate.arn,
        zoneId: ZONE_ID,
        region: REGION,
        assetsBucketName: "assets",
        derivedBucketName: "derived",
        proxy: { loadBalancerArn: balancer.arn, hostName: HOSTS.images },
        limits: { requestsPerFiveMinutes: 2000, imagesPerMinute: 600 },
        logBucketName: logs.bucketName,
        alarmTopicArn: ground.alarmTopicArn,
        ...others,
      },
      { ...edge, dependsOn: [logs] },
    );
    return { balancerArn: balancer.arn };
  }, preview);

describe("ImageDistribution", () => {
  let graph: Graph;
  let inputs: Graph["custom"][number]["inputs"];
  before(async function () {
    this.timeout(30_000);
    graph = await make();
    ({ inputs } = graph.one(DISTRIBUTION, "platform-distribution"));
  });
  const behaviour = (pathPattern: string) =>
    Object.values(Object(inputs["orderedCacheBehaviors"])).find(
      (each) => textAt(each, "pathPattern") === pathPattern,
    );
  const origin = (id: string) =>
    Object.values(Object(inputs["origins"])).find((each) => textAt(each, "originId") === id);

  it("P17: looks for an image among those that were made, and asks the proxy for all others", () => {
    assert.equal(textAt(behaviour("/img/*"), "targetOriginId"), "images");
    assert.deepEqual(inputs["originGroups"], [
      {
        originId: "images",
        failoverCriteria: { statusCodes: [403, 404] },
        members: [{ originId: "derived" }, { originId: "proxy" }],
      },
    ]);
    assert.match(textAt(origin("derived"), "domainName"), /^derived\.s3\.eu-west-1\.amazonaws\.com$/);
    const reader = graph.one("aws:cloudfront/originAccessControl:OriginAccessControl", "platform-access");
    for (const id of ["derived", "assets"])
      assert.equal(textAt(origin(id), "originAccessControlId"), reader.id, id);
  });

  it("P17: reaches the proxy inside the VPC, by TLS, under a name that its certificate is for", () => {
    const inside = graph.one("aws:cloudfront/vpcOrigin:VpcOrigin", "platform-vpc-origin");
    assert.equal(textAt(inside.inputs, "vpcOriginEndpointConfig.arn"), graph.outputs["balancerArn"]);
    assert.equal(textAt(inside.inputs, "vpcOriginEndpointConfig.originProtocolPolicy"), "https-only");
    assert.equal(textAt(origin("proxy"), "vpcOriginConfig.vpcOriginId"), inside.id);
    assert.equal(textAt(origin("proxy"), "domainName"), HOSTS.images);
  });

  it("P16: names no bucket but that of assets and that of derived images", () => {
    const buckets = textsAt(inputs, "origins[].domainName").filter((name) => name.includes(".s3."));
    assert.deepEqual(
      [...new Set(buckets)].toSorted(),
      ["assets", "derived"].map((name) => `${name}.s3.eu-west-1.amazonaws.com`),
    );
  });

  it("P17: has each image made once, by a last cache in its own region", () => {
    for (const id of ["derived", "proxy"])
      assert.deepEqual(Object(origin(id)).originShield, { enabled: true, originShieldRegion: REGION }, id);
  });

  it("P17: keeps for a year what is signed, by its path and one of two formats", () => {
    const { inputs: cache } = graph.one("aws:cloudfront/cachePolicy:CachePolicy", "platform-images-cache");
    assert.deepEqual([cache["minTtl"], cache["defaultTtl"], cache["maxTtl"]], [YEAR, YEAR, YEAR]);
    const key = "parametersInCacheKeyAndForwardedToOrigin";
    assert.deepEqual(textsAt(cache, `${key}.headersConfig.headers.items[]`), ["Accept"]);
    assert.deepEqual(
      ["cookiesConfig.cookieBehavior", "queryStringsConfig.queryStringBehavior"].map((at) =>
        textAt(cache, `${key}.${at}`),
      ),
      ["none", "none"],
    );
    const format = graph.one("aws:cloudfront/function:Function", "platform-format");
    assert.equal(format.inputs["runtime"], "cloudfront-js-2.0");
    assert.deepEqual(Object(behaviour("/img/*")).functionAssociations, [
      { eventType: "viewer-request", functionArn: format.outputs["arn"] },
    ]);
  });

  it("P17: says to browsers that they may keep it, and that they must come by HTTPS", () => {
    const { inputs: said } = graph.one(
      "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy",
      "platform-images-headers",
    );
    assert.deepEqual(textsAt(said, "customHeadersConfig.items[].value"), [
      "public, max-age=31536000, immutable",
    ]);
    assert.equal(
      Object(said["securityHeadersConfig"]).strictTransportSecurity.accessControlMaxAgeSec,
      2 * YEAR,
    );
  });

  it("P20: lets one address ask for 600 images in a minute, and for 2,000 things in five", () => {
    const acl = graph.one("aws:wafv2/webAcl:WebAcl", "platform-firewall");
    assert.equal(inputs["webAclId"], acl.outputs["arn"]);
    const limits = Object.values(Object(acl.inputs["rules"])).map((each) => {
      const rate = Object(Object(each).statement).rateBasedStatement;
      return (
        rate && [
          rate.limit,
          rate.evaluationWindowSec,
          textAt(rate, "scopeDownStatement.byteMatchStatement.searchString"),
        ]
      );
    });
    assert.deepEqual(limits.slice(0, 3), [[600, 60, "/img/"], [2000, 300, ""], undefined]);
  });

  it("only reads, whatever it is asked", () => {
    const methods = ["defaultCacheBehavior", "orderedCacheBehaviors[]"].flatMap((at) =>
      textsAt(inputs, `${at}.allowedMethods[]`),
    );
    assert.deepEqual([...new Set(methods)], ["GET", "HEAD"]);
  });

  it("P18: has its names in the zone, for IPv4 and IPv6", () => {
    assert.equal(
      graph.of("aws:route53/record:Record").filter(({ name }) => name.startsWith("platform-")).length,
      4,
    );
  });

  for (const preview of [true, false])
    it(`the policy pack finds nothing wrong with it ${preview ? "in a preview" : "when deployed"}`, async function () {
      this.timeout(30_000);
      const found = await findingsOf(await make({}, preview), configurations, (name) =>
        name.startsWith("platform"),
      );
      assert.deepEqual(found, []);
    });

  it("refuses a name that no certificate could be for", async () => {
    await assert.rejects(
      make({ hostNames: { all: "*.example.org" } }),
      /hostNames: give whole names.*got \*\.example\.org/,
    );
  });
});
