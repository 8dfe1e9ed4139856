import type * as pulumi from "@pulumi/pulumi";
import { trailAlarm, type TrailAlarmArgs } from "./trail-alarm";

export interface GuardAlarmsArgs extends Omit<TrailAlarmArgs, "alarmName" | "metric" | "pattern" | "text"> {
  /** Physical name of the alarm on vaults of backups. */
  readonly vaultsAlarmName: string;
  /** Physical name of the alarm on secrets. */
  readonly rotationAlarmName: string;
}

/** What changes how a vault of backups is guarded, or ends it [AWS: AWS Backup API]; a refused try is told as well. */
const changingVaults = [
  "PutBackupVaultLockConfiguration",
  "DeleteBackupVaultLockConfiguration",
  "PutBackupVaultAccessPolicy",
  "DeleteBackupVaultAccessPolicy",
  "DeleteBackupVault",
];

const events = (service: string, names: readonly string[]) =>
  `{ ($.eventSource = "${service}.amazonaws.com") && (${names.map((name) => `($.eventName = "${name}")`).join(" || ")}) }`;

export const vaultChanges = events("backup", changingVaults);

/** Secrets Manager's own event, of no caller [AWS: Log AWS Secrets Manager events with AWS CloudTrail]. */
export const failedRotations = events("secretsmanager", ["RotationFailed"]);

/** Tells when what guards backups is changed, and when a secret was not changed in time, of which no metric tells. */
export function guardAlarms(
  name: string,
  { vaultsAlarmName, rotationAlarmName, ...trail }: GuardAlarmsArgs,
  child: pulumi.CustomResourceOptions,
): void {
  trailAlarm(
    `${name}-vaults`,
    {
      ...trail,
      alarmName: vaultsAlarmName,
      metric: "BackupVaultChanged",
      pattern: vaultChanges,
      text: {
        says: "The lock or the policy of a vault of backups was changed or taken away, or somebody tried to",
        whatToDo:
          "see who it was, and in which region. A deployment of a new vault does it once; whoever else it was, put both back by deploying the vault's stack, and end the sessions of the role",
      },
    },
    child,
  );
  trailAlarm(
    `${name}-rotation`,
    {
      ...trail,
      alarmName: rotationAlarmName,
      metric: "RotationFailed",
      pattern: failedRotations,
      text: {
        says: "A secret was to get a new value, and did not",
        whatToDo:
          "the old one still works. The line names the secret (SecretId) and why; mend that, and start the rotation again by hand (Secrets Manager: Rotate secret immediately)",
      },
    },
    child,
  );
}
