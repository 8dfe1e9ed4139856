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
  /** The only identities for which it need not. */
  readonly but: readonly string[];
  /** Who they are, in words for a message. */
  readonly title: string;
}

/** Judges every vault by what its policy refuses to whoever is allowed everything. */
export function* vaultRefusals(
  resources: readonly StackResource[],
  settings: Classifying,
  { actions, but, title }: VaultRefusal,
): Iterable<StackFinding> {
  const whom = but.length === 0 ? "everybody" : `everybody but ${title}`;
  for (const { about, because, arn, statements } of vaultPolicies(resources, settings)) {
    const expected = `a refusal to ${whom} ${because}`;
    if (statements.kind !== "known") {
      yield { about, found: shown(statements), expected };
      continue;
    }
    const resource = (action: string) => (onObjects.has(action) ? `${arn}/*` : arn);
    const open = unrefused(statements.value, { actions, resource, but });
    if (open.length > 0) yield { about, found: `its policy does not refuse ${open.join(", ")}`, expected };
  }
}
