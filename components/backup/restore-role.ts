import * as pulumi from "@pulumi/pulumi";
import type { Statement } from "../identity/policy";
import { RESTORED, restoredKinds, type RestoredKind } from "./restored-kinds";

export interface RestoreRightsArgs {
  readonly accountId: pulumi.Input<string>;
  readonly region: pulumi.Input<string>;
  /** What is restored; at least one kind. */
  readonly kinds: readonly RestoredKind[];
  /** Physical name of the only subnet group in which anything is restored. */
  readonly subnetGroupName: string;
  /** Aliases of the keys of what is backed up. */
  readonly keyAliases: readonly string[];
}

/**
 * What AWS Backup may do in a restore test's role: make something new, with a name of a test's, out of a snapshot of its
 * own. It can change and end nothing, not even what it restored: AWS Backup ends that in a role of its own, which knows
 * it by its tag (AWSServiceRolePolicyForBackupRestoreTesting).
 */
export function restoreRights(args: RestoreRightsArgs): readonly Statement[] {
  const here = (service: string, resource: string) =>
    pulumi.interpolate`arn:aws:${service}:${args.region}:${args.accountId}:${resource}`;
  const rds = (resource: string) => here("rds", resource);
  const keys = { Effect: "Allow", Resource: here("kms", "key/*") } as const;
  const named = { "ForAnyValue:StringEquals": { "kms:ResourceAliases": args.keyAliases } };
  return [
    ...args.kinds.flatMap((kind) => ofKind(kind, args.subnetGroupName, rds)),
    { ...keys, Sid: "KnowTheKeys", Action: ["kms:DescribeKey"], Condition: named },
    {
      ...keys,
      Sid: "LetRdsUseTheKeys",
      Action: ["kms:CreateGrant"],
      Condition: { ...named, Bool: { "kms:GrantIsForAWSResource": "true" } },
    },
  ];
}

/** What restores one kind. */
function ofKind(
  kind: RestoredKind,
  subnetGroupName: string,
  rds: (resource: string) => pulumi.Output<string>,
): readonly Statement[] {
  const { thing, snapshot, parameters, finds, restores, sids } = restoredKinds[kind];
  const restored = rds(`${thing}:${RESTORED}*`);
  return [
    {
      Sid: sids.find,
      Effect: "Allow",
      Action: finds,
      Resource: [rds(`${thing}:*`), rds(`${snapshot}:*`)],
    },
    {
      Sid: sids.restore,
      Effect: "Allow",
      Action: [restores],
      Resource: [
        restored,
        rds(`${snapshot}:awsbackup:*`),
        rds(`subgrp:${subnetGroupName}`),
        // Parameters and options as AWS has them.
        rds(`${parameters}:default.*`),
        rds("og:default:*"),
      ],
    },
    {
      Sid: sids.mark,
      Effect: "Allow",
      Action: ["rds:AddTagsToResource", "rds:ListTagsForResource"],
      Resource: restored,
    },
  ];
}
