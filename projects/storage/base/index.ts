import * as pulumi from "@pulumi/pulumi";
import { mapValues } from "es-toolkit/object";
import type { FunctionPlace } from "../../../components/functions/node-function";
import { stageProvider } from "../../../components/place/provider";
import { foundation } from "../../foundation/contract";
import { storage } from "../contract";
import { isInAzure, isMirror, replicasOf } from "../replicas/replicas";
import { apiFace } from "./api";
import { azureReplicas, renewalName } from "./azure";
import { keeperNames, retentionKeepers } from "./keepers";
import { stageRegions, type Region } from "./regions";
import { config } from "./settings";
import { archiveTables, storageBuckets } from "./stores";
import { archiveVaults, replicationsOf } from "./vaults";

const stage = pulumi.getStack();
const settings = config();
const { namespace, storesNamespace } = settings;
const replicas = replicasOf(stage);

const ground = foundation.receive();
const { accountId, owner, keyArns, network, retention, custodianRoleArns, peoplesRoleArns } = ground;
const region = ground.regions.primary;
const inAccount = { providers: [stageProvider("aws", { system: "storage", owner, accountId, region })] };
const accessLogs = { bucketName: ground.accessLogBucketName };

const regions = stageRegions({
  stage,
  primary: {
    region,
    suffix: "",
    keyArn: keyArns.data,
    keyAlias: undefined,
    logsKeyArn: keyArns.logs,
    accessLogBucketName: ground.accessLogBucketName,
    alarmTopicArn: ground.alarmTopicArn,
    opts: inAccount,
  },
  others: [...new Set(replicas.filter(isMirror).map((mirror) => mirror.region))],
  accountId,
  owner,
  custodianRoleArns,
  logDays: retention.logDays,
});

const placeIn = (where: Region): FunctionPlace => ({
  region: where.region,
  accountId,
  boundaryArn: ground.boundaryArn,
  dataKey: where,
  logsKeyArn: where.logsKeyArn,
  logDays: retention.logDays,
  alarmTopicArn: where.alarmTopicArn,
});

const vaults = archiveVaults({
  stage,
  replicas,
  accountId,
  regions,
  boundaryArn: ground.boundaryArn,
  namespace,
  keeping: {
    lockDays: retention.lockDays,
    breakGlassRoleArn: ground.breakGlassRoleArn,
    custodianRoleArns,
    peoplesRoleArns,
  },
});

retentionKeepers({
  stage,
  storesNamespace,
  accountId,
  regions,
  vaults,
  retention,
  caseRoleArns: [ground.breakGlassRoleArn],
  placeIn,
});

azureReplicas(
  {
    stage,
    replicas: replicas.filter(isInAzure),
    settings: settings.azure,
    location: ground.regions.azure,
    owner,
    place: placeIn(regions.primary),
    secretsKeyArn: keyArns.secrets,
    network,
  },
  inAccount,
);

const stores = {
  namespace,
  storesNamespace,
  accountId,
  region,
  keyArn: keyArns.data,
  accessLogs,
  peoplesRoleArns,
};
const buckets = storageBuckets(stores, inAccount);
const tables = archiveTables(stores, inAccount);

const api = apiFace(
  { namespace, settings: settings.api, region, network, accessLogs, secretsKeyArn: keyArns.secrets },
  inAccount,
);

export = storage.publish({
  namespace,
  replicaIds: replicas.map(({ id }) => id),
  vaults: mapValues(vaults, ({ vault }) => ({ name: vault.bucketName, arn: vault.arn })),
  buckets: mapValues(buckets, ({ bucketName, arn }) => ({ name: bucketName, arn })),
  tables: mapValues(tables, ({ tableName, arn }) => ({ name: tableName, arn })),
  replications: replicationsOf(replicas, vaults, region),
  functionNames: [
    ...keeperNames({ stage, vaults }, regions.primary),
    ...replicas.filter(isInAzure).map(({ id }) => renewalName(stage, id)),
  ],
  alarmTopicArns: Object.fromEntries(
    regions.others.map(({ name, alarmTopicArn }) => [name, alarmTopicArn] as const),
  ),
  api,
});
