import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as rds from "@pulumi/aws/rds";
import * as pulumi from "@pulumi/pulumi";
import { alarm } from "../alerts/alarm";
import { ServiceRole } from "../identity/service-role";
import type { AuroraArgs } from "./aurora-cluster";

export interface AuroraProxyArgs extends Pick<
  AuroraArgs,
  "clusterName" | "place" | "logsKeyArn" | "logDays" | "boundaryArn" | "alarmTopicArn"
> {
  readonly cluster: rds.Cluster;
  /** Group of the proxy, which may call the cluster. */
  readonly groupId: pulumi.Input<string>;
  /** Names in the database of those who sign in through it. */
  readonly users: readonly string[];
}

/** RDS makes proxies in half an hour at most. */
const TIMEOUTS = { create: "30m", update: "30m", delete: "30m" };

/**
 * Of the connections that an instance takes, in percent. Writes that readers hand over have a tenth of their own
 * (`aurora_fwd_writer_max_connections_pct`), and people need some when all are taken.
 */
const POOL = { most: 80, idle: 40 };

/** Seconds: how long a caller may say nothing, and how long it waits for a connection when all are taken. */
const SECONDS = { idle: 1800, borrow: 30 };

/** A second, in the metric's microseconds. */
const SLOW_BORROW = 1_000_000;

/**
 * Shares a cluster's connections among callers that come and go. Who signs in at the proxy does so with a token of IAM, and
 * the proxy signs in to the cluster as the same user, with one of its own role: no secret is kept anywhere
 * [AWS: end-to-end IAM authentication of RDS Proxy].
 */
export function auroraProxy(
  name: string,
  args: AuroraProxyArgs,
  child: pulumi.CustomResourceOptions,
): rds.Proxy {
  const { clusterName, place, users } = args;
  const role = new ServiceRole(
    `${name}-proxy-role`,
    {
      roleName: `${clusterName}-proxy`,
      service: "rds.amazonaws.com",
      accountId: place.accountId,
      boundaryArn: args.boundaryArn,
      statements: [
        {
          // A cluster's own id is not known before it is there; the users are of this cluster alone.
          Sid: "SignInAsItsCallers",
          Effect: "Allow",
          Action: ["rds-db:connect"],
          Resource: users.map(
            (user) =>
              pulumi.interpolate`arn:aws:rds-db:${place.region}:${place.accountId}:dbuser:cluster-*/${user}`,
          ),
        },
      ],
    },
    child,
  );
  const logGroup = `/aws/rds/proxy/${clusterName}`;
  const log = new cloudwatch.LogGroup(
    `${name}-proxy-log`,
    { name: logGroup, retentionInDays: args.logDays, kmsKeyId: args.logsKeyArn },
    child,
  );
  const proxy = new rds.Proxy(
    `${name}-proxy`,
    {
      name: clusterName,
      engineFamily: "MYSQL",
      defaultAuthScheme: "IAM_AUTH",
      requireTls: true,
      roleArn: role.arn,
      vpcSubnetIds: place.subnetIds,
      vpcSecurityGroupIds: [args.groupId],
      idleClientTimeout: SECONDS.idle,
      // What it would write down are whole statements, with the data in them.
      debugLogging: false,
    },
    // RDS would make the log itself, to be kept for ever and with no key of ours.
    { ...child, dependsOn: [role, log], customTimeouts: TIMEOUTS },
  );
  const pool = new rds.ProxyDefaultTargetGroup(
    `${name}-proxy-pool`,
    {
      dbProxyName: proxy.name,
      connectionPoolConfig: {
        maxConnectionsPercent: POOL.most,
        maxIdleConnectionsPercent: POOL.idle,
        connectionBorrowTimeout: SECONDS.borrow,
      },
    },
    child,
  );
  new rds.ProxyTarget(
    `${name}-proxy-target`,
    { dbProxyName: proxy.name, targetGroupName: pool.name, dbClusterIdentifier: args.cluster.id },
    { ...child, customTimeouts: TIMEOUTS, ...(child.dependsOn ? { dependsOn: child.dependsOn } : {}) },
  );
  alarm(
    `${name}-proxy-slow`,
    {
      alarmName: `${clusterName}_proxy_slow`,
      text: {
        says: `${clusterName}: callers wait for more than a second for a connection through the proxy`,
        whatToDo:
          "look at DatabaseConnectionsCurrentlySessionPinned first: a caller that sets variables or holds a transaction keeps its connection. If none does, raise maxAcu: the limit of connections follows",
        log: { group: logGroup },
      },
      metric: {
        namespace: "AWS/RDS",
        name: "DatabaseConnectionsBorrowLatency",
        dimensions: { ProxyName: clusterName },
        statistic: "Average",
        periodSeconds: 60,
      },
      when: { comparison: "above", threshold: SLOW_BORROW, periods: 5, missing: "good" },
      topicArn: args.alarmTopicArn,
    },
    child,
  );
  return proxy;
}
