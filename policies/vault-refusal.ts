import type { Classifying } from "./parameters";
import { onObjects } from "./proof/action-sets";
import { unrefused } from "./proof/decide";
import { vaultPolicies } from "./reading/bucket-policies";
import type { StackResource } from "./reading/resource";
import { shown } from "./reading/value";
import type { StackFinding } from "./rule";

/** What every vault's policy has to refuse. */
export interface VaultRefusal {
  readonly actions: readonly string[];
  /** The only identities for which it need not, by the vault. */
  readonly but: (about: StackResource) => readonly string[];
  /** Who they are, in words for a message. */
  readonly title: string;
}

/** Judges every vault by what its policy refuses to whoever is allowed everything. */
export function* vaultRefusals(
  resources: readonly StackResource[],
  settings: Classifying,
  { actions, but, title }: VaultRefusal,
): Iterable<StackFinding> {
  for (const { about, because, arn, statements } of vaultPolicies(resources, settings)) {
    const spared = but(about);
    const whom = spared.length === 0 ? "everybody" : `everybody but ${title}`;
    const expected = `a refusal to ${whom} ${because}`;
    if (statements.kind !== "known") {
      yield { about, found: shown(statements), expected };
      continue;
    }
    const resource = (action: string) => (onObjects.has(action) ? `${arn}/*` : arn);
    const open = unrefused(statements.value, { actions, resource, but: spared });
    if (open.length > 0) yield { about, found: `its policy does not refuse ${open.join(", ")}`, expected };
  }
}
