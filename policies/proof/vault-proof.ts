import { custodiansOf } from "../custodians";
import { ALL, type Guarded, possiblePolicies } from "./documents";
import { is } from "../reading/value";
import {
  alsoReconfiguring,
  changingKeys,
  destroying,
  destroyingKeys,
  onAccount,
  onObjects,
  reconfiguring,
  weakeningOnWrite,
} from "./action-sets";
import { type Court, guardedVerdict } from "./court";
import { breakGlassOf } from "./custody";
import type { Request } from "./request";
import { unaskedVerdicts } from "./unasked";
import type { Vault } from "./vaults";
import { isRefusal, type Verdict } from "./verdict";

type Contexts = readonly Request["context"][];

/** Some actions of one kind, and who may do them. */
interface Family {
  readonly group: string;
  readonly actions: readonly string[];
  readonly permitted: readonly string[];
  readonly contexts: Contexts;
}

/** Everything that could end what is in a vault, or weaken what keeps it. */
export function vaultVerdicts(vault: Vault, vaults: readonly Vault[], court: Court): readonly Verdict[] {
  const { minRetentionDays } = court.settings;
  const unasked = unaskedVerdicts(vault, vaults, court.settings);
  const weakening = familyVerdicts(
    {
      group: "Bringing a weaker lock along",
      actions: weakeningOnWrite,
      permitted: [],
      contexts: weakLocks(minRetentionDays),
    },
    vault,
    court,
  );
  // Compliance holds where every object has it: by the default, and because no write brings another mode along.
  const isCompliant = ![...unasked.slice(0, 1), ...weakening].some(isRefusal);
  const families: readonly Family[] = [
    {
      group: "Ending an object or its lock",
      actions: destroying,
      permitted: breakGlassOf(court.settings),
      contexts: [{}],
    },
    {
      group: "Changing how the vault keeps",
      actions: [...reconfiguring, ...alsoReconfiguring.filter((action) => !onAccount.has(action))],
      permitted: custodiansOf(vault.about, court.settings),
      contexts: [{}],
    },
  ];
  return [
    ...unasked,
    ...weakening,
    ...families.flatMap((family) =>
      familyVerdicts(family, vault, court, (action) => harmlessIn(vault, action, isCompliant)),
    ),
    ...vault.encryptions
      .filter((each) => each.kind === "key")
      .flatMap(({ key }) => keyVerdicts(key, vault.title, court)),
  ];
}

function familyVerdicts(
  { group, actions, permitted, contexts }: Family,
  vault: Vault,
  court: Court,
  harmless?: (action: string) => string | undefined,
): readonly Verdict[] {
  const on = withAccessPoints(vault);
  return actions.map((action) => {
    const resource = onObjects.has(action) ? `${vault.arn}/*` : vault.arn;
    return guardedVerdict(
      { subject: vault.title, group, action },
      { on, action, resource, contexts, permitted },
      court,
      harmless?.(action),
    );
  });
}

/** What an access point of a vault allows is allowed on the vault; only the vault's own refusals count. */
function withAccessPoints(vault: Vault): Guarded {
  const grants = vault.accessPoints
    .filter(({ effect }) => effect === "Allow")
    .map((each) => ({ ...each, resources: ALL }));
  return { ...vault, policies: possiblePolicies(vault).map((policy) => [...policy, ...grants]) };
}

/** What a write may say of its own lock: that it ends too soon, or that a permission lifts it. */
function weakLocks(leastDays: number): Contexts {
  const tooFew = [...new Set(["0", String(leastDays - 1)])];
  return [
    { "s3:object-lock-remaining-retention-days": { kind: "one of", values: tooFew } },
    { "s3:object-lock-mode": { kind: "one of", values: ["GOVERNANCE"] } },
  ];
}

/** Why S3 itself would refuse an action, whoever asks for it. */
function harmlessIn({ objectLock }: Vault, action: string, isCompliant: boolean): string | undefined {
  if (action === "s3:PutBucketVersioning" && is(objectLock, true))
    return "S3 suspends no versioning where Object Lock is on";
  if (!isCompliant) return undefined;
  return {
    "s3:BypassGovernanceRetention": "every lock is in compliance mode, which nobody bypasses",
    "s3:DeleteBucket": "S3 deletes no bucket with objects in it, and nobody can delete those that are locked",
  }[action];
}

function keyVerdicts(key: Guarded, subject: string, court: Court): readonly Verdict[] {
  const group = `Ending or changing its ${key.title}`;
  const ofKeys = (actions: readonly string[], permitted: readonly string[]) =>
    actions
      .filter((action) => !onAccount.has(action))
      .map((action) => {
        const contexts = action === "kms:CreateGrant" ? notForAwsServices : [{}];
        const deed = { on: key, action, resource: key.arn, contexts, permitted, needsResourcePolicy: true };
        return guardedVerdict({ subject, group, action }, deed, court);
      });
  return [...ofKeys(destroyingKeys, []), ...ofKeys(changingKeys, custodiansOf(key.about, court.settings))];
}

/** What a request for a grant says that is no AWS service's; AWS does not say whether it always says so. */
export const notForAwsServices: Contexts = [
  { "kms:grantisforawsresource": { kind: "one of", values: ["false"] } },
  { "kms:grantisforawsresource": { kind: "absent" } },
];
