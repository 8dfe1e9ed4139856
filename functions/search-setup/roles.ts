import { isEqual } from "es-toolkit/predicate";
import * as z from "zod";
import type { Cluster } from "./cluster";
import type { Role } from "./request";
import type { Wanted } from "./wanted";

const API = "/_plugins/_security/api";

/** All that a role can hold: what somebody added by hand is a difference. */
const Whole = z.object({
  cluster_permissions: z.array(z.string()),
  index_permissions: z.array(
    z.object({
      index_patterns: z.array(z.string()),
      allowed_actions: z.array(z.string()),
      dls: z.string().nullish().default(null),
      fls: z.array(z.string()).default([]),
      masked_fields: z.array(z.string()).default([]),
    }),
  ),
  tenant_permissions: z.array(z.unknown()).default([]),
});

/** Roles, each with these permissions and no others. */
export function wantedRoles(cluster: Cluster, roles: Readonly<Record<string, Role>>): readonly Wanted[] {
  return Object.entries(roles).map(([name, role]) => ({
    name: `role ${name}`,
    async make() {
      const path = `${API}/roles/${name}`;
      const body = Whole.parse(role);
      const present = await cluster.get(path);
      if (present !== undefined && isEqual(body, z.record(z.string(), Whole).parse(present)[name]))
        return false;
      await cluster.put(path, body);
      return true;
    },
  }));
}
