import * as assert from "node:assert/strict";
import * as token from "../../../rehearsal/clouds/aws/tokens";
import { ACCOUNT, casesOf, inAccount, refusals } from "./cases";
import { aCluster, anInstance, aSubnetGroup, dbInstance, twoZones } from "./databases";
import { role, roleArn } from "./things";

describe("the simulated AWS: instances of Aurora clusters", () => {
  const ground = [
    ...twoZones,
    aSubnetGroup,
    aCluster({ dbSubnetGroupName: "isolated" }),
    aCluster({ serverlessv2ScalingConfiguration: undefined }, "fixed"),
    role("monitoring", "monitoring.rds.amazonaws.com"),
    role("task"),
  ];
  const instance = casesOf("an instance", token.DB_INSTANCE, dbInstance, ground);
  const watched = { monitoringInterval: 60, monitoringRoleArn: roleArn("monitoring") };
  const insights = { performanceInsightsEnabled: true };
  refusals([
    instance("called Web", { identifier: "Web" }, /1 to 63 lower-case/),
    instance("of a cluster that is not there", { clusterIdentifier: "none" }, /none does not exist/),
    instance("of a class that is none", { instanceClass: "serverless" }, /a class as db\.serverless/, {
      instanceClass: "db.r8g.large",
    }),
    instance(
      "without servers, in a cluster that has no capacity",
      { clusterIdentifier: "fixed" },
      /Set the Serverless v2 scaling configuration on the parent DB cluster/,
      { clusterIdentifier: "fixed", instanceClass: "db.r8g.large" },
    ),
    instance(
      "in a zone where the cluster is not",
      { availabilityZone: "eu-west-1c" },
      /no subnet in eu-west-1c \(it is in eu-west-1a, eu-west-1b\)/,
      { availabilityZone: "eu-west-1b" },
    ),
    instance("of tier 16", { promotionTier: 16 }, /\(0 - 15\)/, { promotionTier: 15 }),
    instance("watched every two seconds", { ...watched, monitoringInterval: 2 }, /one of 0, 1, 5/, watched),
    instance(
      "watched in no role",
      { monitoringInterval: 60 },
      /MonitoringRoleARN value is required/,
      watched,
    ),
    instance(
      "watched never, in a role",
      { monitoringRoleArn: roleArn("monitoring") },
      /MonitoringInterval value other than 0/,
      watched,
    ),
    instance(
      "watched in a role of somebody else",
      { ...watched, monitoringRoleArn: roleArn("task") },
      /permissions for: ENHANCED_MONITORING/,
      watched,
    ),
    instance(
      "with insights for eight days",
      { ...insights, performanceInsightsRetentionPeriod: 8 },
      /7, 31/,
      {
        ...insights,
        performanceInsightsRetentionPeriod: 7,
      },
    ),
    instance(
      "with a key for insights that it does not have",
      { performanceInsightsKmsKeyId: `arn:aws:kms:eu-west-1:${ACCOUNT}:alias/aws/rds` },
      /Performance Insights must be enabled/,
      { ...insights, performanceInsightsKmsKeyId: `arn:aws:kms:eu-west-1:${ACCOUNT}:alias/aws/rds` },
    ),
  ]);

  it(
    "are in a zone each, the first of them writes, and all have what is their cluster's",
    inAccount(async (account) => {
      await account.makeAll([...ground, anInstance(), anInstance({}, "web-b")]);
      const [first, second] = ["web-a", "web-b"].map((name) => account.made(name).outputs);
      assert.deepEqual(
        [first?.["availabilityZone"], second?.["availabilityZone"]],
        ["eu-west-1a", "eu-west-1b"],
      );
      assert.deepEqual([first?.["writer"], second?.["writer"]], [true, false]);
      assert.equal(first?.["arn"], `arn:aws:rds:eu-west-1:${ACCOUNT}:db:web-a`);
      assert.match(String(first?.["endpoint"]), /^web-a\.c\w{11}\.eu-west-1\.rds\.amazonaws\.com$/);
      assert.deepEqual([first?.["port"], first?.["engineVersionActual"]], [5432, "17.7"]);
    }),
  );

  it(
    "are made anew in another zone, and change their tier in place",
    inAccount(async (account) => {
      await account.makeAll(ground);
      const made = await account.make(anInstance({ availabilityZone: "eu-west-1a" }));
      const after = (change: object) =>
        account.provider.difference(made, dbInstance({ availabilityZone: "eu-west-1a", ...change }));
      const moved = await after({ availabilityZone: "eu-west-1b" });
      assert.deepEqual(moved.replacesList, ["availabilityZone"]);
      assert.deepEqual((await after({ promotionTier: 1 })).replacesList, []);
    }),
  );
});
