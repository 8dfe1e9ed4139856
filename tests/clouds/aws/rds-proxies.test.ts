import * as token from "../../../rehearsal/clouds/aws/tokens";
import type { Properties } from "../../../rehearsal/clouds/catalogue";
import { casesOf, refusals, type Inputs, type Step } from "./cases";
import { aCluster, twoZones } from "./databases";
import { role, roleArn } from "./things";

const proxy =
  (change: Properties = {}): Inputs =>
  (made) => ({
    name: "web",
    engineFamily: "MYSQL",
    defaultAuthScheme: "IAM_AUTH",
    roleArn: roleArn("proxy"),
    vpcSubnetIds: ["a", "b"].map((subnet) => made(subnet).id),
    ...change,
  });

const target = (change: Properties = {}): Properties => ({
  dbProxyName: "web",
  targetGroupName: "default",
  dbClusterIdentifier: "orders",
  ...change,
});

describe("the simulated AWS: proxies of RDS", () => {
  const mySql = { engine: "aurora-mysql", engineVersion: "8.0.mysql_aurora.3.10.3" };
  const byIam = { iamDatabaseAuthenticationEnabled: true };
  const ground: readonly Step[] = [
    ...twoZones,
    role("proxy", "rds.amazonaws.com"),
    role("task"),
    aCluster({ ...mySql, ...byIam }, "orders"),
    aCluster(mySql, "closed"),
    aCluster(byIam, "postgres"),
  ];
  const a = casesOf("a proxy", token.DB_PROXY, (change) => proxy(change), ground);
  refusals([
    a("called web-", { name: "web-" }, /1 to 63 letters/),
    a("of an engine that there is not", { engineFamily: "ORACLE" }, /one of MYSQL/),
    a("whom nobody signs in to", { defaultAuthScheme: "NONE" }, /Auth is required/, {
      defaultAuthScheme: "NONE",
      auths: [{ iamAuth: "REQUIRED" }],
    }),
    a("in a role of somebody else", { roleArn: roleArn("task") }, /not authorized to assume/),
    a("in one subnet", { vpcSubnetIds: ["subnet-1"] }, /at least two Availability Zones|does not exist/),
  ]);

  const registered = casesOf("a target", token.DB_PROXY_TARGET, target, [
    ...ground,
    { type: token.DB_PROXY, name: "web", inputs: proxy() },
  ]);
  refusals([
    registered("of another engine", { dbClusterIdentifier: "postgres" }, /engine family MYSQL of the proxy/),
    registered(
      "that takes no tokens",
      { dbClusterIdentifier: "closed" },
      /IAM authentication is not enabled/,
    ),
    registered("that is not there", { dbClusterIdentifier: "none" }, /none does not exist/),
    registered("of a group that there is not", { targetGroupName: "other" }, /one of default/),
  ]);
});
