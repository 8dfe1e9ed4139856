import { type Statement, statementsOf } from "./document";
import type { StackResource } from "./resource";
import { is, known, read, shown, unknown, type Value } from "./value";

/** A bucket or a key, and what its policy says. */
export interface Guarded {
  /** Undefined where it is not in this stack, and only its policy is. */
  readonly owner: StackResource | undefined;
  /** The owner, or else the resource that gives it the policy. */
  readonly about: StackResource;
  /** Not known where there is not one policy that can be read: then the reason is a sentence for a message. */
  readonly statements: Value<readonly Statement[]>;
}

/**
 * Every owner with the policy that holds of it: one given by a resource of its own replaces the one that it is made
 * with. What gives a policy to nothing of the stack stands for itself.
 */
export function guarded(
  owners: readonly StackResource[],
  policies: readonly StackResource[],
  ownerOf: (policy: StackResource) => StackResource | undefined,
): readonly Guarded[] {
  const joined = policies.map((policy) => ({ policy, owner: ownerOf(policy) }));
  const owned = owners.map((owner) => {
    const separate = joined.filter((join) => join.owner === owner).map(({ policy }) => policy);
    return { owner, about: owner, statements: effective(owner, separate) };
  });
  const others = joined
    .filter((join) => join.owner === undefined)
    .map(({ policy }) => ({ owner: undefined, about: policy, statements: saidBy(policy) }));
  return [...owned, ...others];
}

function effective(owner: StackResource, separate: readonly StackResource[]): Value<readonly Statement[]> {
  const [only = owner, ...others] = separate;
  // The last one written wins, and nobody knows which that is.
  return others.length > 0 ? unknown(`it has ${separate.length} policies`) : saidBy(only);
}

function saidBy({ props }: StackResource): Value<readonly Statement[]> {
  const policy = read(props, "policy");
  if (policy.kind === "missing" || is(policy, "")) return unknown("it has no policy");
  const statements = statementsOf(policy);
  return statements.kind === "known"
    ? known(statements.value)
    : unknown(`its policy is ${shown(statements)}`);
}
