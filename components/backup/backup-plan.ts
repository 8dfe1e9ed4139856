import * as backup from "@pulumi/aws/backup";
import * as pulumi from "@pulumi/pulumi";
import { ServiceRole } from "../identity/service-role";
import { backupAlarms } from "./backup-alarms";
import { backupRights } from "./backup-role";
import type { BackupVault } from "./backup-vault";
import { bucketRights, type BackedUpBucket } from "./bucket-rights";
import { vaultOfSecondAccount } from "./second-account";
import { DAILY_DAYS, MONTHLY_DAYS } from "./periods";

export interface BackupPlanArgs {
  /** Physical name, of its role too: 1 to 43 letters, digits and hyphens. */
  readonly planName: string;
  readonly accountId: pulumi.Input<string>;
  /** Where backups go first: in the region of what is backed up. */
  readonly vault: BackupVault;
  /** Where each of them is copied: in the stage's second region. */
  readonly copy: BackupVault;
  /**
   * A vault of another account of the organization, in one of the two regions, that is given a copy as well; without it
   * there is none. What that account has to do stands in docs/webservice.md.
   */
  readonly secondAccountVaultArn?: string;
  /** What is backed up: all that has this tag, and of it what AWS Backup's role may read (Aurora clusters). */
  readonly tag: { readonly key: string; readonly value: string };
  /** Buckets that are backed up beside it, by their names; a bucket needs no tag. */
  readonly buckets?: readonly BackedUpBucket[];
  /** Aliases of the keys of what is backed up, but of buckets, and of the vaults. */
  readonly keyAliases: readonly string[];
  /** Permission boundary of the stage. */
  readonly boundaryArn: pulumi.Input<string>;
  /** Topic of the first vault's region where failures are told; it must let EventBridge publish. */
  readonly alarmTopicArn: pulumi.Input<string>;
}

/** In UTC; after RDS's own backup (aurora-postgres.ts). */
const rules = [
  { ruleName: "daily", schedule: "cron(0 3 * * ? *)", keepDays: DAILY_DAYS },
  { ruleName: "monthly", schedule: "cron(0 5 1 * ? *)", keepDays: MONTHLY_DAYS },
];

/** Minutes within which a backup has to begin, and within which it has to be done: before the next day's. */
const WINDOWS = { startWindow: 60, completionWindow: 720 };

/** Backs up all that has a tag, each day and each month, into a vault, a second one in another region, and where wanted one of another account. */
export class BackupPlan extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;
  readonly roleArn: pulumi.Output<string>;

  constructor(name: string, args: BackupPlanArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:backup:BackupPlan", name, {}, opts);
    const { planName, accountId, vault, copy, tag, buckets = [] } = args;
    if (!/^[A-Za-z0-9-]{1,43}$/.test(planName))
      throw new pulumi.ResourceError(`planName: 1 to 43 letters, digits and hyphens, got ${planName}`, this);
    if (args.keyAliases.length === 0)
      throw new pulumi.ResourceError("keyAliases: at least one is needed, else nothing can be copied", this);
    const child = { parent: this };
    const second = args.secondAccountVaultArn;
    const copies = [
      copy.plainArn,
      ...(second === undefined
        ? []
        : [vaultOfSecondAccount({ vaultArn: second, accountId, regions: [vault.region, copy.region] })]),
    ];
    const role = new ServiceRole(
      `${name}-role`,
      {
        roleName: planName,
        service: "backup.amazonaws.com",
        accountId,
        boundaryArn: args.boundaryArn,
        statements: [
          ...backupRights({
            accountId,
            regions: [vault, copy].map(({ region, plainArn }) => ({ region, plainVaultArn: plainArn })),
            keyAliases: args.keyAliases,
            ...(second === undefined ? {} : { secondAccountVaultArn: second }),
          }),
          ...bucketRights(buckets, { accountId, region: vault.region }),
        ],
      },
      child,
    );
    const plan = new backup.Plan(
      `${name}-plan`,
      {
        name: planName,
        rules: rules.map(({ ruleName, schedule, keepDays }) => ({
          ruleName,
          schedule,
          ...WINDOWS,
          targetVaultName: vault.vaultName,
          lifecycle: { deleteAfter: keepDays },
          copyActions: copies.map((destinationVaultArn) => ({
            destinationVaultArn,
            lifecycle: { deleteAfter: keepDays },
          })),
        })),
      },
      // By their names, which are known before they are there.
      { ...child, dependsOn: [vault, copy] },
    );
    if (buckets.length > 0)
      new backup.Selection(
        `${name}-buckets`,
        {
          name: `${planName}-bucket`,
          planId: plan.id,
          iamRoleArn: role.arn,
          resources: buckets.map(({ bucketName }) => pulumi.interpolate`arn:aws:s3:::${bucketName}`),
        },
        { ...child, dependsOn: [role] },
      );
    new backup.Selection(
      `${name}-tagged`,
      {
        name: `${planName}-tagged`,
        planId: plan.id,
        iamRoleArn: role.arn,
        selectionTags: [{ type: "STRINGEQUALS", key: tag.key, value: tag.value }],
      },
      // The role's permissions are made after it, and AWS Backup begins with them.
      { ...child, dependsOn: [role] },
    );
    backupAlarms(name, { planName, vaultName: vault.vaultName, topicArn: args.alarmTopicArn }, child);
    this.arn = plan.arn;
    this.roleArn = role.arn;
    this.registerOutputs({ arn: this.arn });
  }
}
