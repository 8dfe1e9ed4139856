import { aZone, arnIn, own, text, type Calls, type CallsByType } from "./calls";

const ofZone = (make: string, read: string, change: string, remove: string): Calls => ({
  service: "route53",
  make,
  read,
  change,
  remove,
  on: () => [aZone],
});

const anomaly = (kind: string): Calls => ({
  service: "ce",
  make: `CreateAnomaly${kind} TagResource`,
  read: `GetAnomaly${kind}s ListTagsForResource`,
  change: `UpdateAnomaly${kind} UntagResource`,
  remove: `DeleteAnomaly${kind}`,
});

/** Zones that are signed and logged, what stands before databases and browsers, and what tells of costs. */
export const zonesAndProxiesCalls: CallsByType = {
  "aws:cloudfront/function:Function": {
    service: "cloudfront",
    make: "CreateFunction PublishFunction",
    read: "DescribeFunction GetFunction",
    change: "UpdateFunction PublishFunction",
    remove: "DeleteFunction",
  },
  "aws:costexplorer/anomalyMonitor:AnomalyMonitor": anomaly("Monitor"),
  "aws:costexplorer/anomalySubscription:AnomalySubscription": anomaly("Subscription"),
  "aws:rds/proxy:Proxy": {
    service: "rds",
    make: "CreateDBProxy AddTagsToResource",
    read: "DescribeDBProxies ListTagsForResource",
    change: "ModifyDBProxy RemoveTagsFromResource",
    remove: "DeleteDBProxy",
    passes: [{ role: "roleArn", to: "rds.amazonaws.com" }],
  },
  "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup": {
    service: "rds",
    make: "ModifyDBProxyTargetGroup",
    read: "DescribeDBProxyTargetGroups",
    change: "ModifyDBProxyTargetGroup",
    on: (thing, at) => [...own(thing), arnIn("rds", "db-proxy:prx-1", at)],
  },
  "aws:rds/proxyTarget:ProxyTarget": {
    service: "rds",
    make: "RegisterDBProxyTargets",
    read: "DescribeDBProxyTargets",
    remove: "DeregisterDBProxyTargets",
    on: (thing, at) => {
      const cluster = text(thing, "dbClusterIdentifier");
      return [`cluster:${cluster}`, `db:${cluster}-a`, "db-proxy:prx-1", "target-group:prx-tg-1"].map(
        (what) => arnIn("rds", what, at),
      );
    },
  },
  "aws:route53/hostedZoneDnsSec:HostedZoneDnsSec": ofZone(
    "EnableHostedZoneDNSSEC",
    "GetDNSSEC",
    "EnableHostedZoneDNSSEC",
    "DisableHostedZoneDNSSEC",
  ),
  "aws:route53/keySigningKey:KeySigningKey": ofZone(
    "CreateKeySigningKey",
    "GetDNSSEC",
    "ActivateKeySigningKey",
    "DeactivateKeySigningKey DeleteKeySigningKey",
  ),
  "aws:route53/queryLog:QueryLog": {
    service: "route53",
    make: "CreateQueryLoggingConfig",
    read: "GetQueryLoggingConfig",
    remove: "DeleteQueryLoggingConfig",
    on: (thing) => [...own(thing), aZone],
  },
  "aws:route53/zone:Zone": {
    ...ofZone(
      "CreateHostedZone ChangeTagsForResource",
      "GetHostedZone ListResourceRecordSets ListTagsForResource",
      "UpdateHostedZoneComment ChangeTagsForResource",
      "DeleteHostedZone",
    ),
    on: () => [aZone, "arn:aws:route53:::change/C1"],
  },
};
