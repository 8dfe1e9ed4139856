/**
 * The physical names that policies or other stacks must know before anything exists: stage, system, role, and the
 * account where a name must be unique in the world. The storage service's own names are in its project.
 */

/** Those who deploy stacks. The deploy workflow takes `deploy`, and becomes the others where they are needed. */
export const deployers = [
  "deploy",
  "custodian",
  "site-custodian",
  "platform-custodian",
  "datavault-custodian",
  "site-deploy",
  "datavault-deploy",
  "platform-deploy",
] as const;
export type Deployer = (typeof deployers)[number];
/** Those of them who change settings of vaults and policies of keys, each of its own stacks'. */
export const custodians = [
  "custodian",
  "site-custodian",
  "platform-custodian",
  "datavault-custodian",
] as const satisfies readonly Deployer[];
export const isCustodian = (deployer: Deployer): boolean => custodians.some((each) => each === deployer);
export const deployerName = (stage: string, deployer: Deployer) => `strongroom-${stage}-${deployer}`;

/** Roles that every stage has; the root project makes them. */
export const roleNames = (stage: string) => ({
  /** The only one that may delete archived objects, once their lock has lapsed. */
  breakGlass: `strongroom-${stage}-break-glass`,
  /** Deploys the archive's base stacks: the only one that may change its vaults' settings or its keys' policies. */
  custodian: deployerName(stage, "custodian"),
  /** The same for the platform, and for nothing of the archive. */
  platformCustodian: deployerName(stage, "platform-custodian"),
  /** The same for the web service, and for nothing of the archive. */
  siteCustodian: deployerName(stage, "site-custodian"),
  /** The same for DataVault: its own vaults and keys, and nothing of the archive. */
  datavaultCustodian: deployerName(stage, "datavault-custodian"),
  /** What the deploy workflow takes; it deploys the archive's app stacks, and becomes the others. */
  deploy: deployerName(stage, "deploy"),
  /** Deploys the platform's app stack, and has nothing of the archive. */
  platformDeploy: deployerName(stage, "platform-deploy"),
  /** Deploys the web service's app stack, and has nothing of the archive. */
  siteDeploy: deployerName(stage, "site-deploy"),
  /** Deploys DataVault's app stack, and has nothing of the archive. */
  datavaultDeploy: deployerName(stage, "datavault-deploy"),
  /** What the workflow that builds DataVault's images takes: it pushes them, and nothing else. */
  images: `strongroom-${stage}-images`,
  /** What the workflow of pull requests takes: it reads, and changes nothing. */
  preview: `strongroom-${stage}-preview`,
});

export const bucketNames = (stage: string, accountId: string) => ({
  state: `strongroom-${stage}-state-${accountId}`,
  /** Who read and wrote the state. */
  stateAccessLogs: `strongroom-${stage}-state-access-logs-${accountId}`,
  /** CloudTrail's files: who did what to the state's objects. */
  stateTrail: `strongroom-${stage}-state-trail-${accountId}`,
  accessLogs: `strongroom-${stage}-access-logs-${accountId}`,
  /** CloudTrail's files: who did what in the account. */
  trail: `strongroom-${stage}-trail-${accountId}`,
  /** Of another region than the stage's primary one: S3 logs to none but the bucket's own. */
  regionalAccessLogs: (region: string) => `strongroom-${stage}-access-logs-${region}-${accountId}`,
});

/** A vault's name begins so that every policy document in the estate can be judged by it. */
export const vaultName = (stage: string, replica: string, accountId: string) =>
  `archive-vault-${stage}-${replica}-${accountId}`;

/** The names of a stage's vaults and mirrors, and of nothing else. */
export const vaultNamePatterns = (stage: string) => [
  `archive-vault-${stage}-*`,
  `archive-replica-${stage}-*`,
];

export const keyAlias = (stage: string, use: string) => `alias/strongroom-${stage}-${use}`;

/** Of the key that EKS is granted when the platform's cluster is made, in the name of whoever makes it. */
export const kubernetesKeyAlias = (stage: string) => keyAlias(stage, "kubernetes");

export const clusterName = (stage: string) => `strongroom-${stage}`;

export const alarmTopicName = (stage: string) => `strongroom-${stage}-alarms`;

/** A mirror's name begins so: policies know by it that S3 fills it. */
export const mirrorName = (stage: string, replica: string, accountId: string) =>
  `archive-replica-${stage}-${replica}-${accountId}`;

/** The permission boundary of every workload's role. */
export const boundaryArn = (stage: string, accountId: string) => policyArn(accountId, boundaryName(stage));
export const boundaryName = (stage: string) => `strongroom-${stage}-boundary`;
/** The permission boundary of the roles in which EKS works for clusters of Kubernetes. */
export const clusterBoundaryName = (stage: string) => `strongroom-${stage}-cluster-boundary`;
/** The permission boundary of the machines that tasks run on. */
export const machineBoundaryName = (stage: string) => `strongroom-${stage}-machine-boundary`;
/** The permission boundary of the role that breaks the glass. */
export const operatorBoundaryName = (stage: string) => `strongroom-${stage}-operators-boundary`;
/** The permission boundary of a role that has one to itself: of whoever deploys, or previews. */
export const ownBoundaryName = (roleName: string) => `${roleName}-boundary`;

export const policyArn = (accountId: string, name: string) => `arn:aws:iam::${accountId}:policy/${name}`;

export const roleArn = (accountId: string, roleName: string) => `arn:aws:iam::${accountId}:role/${roleName}`;

/** The role in which API Gateway writes its logs; one for the whole account and region. */
export const gatewayLogRoleName = (stage: string) => `strongroom-${stage}-api-gateway-logs`;
