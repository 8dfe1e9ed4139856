import * as token from "../../../rehearsal/clouds/aws/tokens";
import type { Properties } from "../../../rehearsal/clouds/catalogue";
import type { Inputs, Step } from "./cases";
import { group, subnet, vpc } from "./things";

/** Aurora clusters as simply as AWS allows, and what they stand on. */
export const dbCluster = (change: Properties = {}): Properties => ({
  clusterIdentifier: "web",
  engine: "aurora-postgresql",
  engineVersion: "17.7",
  masterUsername: "set_up",
  manageMasterUserPassword: true,
  skipFinalSnapshot: true,
  serverlessv2ScalingConfiguration: { minCapacity: 0.5, maxCapacity: 2 },
  ...change,
});

export const capacity = (change: Properties): Properties => ({
  serverlessv2ScalingConfiguration: { minCapacity: 0, maxCapacity: 2, ...change },
});

export const aCluster = (change: Properties = {}, name = "web"): Step => ({
  type: token.DB_CLUSTER,
  name,
  inputs: dbCluster({ clusterIdentifier: name, ...change }),
});

export const dbInstance = (change: Properties = {}): Properties => ({
  identifier: "web-a",
  clusterIdentifier: "web",
  engine: "aurora-postgresql",
  instanceClass: "db.serverless",
  ...change,
});

export const anInstance = (change: Properties = {}, name = "web-a"): Step => ({
  type: token.DB_INSTANCE,
  name,
  inputs: dbInstance({ identifier: name, ...change }),
});

export const subnetGroup =
  (subnets: readonly string[], change: Properties = {}): Inputs =>
  (made) => ({ name: "isolated", subnetIds: subnets.map((name) => made(name).id), ...change });

/** A network with subnets in two zones, of which one has two, and a group. */
export const twoZones: readonly Step[] = [
  vpc(),
  subnet("a", 1, "a"),
  subnet("b", 2, "b"),
  subnet("a-too", 3, "a"),
  group("group"),
];

export const aSubnetGroup: Step = {
  type: token.DB_SUBNET_GROUP,
  name: "isolated",
  inputs: subnetGroup(["a", "b"]),
};

export const parameters = (family: string, change: Properties = {}): Step => ({
  type: token.DB_PARAMETERS,
  name: family,
  inputs: { name: family, family, ...change },
});
