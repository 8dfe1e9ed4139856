import type { Settings } from "../parameters";
import { POLICY } from "./policy-documents";
import type { Resource } from "./resource";
import { is, read } from "./value";

/** Whether a policy is one of the permission boundaries: it grants nothing, so it may be wider than a grant. */
export function isBoundary(
  { type, props }: Resource,
  { approvedBoundaryArns }: Settings<"approvedBoundaryArns">,
): boolean {
  // An account has only one policy of a name, whatever its path.
  return (
    type === POLICY && approvedBoundaryArns.some((arn) => is(read(props, "name"), arn.split("/").at(-1)))
  );
}
