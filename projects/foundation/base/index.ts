import * as pulumi from "@pulumi/pulumi";
import { AlarmTopic } from "../../../components/alerts/alarm-topic";
import { AuditTrail } from "../../../components/evidence/audit-trail";
import { GatewayLogRole } from "../../../components/api/gateway-log-role";
import { AccessLogBucket } from "../../../components/buckets/access-log-bucket";
import { TaskCluster } from "../../../components/cluster/task-cluster";
import { MonitoringLog } from "../../../components/databases/monitoring";
import { stageKeys } from "../../../components/keys/stage-keys";
import {
  alarmTopicName,
  boundaryArn,
  bucketNames,
  clusterName,
  gatewayLogRoleName,
  roleArn,
  roleNames,
} from "../../../components/names/names";
import { StageNetwork } from "../../../components/network/stage-network";
import { stageProvider } from "../../../components/place/provider";
import { availabilityZones } from "../../../components/place/regions";
import { foundation } from "../contract";
import { stageFacts } from "./settings";

const stage = pulumi.getStack();
const facts = stageFacts();
const { accountId, owner, retention } = facts;
const region = facts.regions.primary;
const inAccount = { providers: [stageProvider("aws", { system: "foundation", owner, accountId, region })] };
const boundary = boundaryArn(stage, accountId);
const roles = roleNames(stage);
const breakGlassRoleArn = roleArn(accountId, roles.breakGlass);
const custodianRoleArns = [roleArn(accountId, roles.custodian)];

const keys = stageKeys({ stage, accountId, region, custodianRoleArns }, inAccount);

const accessLogs = new AccessLogBucket(
  "access-logs",
  { bucketName: bucketNames(stage, accountId).accessLogs, accountId, keepDays: retention.logDays },
  inAccount,
);

const network = new StageNetwork(
  "network",
  {
    region,
    accountId,
    cidr: facts.cidr,
    availabilityZones: availabilityZones(region),
    natGateways: facts.natGateways,
    flowLogs: {
      logGroupName: `/strongroom/${stage}/vpc-flow`,
      roleName: `strongroom-${stage}-vpc-flow`,
      boundaryArn: boundary,
      logsKeyArn: keys.logs.arn,
      logDays: retention.logDays,
    },
  },
  inAccount,
);

const cluster = new TaskCluster(
  "cluster",
  {
    clusterName: clusterName(stage),
    namespaceName: `${stage}.strongroom.internal`,
    vpcId: network.vpcId,
    disksKeyArn: keys.tasks.arn,
  },
  inAccount,
);

const alarms = new AlarmTopic(
  "alarms",
  {
    topicName: alarmTopicName(stage),
    accountId,
    region,
    keyArn: keys.data.arn,
    publishers: ["cloudwatch", "events"],
  },
  inAccount,
);

new AuditTrail(
  "trail",
  {
    trailName: `strongroom-${stage}-trail`,
    bucketName: bucketNames(stage, accountId).trail,
    logGroupName: `/strongroom/${stage}/trail`,
    roleName: `strongroom-${stage}-trail`,
    breakGlassAlarmName: `strongroom-${stage}-break-glass-used`,
    vaultsAlarmName: `strongroom-${stage}-backups_vault_changed`,
    rotationAlarmName: `strongroom-${stage}-secrets_not_rotated`,
    accountId,
    region,
    keyArn: keys.data.arn,
    logsKeyArn: keys.logs.arn,
    logDays: retention.logDays,
    boundaryArn: boundary,
    breakGlassRoleArn,
    accessLogs: { bucketName: accessLogs.bucketName },
    alarmTopicArn: alarms.arn,
  },
  inAccount,
);

new GatewayLogRole(
  "gateway-log-role",
  { roleName: gatewayLogRoleName(stage), accountId, region, boundaryArn: boundary },
  inAccount,
);

// RDS has one for all databases of the account, and would make it itself, with no key of ours.
new MonitoringLog(
  "database-monitoring",
  { logsKeyArn: keys.logs.arn, logDays: retention.logDays },
  inAccount,
);

export = foundation.publish({
  accountId,
  owner,
  domain: facts.domain,
  timeZone: facts.timeZone,
  regions: facts.regions,
  retention,
  network: {
    vpcId: network.vpcId,
    cidr: facts.cidr,
    publicSubnetIds: network.publicSubnetIds,
    privateSubnetIds: network.privateSubnetIds,
    isolatedSubnetIds: network.isolatedSubnetIds,
    natAddresses: network.natAddresses,
  },
  cluster: { arn: cluster.arn, name: cluster.clusterName, namespaceArn: cluster.namespaceArn },
  keyArns: {
    data: keys.data.arn,
    logs: keys.logs.arn,
    secrets: keys.secrets.arn,
    tasks: keys.tasks.arn,
  },
  accessLogBucketName: accessLogs.bucketName,
  alarmTopicArn: alarms.arn,
  breakGlassRoleArn,
  custodianRoleArns,
  serviceCustodianRoleArns: {
    webservice: [roleArn(accountId, roles.siteCustodian)],
    datavault: [roleArn(accountId, roles.datavaultCustodian)],
    platform: [roleArn(accountId, roles.platformCustodian)],
  },
  peoplesRoleArns: facts.peoplesRoleArns,
  boundaryArn: boundary,
});
