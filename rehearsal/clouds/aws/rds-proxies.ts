import { words, type Making, type Properties, type ResourceType } from "../catalogue";
import { arn } from "./arn";
import { trusts } from "./policy-document";
import { hostOf } from "./rds-clusters";
import { roleArn, securityGroup, subnet } from "./refers";
import { DB_CLUSTER, DB_PROXY, DB_PROXY_POOL, DB_PROXY_TARGET } from "./tokens";
import { isSet, listAt, neighbours, textAt, textsAt, thingAt } from "./values";

const FAMILIES: Readonly<Record<string, string>> = {
  "aurora-mysql": "MYSQL",
  "aurora-postgresql": "POSTGRESQL",
};

const PROXY_NAME = {
  pattern: /^[a-zA-Z](?!.*--)[a-zA-Z0-9-]{0,62}(?<!-)$/,
  says: "1 to 63 letters, digits and hyphens, a letter first, no two hyphens together and none last",
};

/** Proxies before clusters of Aurora, with the one group of targets that each has [docs.aws.amazon.com: Amazon RDS Proxy]. */
export const rdsProxies: Readonly<Record<string, ResourceType>> = {
  [DB_PROXY]: {
    inputs: words(`auths debugLogging defaultAuthScheme engineFamily idleClientTimeout requireTls roleArn tags
      vpcSecurityGroupIds vpcSubnetIds`),
    required: words("engineFamily roleArn vpcSubnetIds"),
    name: {
      property: "name",
      ...PROXY_NAME,
      unique: "region",
      taken: "DBProxyAlreadyExistsFault: DB Proxy already exists",
      automatic: true,
    },
    id: ({ name }) => name,
    computed: {
      arn: (making) => arn("rds", making, `db-proxy:prx-${making.digits(17)}`),
      endpoint: (making) => hostOf(making, `${making.name}.proxy-`),
    },
    defaults: { debugLogging: false, requireTls: false, idleClientTimeout: 1800, defaultAuthScheme: "NONE" },
    replacedBy: words("engineFamily vpcSubnetIds"),
    limits: {
      engineFamily: { among: words("MYSQL POSTGRESQL SQLSERVER") },
      defaultAuthScheme: { among: words("NONE IAM_AUTH") },
      idleClientTimeout: { from: 1, to: 28_800 },
      "auths[].iamAuth": { among: words("DISABLED REQUIRED ENABLED") },
    },
    refers: [roleArn("roleArn"), subnet("vpcSubnetIds[]"), securityGroup("vpcSecurityGroupIds[]")],
    refuseInputs: authFault,
    refuseMaking: ({ text, cloud }) =>
      trusts(text("roleArn"), "rds.amazonaws.com", cloud)
        ? undefined
        : `InvalidParameterValue: RDS is not authorized to assume service-linked role ${text("roleArn")}`,
  },
  [DB_PROXY_POOL]: {
    inputs: words("connectionPoolConfig dbProxyName"),
    required: words("dbProxyName"),
    id: ({ text }) => text("dbProxyName"),
    computed: {
      arn: (making) => arn("rds", making, `target-group:prx-tg-${making.digits(17)}`),
      name: () => "default",
    },
    replacedBy: words("dbProxyName"),
    limits: {
      "connectionPoolConfig.maxConnectionsPercent": { from: 1, to: 100 },
      "connectionPoolConfig.maxIdleConnectionsPercent": { from: 0, to: 100 },
      "connectionPoolConfig.connectionBorrowTimeout": { from: 0, to: 300 },
      "connectionPoolConfig.sessionPinningFilters[]": { among: ["EXCLUDE_VARIABLE_SETS"] },
    },
    refers: [{ at: "dbProxyName", to: [DB_PROXY], form: "name" }],
    // It comes and goes with its proxy: the resource only sets it.
    writesOver: true,
  },
  [DB_PROXY_TARGET]: {
    inputs: words("dbClusterIdentifier dbInstanceIdentifier dbProxyName targetGroupName"),
    required: words("dbProxyName targetGroupName"),
    id: ({ text }) =>
      [
        text("dbProxyName"),
        text("targetGroupName"),
        text("dbClusterIdentifier") ? "TRACKED_CLUSTER" : "RDS_INSTANCE",
        text("dbClusterIdentifier") || text("dbInstanceIdentifier"),
      ].join("/"),
    computed: {
      rdsResourceId: ({ text }) => text("dbClusterIdentifier") || text("dbInstanceIdentifier"),
      type: ({ text }) => (text("dbClusterIdentifier") ? "TRACKED_CLUSTER" : "RDS_INSTANCE"),
    },
    replacedBy: words("dbClusterIdentifier dbInstanceIdentifier dbProxyName targetGroupName"),
    limits: { targetGroupName: { among: ["default"] } },
    refers: [
      { at: "dbProxyName", to: [DB_PROXY], form: "name" },
      { at: "dbClusterIdentifier", to: [DB_CLUSTER], form: "name" },
    ],
    refuseMaking: targetFault,
  },
};

/** Who signs in at a proxy: by secrets that it reads, or by IAM from end to end, for which it reads none. */
function authFault(inputs: Properties): string | undefined {
  const byIam = textAt(inputs, "defaultAuthScheme") === "IAM_AUTH";
  if (!byIam && listAt(inputs, "auths[]").length === 0)
    return "InvalidParameterValue: Auth is required when DefaultAuthScheme is NONE or is not given";
  const subnets = textsAt(inputs, "vpcSubnetIds[]");
  return isSet(inputs, "vpcSubnetIds") && subnets.length === 1
    ? "InvalidSubnet: DB proxies need subnets in at least two Availability Zones"
    : undefined;
}

function targetFault(making: Making): string | undefined {
  const proxy = thingAt([DB_PROXY], making.text("dbProxyName"), making);
  const cluster = thingAt([DB_CLUSTER], making.text("dbClusterIdentifier"), making);
  const family = FAMILIES[textAt(cluster?.inputs, "engine")];
  if (cluster !== undefined && proxy !== undefined && proxy.inputs["engineFamily"] !== family)
    return `InvalidParameterValue: the engine family ${textAt(proxy.inputs, "engineFamily")} of the proxy is not that of ${cluster.id}`;
  if (cluster !== undefined && cluster.inputs["iamDatabaseAuthenticationEnabled"] !== true)
    return `InvalidDBClusterStateFault: IAM authentication is not enabled on ${cluster.id}`;
  const other = neighbours(DB_PROXY_TARGET, making).find(
    ({ inputs }) => inputs["dbProxyName"] === making.inputs["dbProxyName"],
  );
  return other && `DBProxyTargetAlreadyRegisteredFault: the proxy serves ${other.id} already`;
}
