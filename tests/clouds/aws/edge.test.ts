import * as assert from "node:assert/strict";
import * as token from "../../../rehearsal/clouds/aws/tokens";
import type { Properties } from "../../../rehearsal/clouds/catalogue";
import { ACCOUNT, inAccount, refusals, type Account, type Inputs, type Step } from "./cases";
import { balancer, bucket, network } from "./things";

const EDGE = "us-east-1";

const endpoint =
  (more: Properties = {}): Inputs =>
  (made) => ({
    vpcOriginEndpointConfig: {
      name: "web",
      arn: made("balancer").id,
      httpPort: 80,
      httpsPort: 443,
      originProtocolPolicy: "https-only",
      originSslProtocols: { items: ["TLSv1.2"], quantity: 1 },
      ...more,
    },
  });
const origins = (what: string, refused: Properties, because: RegExp) => ({
  what: `a VPC origin ${what}`,
  given: [...network, balancer()],
  type: token.VPC_ORIGIN,
  refused: endpoint(refused),
  because,
  accepted: endpoint(),
});

const site: Step = {
  type: token.DISTRIBUTION,
  name: "site",
  region: EDGE,
  inputs: {
    enabled: true,
    origins: [{ originId: "web", domainName: "example.org", customOriginConfig: {} }],
    defaultCacheBehavior: {
      targetOriginId: "web",
      allowedMethods: ["GET", "HEAD"],
      cachedMethods: ["GET", "HEAD"],
      viewerProtocolPolicy: "https-only",
      cachePolicyId: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
    },
    restrictions: { geoRestriction: { restrictionType: "none" } },
    viewerCertificate: { cloudfrontDefaultCertificate: true },
  },
};
const source = (name = "site-logs", region = EDGE): Step => ({
  type: token.LOG_SOURCE,
  name,
  region,
  inputs: (made) => ({ name, logType: "ACCESS_LOGS", resourceArn: made("site").outputs["arn"] }),
});
const destination: Step = {
  type: token.LOG_DESTINATION,
  name: "destination",
  region: EDGE,
  inputs: {
    name: "destination",
    outputFormat: "json",
    deliveryDestinationConfiguration: { destinationResourceArn: "arn:aws:s3:::logs" },
  },
};
const delivery: Step = {
  type: token.LOG_DELIVERY,
  name: "delivery",
  region: EDGE,
  inputs: (made) => ({
    deliverySourceName: "site-logs",
    deliveryDestinationArn: made("destination").outputs["arn"],
  }),
};
/** What lets a service put logs into the bucket. */
const admission = (service: string): readonly Step[] => [
  {
    type: token.BUCKET_PUBLIC_ACCESS_BLOCK,
    name: "block",
    inputs: { bucket: "logs", blockPublicPolicy: true },
  },
  {
    type: "aws:s3/bucketPolicy:BucketPolicy",
    name: "admission",
    inputs: {
      bucket: "logs",
      policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Sid: "Deliver",
            Effect: "Allow",
            Principal: { Service: service },
            Action: "s3:PutObject",
            Resource: "arn:aws:s3:::logs/*",
            Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT } },
          },
        ],
      }),
    },
  },
];

const delivered = (account: Account, service: string) =>
  account.makeAll([bucket("logs"), ...admission(service), site, source(), destination, delivery]);

describe("the simulated AWS: what stands at CloudFront's edge", () => {
  refusals([
    origins(
      "whose protocols are miscounted",
      { originSslProtocols: { items: ["TLSv1.2"], quantity: 2 } },
      /Quantity/,
    ),
    origins(
      "of a protocol that there is not",
      { originSslProtocols: { items: ["TLSv1.3"], quantity: 1 } },
      /TLSv1\.3/,
    ),
    origins("without ports", { httpPort: undefined }, /takes httpPort/),
    origins("that goes by mail", { originProtocolPolicy: "smtp" }, /originProtocolPolicy/),
    origins(
      "to nowhere",
      { arn: `arn:aws:elasticloadbalancing:eu-west-1:${ACCOUNT}:loadbalancer/app/a/b` },
      /does not exist/,
    ),
  ]);

  it(
    "gives a VPC origin the real id and ARN",
    inAccount(async (account) => {
      await account.makeAll([...network, balancer()]);
      const made = await account.make({
        type: token.VPC_ORIGIN,
        name: "origin",
        inputs: endpoint(),
        region: EDGE,
      });
      assert.match(made.id, /^vo_[0-9a-f]{22}$/);
      assert.equal(made.outputs["arn"], `arn:aws:cloudfront::${ACCOUNT}:vpcorigin/${made.id}`);
    }),
  );

  it(
    "delivers the logs of a distribution into a bucket of another region that admits them",
    inAccount(async (account) => {
      await delivered(account, "delivery.logs.amazonaws.com");
      const made = account.made("destination").outputs["arn"];
      assert.equal(made, `arn:aws:logs:us-east-1:${ACCOUNT}:delivery-destination:destination`);
      await assert.rejects(account.remove("destination"), /ConflictException/);
    }),
  );

  it(
    "refuses logs that the bucket does not admit",
    inAccount(async (account) => {
      await assert.rejects(
        delivered(account, "logging.s3.amazonaws.com"),
        /AccessDeniedException: The policy of the bucket logs does not let delivery\.logs\.amazonaws\.com/,
      );
    }),
  );

  it(
    "refuses logs of a distribution twice, and from another region",
    inAccount(async (account) => {
      await account.make(site);
      await assert.rejects(account.make(source("far", "eu-west-1")), /from us-east-1 alone/);
      await account.make(source());
      await assert.rejects(account.make(source("second")), /already been used in another Delivery Source/);
    }),
  );
});
