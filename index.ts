import * as pulumi from "@pulumi/pulumi";
import { packInForce } from "./components/contract/policy-pack";
import { AccessLogBucket } from "./components/buckets/access-log-bucket";
import { StateBucket } from "./components/ground/state-bucket";
import { OperatorRoles } from "./components/identity/operator-roles";
import { PermissionBoundary } from "./components/identity/permission-boundary";
import { CustomerKey } from "./components/keys/customer-key";
import { boundaryName, bucketNames, keyAlias, roleArn, roleNames } from "./components/names/names";
import { stageProvider } from "./components/place/provider";
import { config } from "./settings";

/** Days for which it stays written down who read and wrote the state. */
const ACCESS_LOG_DAYS = 365;

const stage = pulumi.getStack();
const { accountId, region, owner, github, breakGlassPeople } = config();
const inAccount = { providers: [stageProvider("aws", { system: "root", owner, accountId, region })] };
const roles = roleNames(stage);
const custodianRoleArns = [roleArn(accountId, roles.custodian)];

const secretsKey = new CustomerKey(
  "secrets",
  {
    alias: keyAlias(stage, "state"),
    description: "Secrets and state of all stacks of the stage",
    accountId,
    custodianRoleArns,
    services: [],
  },
  inAccount,
);

const accessLogs = new AccessLogBucket(
  "state-access-logs",
  { bucketName: bucketNames(stage, accountId).stateAccessLogs, accountId, keepDays: ACCESS_LOG_DAYS },
  inAccount,
);

const state = new StateBucket(
  "state",
  {
    bucketName: bucketNames(stage, accountId).state,
    keyArn: secretsKey.arn,
    breakGlassRoleArn: roleArn(accountId, roles.breakGlass),
    accessLogs: { bucketName: accessLogs.bucketName },
  },
  inAccount,
);

new PermissionBoundary("boundary", { policyName: boundaryName(stage) }, inAccount);

new OperatorRoles(
  "operators",
  {
    stage,
    accountId,
    stateBucketName: bucketNames(stage, accountId).state,
    breakGlassPeople,
    deployWorkflow: {
      repositoryId: github.repositoryId,
      subject: github.deploySubject,
      workflowRef: github.deployWorkflow,
    },
  },
  inAccount,
);

export const backend = pulumi.interpolate`s3://${state.bucketName}?region=${region}`;
export const secretsProvider = `awskms://${keyAlias(stage, "state")}?region=${region}`;

/** Which policy pack judged this deployment; nothing where none did. */
export const policyPack = packInForce();
