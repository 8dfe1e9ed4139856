import * as pulumi from "@pulumi/pulumi";
import { packInForce } from "./components/contract/policy-pack";
import { MonthlyBudgets } from "./components/alerts/monthly-budget";
import { BackedUpTypes } from "./components/backup/backed-up-types";
import { AccessLogBucket } from "./components/buckets/access-log-bucket";
import { ObjectTrail, trailArn, trailService } from "./components/evidence/object-trail";
import { AccountGuards } from "./components/ground/account-guards";
import { ImageScanning } from "./components/ground/image-scanning";
import { RegionGuards } from "./components/ground/region-guards";
import { StateBucket } from "./components/ground/state-bucket";
import { OperatorRoles } from "./components/identity/operator-roles";
import { PermissionBoundary } from "./components/identity/permission-boundary";
import { CustomerKey } from "./components/keys/customer-key";
import { MachineBoundary } from "./components/capacity/machine-boundary";
import { ClusterBoundary } from "./components/kubernetes/cluster-boundary";
import {
  boundaryName,
  bucketNames,
  clusterBoundaryName,
  machineBoundaryName,
  keyAlias,
  roleArn,
  roleNames,
} from "./components/names/names";
import { stageProvider } from "./components/place/provider";
import { config } from "./settings";

/** Days for which it stays written down who read and wrote the state. */
const EVIDENCE_DAYS = 365;

const stage = pulumi.getStack();
const { accountId, regions, owner, github, breakGlassPeople, budget, storageNamespace } = config();
const region = regions.primary;
const provider = (name: string, where: string) =>
  stageProvider(name, { system: "root", owner, accountId, region: where });
const inAccount = { providers: [provider("aws", region)] };
const inSecondRegion = { providers: [provider(`aws-${regions.second}`, regions.second)] };
const buckets = bucketNames(stage, accountId);
const roles = roleNames(stage);
const breakGlassRoleArn = roleArn(accountId, roles.breakGlass);
const custodianRoleArns = [roleArn(accountId, roles.custodian)];

new MonthlyBudgets(
  "account-budget",
  {
    budgetName: `strongroom-${stage}-account`,
    limit: { amount: budget.monthlyUsd, currency: "USD" },
    told: { addresses: budget.emails },
  },
  inAccount,
);

new AccountGuards("account", { accountId }, inAccount);

const guards = { accountId, volumesKeyAlias: keyAlias(stage, "volumes"), custodianRoleArns };
new RegionGuards("region", guards, inAccount);
new RegionGuards("second-region", guards, inSecondRegion);

new ImageScanning("scanning", { accountId }, inAccount);
new ImageScanning("second-scanning", { accountId }, inSecondRegion);

new BackedUpTypes("backups", inAccount);
new BackedUpTypes("second-backups", inSecondRegion);

const stateTrailArn = trailArn(region, accountId, `strongroom-${stage}-state-trail`);

const secretsKey = new CustomerKey(
  "secrets",
  {
    alias: keyAlias(stage, "state"),
    description: "Secrets and state of all stacks of the stage",
    accountId,
    custodianRoleArns,
    services: [trailService(stateTrailArn)],
  },
  inAccount,
);

const accessLogs = new AccessLogBucket(
  "state-access-logs",
  { bucketName: buckets.stateAccessLogs, accountId, keepDays: EVIDENCE_DAYS },
  inAccount,
);

const state = new StateBucket(
  "state",
  {
    bucketName: buckets.state,
    keyArn: secretsKey.arn,
    breakGlassRoleArn,
    custodianRoleArns,
    accessLogs: { bucketName: accessLogs.bucketName },
  },
  inAccount,
);

new ObjectTrail(
  "state-trail",
  {
    trailArn: stateTrailArn,
    bucketName: buckets.stateTrail,
    accountId,
    keyArn: secretsKey.arn,
    keepDays: EVIDENCE_DAYS,
    accessLogs: { bucketName: accessLogs.bucketName },
    watchedBucketName: buckets.state,
  },
  inAccount,
);

const stageRegions = [regions.primary, regions.second];

new PermissionBoundary("boundary", { policyName: boundaryName(stage), regions: stageRegions }, inAccount);

new ClusterBoundary(
  "cluster-boundary",
  { policyName: clusterBoundaryName(stage), clusterPrefix: `strongroom-${stage}-`, regions: stageRegions },
  inAccount,
);

new MachineBoundary(
  "machine-boundary",
  { policyName: machineBoundaryName(stage), regions: stageRegions },
  inAccount,
);

new OperatorRoles(
  "operators",
  {
    stage,
    accountId,
    stateBucketName: buckets.state,
    breakGlassPeople,
    deployWorkflow: {
      repositoryId: github.repositoryId,
      subject: github.deploySubject,
      workflowRef: github.deployWorkflow,
    },
    previewWorkflow: {
      repositoryId: github.repositoryId,
      subject: github.previewSubject,
      workflowRef: github.previewWorkflow,
    },
    storageNamespace,
    regions: stageRegions,
  },
  inAccount,
);

export const backend = pulumi.interpolate`s3://${state.bucketName}?region=${region}`;
export const secretsProvider = `awskms://${keyAlias(stage, "state")}?region=${region}`;

/** Which policy pack judged this deployment; nothing where none did. */
export const policyPack = packInForce();
