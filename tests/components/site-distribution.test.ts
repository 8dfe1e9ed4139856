import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { readByDistribution } from "../../components/edge/origin-access";
import { textAt, textsAt } from "../../rehearsal/clouds/aws/values";
import { hasUnknown } from "../../rehearsal/clouds/properties";
import type { Graph } from "../graph/graph";
import { ZONE_ID } from "./api";
import { DISTRIBUTION_ID, HOST_NAMES, LOGS, makeSite, MEDIA } from "./edge";
import { ACCOUNT, REGION, role } from "./ground";
import { allows } from "./policy-evaluation";

const DISTRIBUTION = "aws:cloudfront/distribution:Distribution";
const RECORD = "aws:route53/record:Record";
const CACHE = "aws:cloudfront/cachePolicy:CachePolicy";
const HEADERS = "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy";

const YEAR = 31_536_000;

const arn = (id: string) => `arn:aws:cloudfront::${ACCOUNT}:distribution/${id}`;

describe("SiteDistribution", () => {
  let graph: Graph;
  let inputs: Graph["custom"][number]["inputs"];
  before(async () => {
    graph = await makeSite();
    ({ inputs } = graph.one(DISTRIBUTION, "site-distribution"));
  });
  const id = (type: string, name: string) => graph.one(type, name).id;

  it("speaks HTTP/2 and 3, by TLS 1.2 or newer, with a certificate of us-east-1 for its names", () => {
    const certificate = graph.one("aws:acm/certificate:Certificate", "site-certificate-certificate");
    assert.equal(inputs["httpVersion"], "http2and3");
    assert.deepEqual(inputs["aliases"], Object.values(HOST_NAMES));
    assert.deepEqual(inputs["viewerCertificate"], {
      acmCertificateArn: certificate.outputs["arn"],
      minimumProtocolVersion: "TLSv1.2_2021",
      sslSupportMethod: "sni-only",
    });
    assert.match(String(certificate.outputs["arn"]), /^arn:aws:acm:us-east-1:/);
  });

  it("has everybody come by HTTPS, and tells browsers to", () => {
    const behaviours = ["defaultCacheBehavior", "orderedCacheBehaviors[]"];
    assert.deepEqual(
      behaviours.flatMap((path) => textsAt(inputs, `${path}.viewerProtocolPolicy`)),
      Array.from({ length: 3 }, () => "redirect-to-https"),
    );
    for (const { name, inputs: policy } of graph.of(HEADERS))
      assert.deepEqual(
        Reflect.get(Object(policy["securityHeadersConfig"]), "strictTransportSecurity"),
        { accessControlMaxAgeSec: 2 * YEAR, includeSubdomains: true, override: true },
        name,
      );
  });

  it("reaches the internal load balancer inside the VPC, by HTTPS, with all that was asked and nothing kept", () => {
    const origin = graph.one("aws:cloudfront/vpcOrigin:VpcOrigin", "site-vpc-origin");
    assert.equal(textAt(origin.inputs, "vpcOriginEndpointConfig.arn"), graph.outputs["balancerArn"]);
    assert.equal(textAt(origin.inputs, "vpcOriginEndpointConfig.originProtocolPolicy"), "https-only");
    assert.deepEqual(Reflect.get(Object(inputs["origins"]), "0"), {
      originId: "application",
      domainName: graph.outputs["balancerDnsName"],
      vpcOriginConfig: { vpcOriginId: origin.id },
    });
    assert.equal(textAt(inputs, "defaultCacheBehavior.targetOriginId"), "application");
    // CachingDisabled, AllViewer
    assert.equal(
      textAt(inputs, "defaultCacheBehavior.cachePolicyId"),
      "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
    );
    assert.equal(
      textAt(inputs, "defaultCacheBehavior.originRequestPolicyId"),
      "216adef6-5c7f-47e4-b989-5492eafa07d3",
    );
    assert.equal(textsAt(inputs, "defaultCacheBehavior.allowedMethods[]").length, 7);
  });

  it("serves two folders of the bucket, whose requests it always signs", () => {
    const access = graph.one("aws:cloudfront/originAccessControl:OriginAccessControl", "site-files-access");
    assert.equal(access.inputs["signingBehavior"], "always");
    assert.equal(access.inputs["originAccessControlOriginType"], "s3");
    assert.deepEqual(Reflect.get(Object(inputs["origins"]), "1"), {
      originId: "files",
      domainName: `${MEDIA}.s3.${REGION}.amazonaws.com`,
      originAccessControlId: access.id,
    });
    assert.deepEqual(textsAt(inputs, "orderedCacheBehaviors[].pathPattern"), ["/static/*", "/media/*"]);
    assert.deepEqual(textsAt(inputs, "orderedCacheBehaviors[].targetOriginId"), ["files", "files"]);
    assert.deepEqual(textsAt(inputs, "orderedCacheBehaviors[].cachePolicyId"), [
      id(CACHE, "site-static-cache"),
      id(CACHE, "site-media-cache"),
    ]);
  });

  it("keeps hashed names for a year, here and in browsers, and media as long as they say", () => {
    const ttl = (name: string) => {
      const { minTtl, defaultTtl, maxTtl } = graph.one(CACHE, name).inputs;
      return [minTtl, defaultTtl, maxTtl];
    };
    assert.deepEqual(ttl("site-static-cache"), [YEAR, YEAR, YEAR]);
    assert.deepEqual(ttl("site-media-cache"), [0, 86_400, YEAR]);
    const custom = (use: string) => graph.one(HEADERS, `site-${use}-headers`).inputs["customHeadersConfig"];
    const value = "public, max-age=31536000, immutable";
    assert.deepEqual(custom("static"), { items: [{ header: "Cache-Control", value, override: true }] });
    for (const use of ["media", "application"]) assert.equal(custom(use), undefined, use);
  });

  it("has its names in the zone, for IPv4 and IPv6", () => {
    const records = graph.of(RECORD).filter(({ inputs: { aliases } }) => aliases !== undefined);
    assert.deepEqual(
      records.map(({ name, inputs: { type, name: hostName } }) => [name, type, hostName]),
      [
        ["site-www-a", "A", "www.example.org"],
        ["site-www-aaaa", "AAAA", "www.example.org"],
        ["site-bare-a", "A", "example.org"],
        ["site-bare-aaaa", "AAAA", "example.org"],
      ],
    );
    for (const { inputs: record } of records) {
      assert.equal(record["zoneId"], ZONE_ID);
      assert.deepEqual(record["aliases"], [
        { name: graph.outputs["domainName"], zoneId: "Z2FDTNDATAQYW2", evaluateTargetHealth: false },
      ]);
    }
  });

  it("leaves the records to others where there is no zone", async () => {
    const without = await makeSite({ zoneId: undefined });
    const records = without.of(RECORD).filter(({ inputs: { aliases } }) => aliases !== undefined);
    assert.deepEqual(records, []);
  });

  it("has its requests written down in the stage's own region", () => {
    const source = graph.one("aws:cloudwatch/logDeliverySource:LogDeliverySource", "site-log-source");
    assert.equal(source.inputs["resourceArn"], graph.outputs["arn"]);
    const delivery = graph.one("aws:cloudwatch/logDelivery:LogDelivery", "site-log-delivery");
    const destination = graph.one(
      "aws:cloudwatch/logDeliveryDestination:LogDeliveryDestination",
      "site-log-destination",
    );
    assert.equal(delivery.inputs["deliverySourceName"], source.outputs["name"]);
    assert.equal(delivery.inputs["deliveryDestinationArn"], destination.outputs["arn"]);
    assert.deepEqual(destination.inputs["deliveryDestinationConfiguration"], {
      destinationResourceArn: `arn:aws:s3:::${LOGS}`,
    });
    assert.equal(graph.one("aws:s3/bucket:Bucket", "edge-logs").outputs["region"], REGION);
  });

  it("is the only one for which CloudFront reads the bucket and uses its key, and of the two folders alone", async () => {
    // Known in a preview, where the pack judges them.
    const preview = await makeSite({}, true);
    const { policy } = preview.one("aws:s3/bucketPolicy:BucketPolicy", "media-policy").inputs;
    const read = (object: string, id = DISTRIBUTION_ID, principal = "cloudfront.amazonaws.com") =>
      allows(policy, {
        principal,
        action: "s3:GetObject",
        resource: `arn:aws:s3:::${MEDIA}/${object}`,
        context: { "aws:SourceArn": arn(id), "s3:TlsVersion": "1.3" },
      });
    assert.equal(read("static/site.css"), true);
    assert.equal(read("media/1.jpg"), true);
    assert.equal(read("private/1.jpg"), false);
    assert.equal(read("static/site.css", "E0000000000000"), false);
    assert.equal(read("static/site.css", DISTRIBUTION_ID, role("administrator")), false);
    const key = preview.one("aws:kms/key:Key", "media-key-key").inputs["policy"];
    const use = (action: string, id = DISTRIBUTION_ID) =>
      allows(key, {
        principal: "cloudfront.amazonaws.com",
        action,
        resource: "*",
        context: { "aws:SourceArn": arn(id) },
      });
    assert.equal(use("kms:Decrypt"), true);
    assert.equal(use("kms:GenerateDataKey"), false);
    assert.equal(use("kms:Decrypt", "E0000000000000"), false);
  });

  it("is let in with the account's others until its id is known, and with none of another account", async () => {
    const { Condition } = readByDistribution(`arn:aws:s3:::${MEDIA}`, { accountId: ACCOUNT });
    const known = await new Promise((resolve) => pulumi.output(Condition).apply(resolve));
    assert.deepEqual(known, { ArnLike: { "aws:SourceArn": arn("*") } });
  });

  it("knows in a preview what it will be", async () => {
    const preview = await makeSite({}, true);
    const site = preview.one(DISTRIBUTION, "site-distribution").inputs;
    assert.equal(hasUnknown(site["aliases"]), false);
    assert.equal(textAt(site, "viewerCertificate.minimumProtocolVersion"), "TLSv1.2_2021");
    const { aliases } = preview.one(RECORD, "site-www-a").inputs;
    assert.equal(hasUnknown(aliases), true);
  });

  it("refuses names that no certificate or record could be for, and takes whole ones", async () => {
    await assert.rejects(makeSite({ hostNames: {} }), /hostNames: at least one is needed/);
    for (const odd of ["*.example.org", "WWW.example.org", "www.example.org.", "localhost"])
      await assert.rejects(
        makeSite({ hostNames: { www: odd } }),
        /hostNames: give whole names in lower case, without \* and with no dot at the end, got /,
      );
    await makeSite({ hostNames: { www: "www.example.org" } });
    await assert.rejects(
      makeSite({ siteName: "my site" }),
      /siteName: at most 40 letters, digits and hyphens, got my/,
    );
  });
});
