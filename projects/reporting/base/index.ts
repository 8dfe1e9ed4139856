import * as pulumi from "@pulumi/pulumi";
import { stageProvider } from "../../../components/place/provider";
import { SearchGround } from "../../../components/search/search-ground";
import { foundation } from "../../foundation/contract";
import { reporting } from "../contract";
import { loggingCluster } from "./logging-cluster";
import type { ClusterPlace } from "./place";
import { reportingCluster } from "./reporting-cluster";
import { config } from "./settings";
import { alarmThreads, reportBucket, slackSecrets } from "./stores";

const stage = pulumi.getStack();
const settings = config();

const ground = foundation.receive();
const { accountId, owner, keyArns, network, retention } = ground;
const region = ground.regions.primary;
const inAccount = { providers: [stageProvider("aws", { system: "reporting", owner, accountId, region })] };
const accessLogs = { bucketName: ground.accessLogBucketName };

const at: ClusterPlace = {
  stage,
  region,
  accountId,
  isolatedSubnetIds: network.isolatedSubnetIds,
  network: { vpcId: network.vpcId, subnetIds: network.privateSubnetIds },
  place: {
    region,
    accountId,
    boundaryArn: ground.boundaryArn,
    dataKey: { keyArn: keyArns.data },
    logsKeyArn: keyArns.logs,
    logDays: retention.logDays,
    alarmTopicArn: ground.alarmTopicArn,
  },
  dataKeyArn: keyArns.data,
  secretsKeyArn: keyArns.secrets,
  accessLogs,
  snapshotDays: settings.snapshotDays,
  ground: new SearchGround("search-ground", inAccount),
  opts: inAccount,
};

const reports = reportingCluster(settings.search, at);
const logs = loggingCluster(settings.logging, at);

const bucket = reportBucket({ stage, accountId, keyArn: keyArns.data, accessLogs }, inAccount);
const threads = alarmThreads({ stage, keyArn: keyArns.data }, inAccount);
slackSecrets({ keyArn: keyArns.secrets }, inAccount);

export = reporting.publish({
  search: {
    engine: settings.search.engine,
    secretsPrefix: settings.search.secretsPrefix,
    indexPrefix: settings.search.indexPrefix,
    clientGroupIds: reports.domains.map(({ clientGroupId }) => clientGroupId),
  },
  logging: {
    clientGroupId: logs.domain.clientGroupId,
    dashboardsUrl: pulumi.interpolate`https://${logs.domain.endpoint}/_dashboards`,
  },
  domainNames: [...reports.domains, logs.domain].map(({ domainName }) => domainName),
  reports: { name: bucket.bucketName, arn: bucket.arn },
  alarmThreads: { name: threads.tableName, arn: threads.arn },
  functionNames: [...reports.setups, logs.setup].map(({ functionName }) => functionName),
});
