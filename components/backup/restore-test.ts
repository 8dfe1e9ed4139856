import * as backup from "@pulumi/aws/backup";
import * as ec2 from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";
import { ServiceRole } from "../identity/service-role";
import type { BackupVault } from "./backup-vault";
import { restoreRights } from "./restore-role";
import { restoredKinds, type RestoredKind } from "./restored-kinds";

export interface RestoreTestArgs {
  /** Physical name of its role, 1 to 50 letters, digits and hyphens; of the plan, too, with `_` for each hyphen. */
  readonly testName: string;
  readonly accountId: pulumi.Input<string>;
  /** The vault whose newest backup is restored, in its own region. */
  readonly vault: BackupVault;
  /** Whose backups are: those of all that has this tag, and is of one of the kinds. */
  readonly tag: { readonly key: string; readonly value: string };
  readonly kinds: readonly RestoredKind[];
  /** How often. */
  readonly often: keyof typeof schedules;
  /** Where it is restored: in subnets that no way leads out of. */
  readonly into: { readonly vpcId: pulumi.Input<string>; readonly subnetGroupName: string };
  /** Aliases of the keys of what is backed up. */
  readonly keyAliases: readonly string[];
  /** Permission boundary of the stage. */
  readonly boundaryArn: pulumi.Input<string>;
}

/**
 * In UTC. After the night's backup, and so early that nothing of it is left when the next begins: what was restored may
 * have the tag by which it would be backed up itself.
 */
const schedules = {
  weekly: "cron(0 8 ? * MON *)",
  /** On the first Monday. */
  monthly: "cron(0 8 ? * 2#1 *)",
  /** On the first Monday of February: in January one may be New Year's Day. */
  yearly: "cron(0 8 ? 2 2#1 *)",
} as const;

/** Hours within which it begins, and for which what was restored stays, for whoever wants to look at it. */
const START_HOURS = 1;
const KEEP_HOURS = 4;

/** Days that the newest backup may be old: there is one of each day. */
const NEWEST_DAYS = 7;

/**
 * Has AWS Backup restore the newest backup now and then, where nobody can reach it, and end it after some hours. One that
 * fails is told by the alarms of the vault's plan (backup-alarms.ts), as each restore is. Of Aurora the storage is
 * restored, with no instance, and of other databases an instance that starts: neither shows that the rows are right
 * (docs/recovery.md).
 */
export class RestoreTest extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;
  readonly roleArn: pulumi.Output<string>;

  constructor(name: string, args: RestoreTestArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:backup:RestoreTest", name, {}, opts);
    const { testName, accountId, vault, tag, kinds, into, keyAliases } = args;
    if (!/^[A-Za-z0-9-]{1,50}$/.test(testName))
      throw new pulumi.ResourceError(`testName: 1 to 50 letters, digits and hyphens, got ${testName}`, this);
    if (keyAliases.length === 0)
      throw new pulumi.ResourceError(
        "keyAliases: at least one is needed, else nothing can be restored",
        this,
      );
    if (kinds.length === 0)
      throw new pulumi.ResourceError("kinds: at least one is needed, else nothing is restored", this);
    const child = { parent: this };
    const role = new ServiceRole(
      `${name}-role`,
      {
        roleName: testName,
        service: "backup.amazonaws.com",
        accountId,
        boundaryArn: args.boundaryArn,
        statements: restoreRights({
          accountId,
          region: vault.region,
          kinds,
          subnetGroupName: into.subnetGroupName,
          keyAliases,
        }),
      },
      child,
    );
    // With no rule: without a group AWS takes the VPC's default one, and nobody knows whom that admits.
    const nobody = new ec2.SecurityGroup(
      `${name}-group`,
      { vpcId: into.vpcId, description: `${testName}: called by nobody, calls nobody` },
      child,
    );
    const plan = new backup.RestoreTestingPlan(
      `${name}-plan`,
      {
        name: testName.replaceAll("-", "_"),
        scheduleExpression: schedules[args.often],
        scheduleExpressionTimezone: "Etc/UTC",
        startWindowHours: START_HOURS,
        recoveryPointSelection: {
          algorithm: "LATEST_WITHIN_WINDOW",
          includeVaults: [vault.plainArn],
          recoveryPointTypes: ["SNAPSHOT"],
          selectionWindowDays: NEWEST_DAYS,
        },
      },
      { ...child, dependsOn: [vault] },
    );
    for (const { selection, protectedType } of kinds.map((kind) => restoredKinds[kind]))
      new backup.RestoreTestingSelection(
        `${name}-${selection}`,
        {
          name: selection,
          restoreTestingPlanName: plan.name,
          iamRoleArn: role.arn,
          protectedResourceType: protectedType,
          protectedResourceConditions: {
            stringEquals: [{ key: `aws:ResourceTag/${tag.key}`, value: tag.value }],
          },
          // AWS asks for no case in these words, and gives them back in small letters.
          restoreMetadataOverrides: {
            dbsubnetgroupname: into.subnetGroupName,
            vpcsecuritygroupids: pulumi.jsonStringify([nobody.id]),
          },
          validationWindowHours: KEEP_HOURS,
        },
        // The role's permissions are made after it.
        { ...child, dependsOn: [role] },
      );
    this.arn = plan.arn;
    this.roleArn = role.arn;
    this.registerOutputs({ arn: this.arn });
  }
}
