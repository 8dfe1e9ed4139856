import * as backup from "@pulumi/aws/backup";
import * as pulumi from "@pulumi/pulumi";
import { policyDocument } from "../identity/policy";
import { CustomerKey } from "../keys/customer-key";
import { LEAST_DAYS, LEAST_GRACE_DAYS, MOST_DAYS } from "./periods";
import { vaultStatements } from "./vault-policy";

export interface BackupVaultArgs {
  /** Physical name: 2 to 50 letters, digits, `-` and `_`, unique in the account and region. */
  readonly vaultName: string;
  /** Alias of its key, `alias/…`; the same in every region, since a plan's role knows keys by their aliases. */
  readonly keyAlias: string;
  readonly accountId: pulumi.Input<string>;
  /** Where the vault is: that of the provider that it is given. */
  readonly region: pulumi.Input<string>;
  /** The only role that may end a backup before its time, where the lock still lets it. */
  readonly breakGlassRoleArn: pulumi.Input<string>;
  /** The only roles that may change the vault's policy, its lock or its key. */
  readonly custodianRoleArns: pulumi.Input<readonly string[]>;
  /**
   * Days, three at least, after which nobody can take the lock away or change it, AWS and the account's root user
   * included (compliance mode). Without it custodians can: for a stage that has to be cleaned.
   */
  readonly changeableForDays?: number;
}

/**
 * A vault for backups, with a key of its own. It is always locked: nothing in it ends before 35 days, whatever it was
 * to be kept for, and nothing is kept for more than 400.
 */
export class BackupVault extends pulumi.ComponentResource {
  /** Physical name. */
  readonly vaultName: string;
  readonly arn: pulumi.Output<string>;
  /** The ARN as its name tells it: known in a preview, for plans and policies. */
  readonly plainArn: pulumi.Output<string>;
  readonly keyArn: pulumi.Output<string>;
  readonly region: pulumi.Input<string>;

  constructor(name: string, args: BackupVaultArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:backup:BackupVault", name, {}, opts);
    const { vaultName, changeableForDays: grace, accountId, region } = args;
    if (!/^[A-Za-z0-9_-]{2,50}$/.test(vaultName))
      throw new pulumi.ResourceError(
        `vaultName: 2 to 50 letters, digits, hyphens and _, got ${vaultName}`,
        this,
      );
    if (grace !== undefined && (grace < LEAST_GRACE_DAYS || !Number.isInteger(grace)))
      throw new pulumi.ResourceError(
        `changeableForDays: ${LEAST_GRACE_DAYS} whole days or more, or nothing for a lock that custodians can take away, got ${grace}`,
        this,
      );
    const child = { parent: this };
    const lasting = { ...child, protect: true, retainOnDelete: true };
    const key = new CustomerKey(
      name,
      {
        alias: args.keyAlias,
        description: `Backups in ${vaultName}`,
        accountId,
        custodianRoleArns: args.custodianRoleArns,
        // RDS is granted it for each snapshot, by the role of the plan.
        services: [],
      },
      child,
    );
    const vault = new backup.Vault(`${name}-vault`, { name: vaultName, kmsKeyArn: key.arn }, lasting);
    const lock = new backup.VaultLockConfiguration(
      `${name}-lock`,
      {
        backupVaultName: vault.name,
        minRetentionDays: LEAST_DAYS,
        maxRetentionDays: MOST_DAYS,
        ...(grace === undefined ? {} : { changeableForDays: grace }),
      },
      lasting,
    );
    new backup.VaultPolicy(
      `${name}-policy`,
      { backupVaultName: vault.name, policy: policyDocument(vaultStatements(args)) },
      // The last: it lets custodians alone lock the vault.
      { ...lasting, dependsOn: [lock] },
    );
    this.vaultName = vaultName;
    this.arn = vault.arn;
    this.plainArn = pulumi.interpolate`arn:aws:backup:${region}:${accountId}:backup-vault:${vaultName}`;
    this.keyArn = key.arn;
    this.region = region;
    this.registerOutputs({ arn: this.arn });
  }
}
