import * as assert from "node:assert/strict";
import * as token from "../../../rehearsal/clouds/aws/tokens";
import type { Properties } from "../../../rehearsal/clouds/catalogue";
import { ACCOUNT, casesOf, holds, inAccount, refusals, type Inputs, type Step } from "./cases";
import { allow, document } from "./things";

const EDGE = "us-east-1";

const zone: Step = { type: token.DNS_ZONE, name: "zone", inputs: { name: "a.example.org" } };

const ofRoute53 = (...actions: readonly string[]) =>
  document(
    allow("kms:*", { Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Resource: "*" }),
    allow(actions, { Principal: { Service: "dnssec-route53.amazonaws.com" }, Resource: "*" }),
  );
const SIGN = ["kms:DescribeKey", "kms:GetPublicKey", "kms:Sign", "kms:CreateGrant"];
const pair = { customerMasterKeySpec: "ECC_NIST_P256", keyUsage: "SIGN_VERIFY" };
const key = (name: string, inputs: Properties, region = EDGE): Step => ({
  type: token.KEY,
  name,
  inputs: { description: name, policy: ofRoute53(...SIGN), ...inputs },
  region,
});

const signs =
  (of: string) => (made: (name: string) => { readonly id: string; readonly outputs: Properties }) => ({
    hostedZoneId: made("zone").id,
    keyManagementServiceArn: made(of).outputs["arn"],
    name: "first",
  });

const aSigningKey: Step = { type: token.DNS_SIGNING_KEY, name: "signing", inputs: signs("pair") };

const queries = (region: string): Step => ({
  type: token.LOG_GROUP,
  name: `queries-${region}`,
  inputs: { name: "/aws/route53/a.example.org" },
  region,
});
const writer: Step = {
  type: token.LOG_RESOURCE_POLICY,
  name: "writer",
  inputs: {
    policyName: "queries",
    policyDocument: document(
      allow(["logs:CreateLogStream", "logs:PutLogEvents"], {
        Principal: { Service: "route53.amazonaws.com" },
        Resource: "*",
      }),
    ),
  },
  region: EDGE,
};

describe("the simulated AWS: zones of Route 53", () => {
  const ground = [
    zone,
    key("pair", pair),
    key("elsewhere", pair, "eu-west-1"),
    key("symmetric", {}),
    key("closed", { ...pair, policy: ofRoute53("kms:Sign") }),
    queries("eu-west-1"),
    queries(EDGE),
  ];
  const signing = casesOf<Inputs>(
    "a key-signing key",
    token.DNS_SIGNING_KEY,
    (change) => (typeof change === "function" ? change : signs("pair")),
    ground,
  );
  refusals([
    signing("whose key is in another region", signs("elsewhere"), /must be in us-east-1/),
    signing("whose key encrypts", signs("symmetric"), /ECC_NIST_P256 for SIGN_VERIFY/),
    signing("whose key does not let Route 53 in", signs("closed"), /does not allow .* kms:DescribeKey/),
  ]);

  it(
    "signs no zone without a key, and one with it",
    inAccount(async (account) => {
      await account.makeAll([zone, key("pair", pair)]);
      const inputs = (made: (name: string) => { readonly id: string }) => ({ hostedZoneId: made("zone").id });
      const signed: Step = { type: token.DNS_SIGNING, name: "signed", inputs };
      await assert.rejects(account.make(signed), /KeySigningKeyWithActiveStatusNotFound/);
      await account.make(aSigningKey);
      await account.make(signed);
    }),
  );

  const log =
    (group: string) => (made: (name: string) => { readonly id: string; readonly outputs: Properties }) => ({
      zoneId: made("zone").id,
      cloudwatchLogGroupArn: made(group).outputs["arn"],
    });
  const logged = casesOf<Inputs>(
    "a log of queries",
    token.QUERY_LOG,
    (change) => (typeof change === "function" ? change : log(`queries-${EDGE}`)),
    [...ground, writer],
  );
  refusals([logged("in another region", log("queries-eu-west-1"), /must be in us-east-1/)]);

  holds([
    {
      what: "a zone with records of its own",
      given: [
        zone,
        {
          type: token.DNS_RECORD,
          name: "caa",
          inputs: (made) => ({
            zoneId: made("zone").id,
            name: "a.example.org",
            type: "CAA",
            records: ['0 issue "amazon.com"'],
            ttl: 300,
          }),
        },
      ],
      held: "zone",
      because: /HostedZoneNotEmpty/,
      until: ["caa"],
    },
  ]);

  it(
    "writes no queries where no policy lets Route 53 in",
    inAccount(async (account) => {
      await account.makeAll([zone, queries(EDGE)]);
      const queryLog: Step = { type: token.QUERY_LOG, name: "log", inputs: log(`queries-${EDGE}`) };
      await assert.rejects(account.make(queryLog), /InsufficientCloudWatchLogsResourcePolicy/);
      await account.make(writer);
      await account.make(queryLog);
    }),
  );
});
