import type { Settings } from "../parameters";
import type { StackResource } from "../reading/resource";
import { count, flag, is, isAtLeast, list, read, shown, text, valueOf, within } from "../reading/value";
import { azure } from "./action-sets";
import { type Copy, copiesIn, mayReach } from "./azure-copies";
import { allowedBy } from "./azure-roles";
import { type Verdict, verdict, type WayIn } from "./verdict";

/** How a stage keeps its copy in the second cloud. */
export type KeepingOffsite = Settings<"minOffsiteRetentionDays" | "azurePhase" | "nonVaultRoles">;

/** By what a management rule tells the age of a blob. */
const AGES = [
  "daysAfterModificationGreaterThan",
  "daysAfterCreationGreaterThan",
  "daysAfterLastAccessTimeGreaterThan",
];

const UNASKED = "What happens without anybody asking";

/** Everything that could end the copies in the second cloud. */
export function azureVerdicts(
  resources: readonly StackResource[],
  settings: KeepingOffsite,
): readonly Verdict[] {
  return copiesIn(resources, settings).flatMap((copy) => [
    ...unasked(copy, settings),
    ...azure.map((action) =>
      verdict(
        { subject: copy.title, group: "Ending the copy in Azure", action },
        assigned(copy, action, resources),
        "no role assignment of the stacks allows it",
        action.endsWith("/listKeys/action") && accountFaults(copy).length === 0
          ? "shared keys are off, so that a key opens nothing"
          : undefined,
      ),
    ),
  ]);
}

function assigned(copy: Copy, action: string, resources: readonly StackResource[]): readonly WayIn[] {
  return copy.assignments.flatMap((assignment) => {
    if (!mayReach(text(read(assignment.props, "scope")), action, copy)) return [];
    const allowed = allowedBy(assignment, action, resources);
    const who = `the principal of ${assignment.name}`;
    return allowed
      ? [{ who, steps: [`${action} (${allowed.by})`], permitted: false, undecided: allowed.undecided }]
      : [];
  });
}

function unasked(copy: Copy, settings: KeepingOffsite): readonly Verdict[] {
  const { minOffsiteRetentionDays } = settings;
  const faults = [
    {
      action: "blobs can be changed or deleted",
      found: immutabilityFaults(copy, settings),
      because: `an immutability policy holds each for ${minOffsiteRetentionDays} days or more`,
    },
    {
      action: "an account key or a local user opens it",
      found: accountFaults(copy),
      because: "shared keys, SFTP and local users are off",
    },
    {
      action: "a management rule deletes blobs",
      found: copy.management.flatMap((part) => deletions(part, minOffsiteRetentionDays)),
      because: `no rule deletes anything before ${minOffsiteRetentionDays} days`,
    },
    {
      action: "a deleted key is purged",
      found: copy.keyVaults.flatMap(keyVaultFaults),
      because: "its key vaults have purge protection",
    },
  ];
  return faults.map(({ action, found, because }) => {
    const ways = found.map((step) => ({
      who: "nobody in particular",
      steps: [step],
      permitted: false,
      undecided: [],
    }));
    return verdict({ subject: copy.title, group: UNASKED, action }, ways, because);
  });
}

function immutabilityFaults(
  { immutability, accounts }: Copy,
  { minOffsiteRetentionDays, azurePhase }: KeepingOffsite,
): readonly string[] {
  const policies = [
    ...immutability.map(({ name, props }) => ({ name, policy: valueOf(props) })),
    ...accounts.flatMap(({ name, props }) => {
      const policy = read(props, "immutableStorageWithVersioning", "immutabilityPolicy");
      return policy.kind === "missing" ? [] : [{ name, policy }];
    }),
  ];
  if (policies.length === 0) return ["it has no immutability policy"];
  return policies.flatMap(({ name, policy }) => {
    const days = count(within(policy, "immutabilityPeriodSinceCreationInDays"));
    const state = within(policy, "state");
    const appends = ["allowProtectedAppendWrites", "allowProtectedAppendWritesAll"];
    return [
      ...(isAtLeast(days, minOffsiteRetentionDays)
        ? []
        : [`${name} holds blobs for ${shown(days)} days, not ${minOffsiteRetentionDays} or more`]),
      ...(azurePhase === "prepare" || is(state, "Locked") ? [] : [`the state of ${name} is ${shown(state)}`]),
      ...appends.flatMap((append) => {
        const on = flag(within(policy, append));
        return on.kind === "missing" || is(on, false) ? [] : [`${append} of ${name} is ${shown(on)}`];
      }),
    ];
  });
}

/** An account that is in no stack may have its keys on. */
function accountFaults({ accounts, title }: Copy): readonly string[] {
  if (accounts.length === 0) return [`the account of ${title} is in none of the stacks`];
  return accounts.flatMap(({ name, props }) => {
    const keys = flag(read(props, "allowSharedKeyAccess"));
    const others = ["isSftpEnabled", "isLocalUserEnabled"].flatMap((property) => {
      const on = flag(read(props, property));
      return on.kind === "missing" || is(on, false) ? [] : [`${property} of ${name} is ${shown(on)}`];
    });
    return [...(is(keys, false) ? [] : [`allowSharedKeyAccess of ${name} is ${shown(keys)}`]), ...others];
  });
}

/** Each rule that is on and deletes something sooner than the policy would let it. */
function deletions({ name, props }: StackResource, least: number): readonly string[] {
  const rules = list(read(props, "policy", "rules"));
  if (rules.kind !== "known") return [`the rules of ${name} are ${shown(rules)}`];
  return rules.value.flatMap((rule) => {
    if (is(within(rule, "enabled"), false)) return [];
    const deleted = ["baseBlob", "snapshot", "version"].filter((kind) => {
      const deletion = within(rule, "definition", "actions", kind, "delete");
      const ages = AGES.map((age) => count(within(deletion, age))).filter(({ kind }) => kind !== "missing");
      const isLate = ages.length > 0 && ages.every((age) => isAtLeast(age, least));
      return deletion.kind !== "missing" && !isLate;
    });
    return deleted.map((kind) => `${name} deletes a ${kind} before ${least} days`);
  });
}

function keyVaultFaults({ name, props }: StackResource): readonly string[] {
  const purge = flag(read(props, "properties", "enablePurgeProtection"));
  return is(purge, true) ? [] : [`enablePurgeProtection of ${name} is ${shown(purge)}`];
}
