import type { Cloud } from "../cloud";
import { allowsService } from "./policy-document";
import { ROLE } from "./tokens";
import { textAt } from "./values";

/** Whether a service may take a role, with tags on its session where it needs those; roles of other accounts are taken to let it. */
export function takesWithTags(service: string, roleArn: string, cloud: Cloud, tags: boolean): boolean {
  const [role] = cloud.named([ROLE], roleArn);
  if (role === undefined) return true;
  const trust = textAt(role.inputs, "assumeRolePolicy");
  return ["sts:AssumeRole", ...(tags ? ["sts:TagSession"] : [])].every((action) =>
    allowsService(trust, service, [action]),
  );
}
