import type { Statement } from "../reading/document";
import type { StackResource } from "../reading/resource";
import { is, read } from "../reading/value";
import { resourceStatements } from "./documents";

/** Something with a policy of its own: a bucket, an access point, a key. */
export interface Guarded {
  readonly about: StackResource;
  readonly title: string;
  /** In which `*` stands for what is not known. */
  readonly arn: string;
  /** What its policy says; where it is given several, nobody knows which of them holds. Empty where it has none. */
  readonly policies: readonly (readonly Statement[])[];
}

/** The policies that some resources give, each for itself. */
export function policiesOf(parts: readonly StackResource[]): readonly (readonly Statement[])[] {
  return parts.flatMap(({ props, name }) => {
    const policy = read(props, "policy");
    // A provider reports a policy that is not there as an empty text.
    return policy.kind === "missing" || is(policy, "") ? [] : [resourceStatements(policy, `${name}: policy`)];
  });
}
