import type { Settings } from "./parameters";
import { placeOf, type Resource } from "./reading/resource";

export type Keeping = Settings<"custodianRoleArns" | "custodianProjects">;

/**
 * Who may change settings of a vault, or the policy of a key: the custodian of the project that declares it, and where
 * that is nobody's own, those who have no projects of their own.
 */
export function custodiansOf(
  about: Pick<Resource, "urn">,
  { custodianRoleArns, custodianProjects }: Keeping,
): readonly string[] {
  const { project } = placeOf(about);
  const own = custodianRoleArns.filter((arn) => custodianProjects[arn]?.includes(project));
  return own.length > 0 ? own : custodianRoleArns.filter((arn) => !(arn in custodianProjects));
}
