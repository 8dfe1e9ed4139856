import { lockModes, type Settings } from "../parameters";
import { BUCKET } from "../reading/buckets";
import type { StackResource } from "../reading/resource";
import { count, is, isAtLeast, isEmpty, list, read, shown, text, type Value, within } from "../reading/value";
import type { Vault } from "./vaults";
import { type Verdict, verdict, type WayIn } from "./verdict";

/** How long, and in which mode, a stage keeps what is in a vault. */
export type Keeping = Settings<"lockProfile" | "minRetentionDays">;

const GROUP = "What happens without anybody asking";

/** What could end an object, or leave it unlocked, though nobody asks for it. */
export function unaskedVerdicts(
  vault: Vault,
  vaults: readonly Vault[],
  settings: Keeping,
): readonly Verdict[] {
  const { title: subject } = vault;
  const { minRetentionDays } = settings;
  return [
    verdict(
      { subject, group: GROUP, action: "objects land unlocked" },
      lockFaults(vault, settings).map(byItself),
      `the default lock is ${lockModes[settings.lockProfile]}, ${minRetentionDays} days or more`,
    ),
    verdict(
      { subject, group: GROUP, action: "a lifecycle rule expires objects" },
      vault.lifecycles.flatMap((part) => expiries(part, minRetentionDays)).map(byItself),
      `no rule expires anything before ${minRetentionDays} days`,
    ),
    verdict(
      { subject, group: GROUP, action: "replication copies a deletion, or copies elsewhere" },
      vault.replications.flatMap((part) => replicationFaults(part, vaults)).map(byItself),
      vault.replications.length > 0 ? "it copies no deletion, and to vaults only" : "nothing replicates it",
    ),
    verdict(
      { subject, group: GROUP, action: "its key is ended where nobody sees it" },
      vault.encryptions.flatMap((each) => (each.kind === "not found" ? [unseenKey(each.why)] : [])),
      "its key is S3's own, or one of those judged here",
    ),
  ];
}

function byItself(step: string): WayIn {
  return { who: "nobody in particular", steps: [step], permitted: false, undecided: [] };
}

function unseenKey(why: string): WayIn {
  const step = `its key is ${why}, which is in none of the stacks`;
  return { who: "nobody knows who", steps: [step], permitted: false, undecided: [step] };
}

function lockFaults(
  { objectLock, locks }: Vault,
  { lockProfile, minRetentionDays }: Keeping,
): readonly string[] {
  const mode = lockModes[lockProfile];
  return [
    ...(is(objectLock, true) ? [] : [`objectLockEnabled is ${shown(objectLock)}`]),
    ...(locks.length === 1 ? [] : [`it has ${locks.length} default locks`]),
    ...locks.flatMap((lock) => [
      ...(is(lock.mode, mode) ? [] : [`the mode of its lock is ${shown(lock.mode)}, not ${mode}`]),
      ...(isAtLeast(lock.days, minRetentionDays)
        ? []
        : [`its lock lasts ${shown(lock.days)} days, not ${minRetentionDays} or more`]),
    ]),
  ];
}

/** Each rule that is on and expires something sooner than the lock ends, or by anything but age. */
function expiries(part: StackResource, least: number): readonly string[] {
  const [path, noncurrentDays] =
    part.type === BUCKET ? ["lifecycleRules", "days"] : ["rules", "noncurrentDays"];
  const rules = list(read(part.props, path));
  if (rules.kind === "missing") return [];
  if (rules.kind === "unknown") return [`${part.name}: its rules are ${rules.why}`];
  return rules.value.flatMap((rule, index) => {
    const isOff = is(within(rule, "status"), "Disabled") || is(within(rule, "enabled"), false);
    const who = `${part.name}: rule ${shownId(rule, index)}`;
    return isOff ? [] : expiriesOf(rule, noncurrentDays, who, least);
  });
}

function expiriesOf(
  rule: Value<unknown>,
  noncurrentDays: string,
  who: string,
  least: number,
): readonly string[] {
  const expiration = within(rule, "expiration");
  const [days, date] = [within(expiration, "days"), within(expiration, "date")];
  const noncurrent = within(rule, "noncurrentVersionExpiration");
  const age = within(noncurrent, noncurrentDays);
  // A provider reports an age and a date that were not given as 0 and as an empty text.
  const [byAge, byDate] = [!isNothing(days, 0), !isNothing(date, "")];
  const faults = [
    ...(byAge && !isAtLeast(count(days), least) ? [`current versions after ${shown(days)} days`] : []),
    ...(byDate ? ["objects on a date"] : []),
    ...(noncurrent.kind !== "missing" && !isAtLeast(count(age), least)
      ? [`noncurrent versions, with an age in days that is ${shown(age)}`]
      : []),
    ...((byAge || byDate || noncurrent.kind !== "missing") && hasTags(rule) ? ["objects by their tags"] : []),
  ];
  return faults.map((fault) => `${who} expires ${fault}`);
}

function isNothing(value: Value<unknown>, none: unknown): boolean {
  return value.kind === "missing" || is(value, none);
}

/** Whoever may tag could else say what expires. */
function hasTags(rule: Value<unknown>): boolean {
  return ![["filter", "tag"], ["filter", "and", "tags"], ["tags"]].every((path) =>
    isEmpty(within(rule, ...path)),
  );
}

function replicationFaults(part: StackResource, vaults: readonly Vault[]): readonly string[] {
  const rules = list(read(part.props, "rules"));
  if (rules.kind !== "known") return [`${part.name}: its rules are ${shown(rules)}`];
  return rules.value.flatMap((rule, index) => {
    const who = `${part.name}: rule ${shownId(rule, index)}`;
    const markers = text(within(rule, "deleteMarkerReplication", "status"));
    const destination = text(within(rule, "destination", "bucket"));
    const isVault = vaults.some(({ arn }) => is(destination, arn));
    return [
      ...(is(markers, "Disabled") ? [] : [`${who}: deleteMarkerReplication is ${shown(markers)}`]),
      ...(isVault ? [] : [`${who} copies to ${shown(destination)}, which is no vault of the estate`]),
    ];
  });
}

function shownId(rule: Value<unknown>, index: number): string {
  const id = within(rule, "id");
  return id.kind === "known" ? shown(id) : String(index + 1);
}
