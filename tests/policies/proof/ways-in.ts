import * as assert from "node:assert/strict";
import { prove, type ProofSettings } from "../../../policies/proof/prove";
import { isRefusal, type Verdict } from "../../../policies/proof/verdict";
import { allow, document, type Statement, VAULT } from "./documents";
import { asResources, type Change, changing } from "./estate";
import { goodEstate, settings, vaultStatements } from "./good-estate";

/** One change of the good estate by which somebody could, and one like it by which nobody can. */
export interface WayIn {
  readonly way: string;
  readonly by: Change;
  /** The actions that somebody could do then, in the proof's order. */
  readonly could: readonly string[];
  /** One of those who could, all his steps, and in brackets what of them could not be read. */
  readonly says: string;
  readonly nearMiss: string;
  readonly harmless: Change;
  readonly given?: Partial<ProofSettings>;
}

/** What the custodian may do, to vaults and to their key, and that somebody may become him. */
export const AS_CUSTODIAN = ["s3:PutBucketPolicy", "kms:PutKeyPolicy", "sts:AssumeRole"];
/** What break-glass may do, and that somebody may become it. */
export const AS_BREAK_GLASS = ["s3:DeleteObject", "s3:DeleteObjectVersion", "sts:AssumeRole"];

/** All that somebody can do who may give himself what he likes: but for what the bucket's own policy refuses to all. */
export const EVERYTHING = [
  "s3:DeleteObject",
  "s3:DeleteObjectVersion",
  "s3:PutBucketPolicy",
  "kms:PutKeyPolicy",
  "sts:AssumeRole",
  "organizations:LeaveOrganization",
  "organizations:DetachPolicy",
  "organizations:DeletePolicy",
  "organizations:UpdatePolicy",
  "organizations:CloseAccount",
  "account:CloseAccount",
  "kms:DeleteCustomKeyStore",
  "kms:DisconnectCustomKeyStore",
  "s3:PutAccountPublicAccessBlock",
  "s3:CreateAccessPoint",
  "s3:PutAccessPointPolicy",
  "s3:DeleteAccessPointPolicy",
  "s3:PutAccessPointPublicAccessBlock",
  "cloudtrail:StopLogging",
  "cloudtrail:DeleteTrail",
  "cloudtrail:PutEventSelectors",
  "logs:DeleteLogGroup",
  "logs:PutRetentionPolicy",
  "backup:DeleteBackupVault",
  "backup:DeleteBackupVaultLockConfiguration",
  "backup:UpdateRecoveryPointLifecycle",
  "rds:DeleteDBCluster",
  "rds:ModifyDBCluster",
  "dynamodb:DeleteTable",
  "es:DeleteDomain",
  "elasticfilesystem:DeleteFileSystem",
  "backup:DeleteRecoveryPoint",
  "rds:DeleteDBClusterSnapshot",
];

/** With other permissions of the one workload. */
export function worker(...statements: readonly Statement[]): Change {
  return changing("worker-permissions", { policy: document(...statements) });
}

/** The vault's policy, with some of its statements replaced, left out or added. */
export function vaultPolicy(changes: Readonly<Record<string, Statement | undefined>>): Change {
  const statements = Object.values({ ...vaultStatements(VAULT), ...changes });
  return changing("vault-policy", {
    policy: document(...statements.flatMap((each) => (each ? [each] : []))),
  });
}

/** The action that stands for all those of which nobody but a deploy may do any. */
export const ERASE = "logs:DeleteLogGroup";
export const erase = (more: Statement = {}) => ({ Sid: "Erase", ...allow(ERASE, "*", more) });

export function refusals(change: Change, given: Partial<ProofSettings> = {}) {
  return prove(asResources(change(goodEstate)), { ...settings, ...given }).verdicts.filter(isRefusal);
}

function inWords({ who, steps, undecided }: Verdict["ways"][number]): string {
  const doubts = undecided.length > 0 ? ` (${undecided.join("; ")})` : "";
  return `${who}: ${steps.join("; then ")}${doubts}`;
}

export function tryWaysIn(title: string, ways: readonly WayIn[]): void {
  describe(`the deletion proof: ${title}`, () => {
    for (const { way, by, could, says, nearMiss, harmless, given } of ways) {
      it(`refuses: ${way}`, () => {
        const found = refusals(by, given);
        const said = found.flatMap((verdict) =>
          verdict.ways.filter(({ permitted }) => !permitted).map(inWords),
        );
        assert.deepEqual([...new Set(found.map(({ action }) => action))], could);
        assert.ok(said.includes(says), `nobody says that, but:\n${[...new Set(said)].join("\n")}`);
      });
      it(`accepts: ${nearMiss}`, () => {
        assert.deepEqual(refusals(harmless, given), []);
      });
    }
  });
}
