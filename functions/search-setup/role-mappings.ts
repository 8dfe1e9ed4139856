import { union, without } from "es-toolkit/array";
import { isEqual } from "es-toolkit/predicate";
import * as z from "zod";
import type { Cluster } from "./cluster";
import type { Wanted } from "./wanted";

const API = "/_plugins/_security/api";

/** Who has a role. The plugin, or the service, keeps some of them from being changed. */
const Mapping = z.object({
  reserved: z.boolean().default(false),
  description: z.string().nullish(),
  backend_roles: z.array(z.string()).default([]),
  and_backend_roles: z.array(z.string()).default([]),
  hosts: z.array(z.string()).default([]),
  users: z.array(z.string()).default([]),
});
type Mapping = z.infer<typeof Mapping>;

/** The role by which everybody may fill an index of the user's own name, and everybody, to the security plugin. */
const OWN_INDEX = "own_index";
const EVERYBODY = "*";

/** IAM roles that have a role of the security plugin; whoever has it already keeps it. */
export function wantedIamRoles(
  cluster: Cluster,
  iamRoles: Readonly<Record<string, readonly string[]>>,
): readonly Wanted[] {
  return Object.entries(iamRoles).map(([role, arns]) => ({
    name: `IAM roles of ${role}`,
    make: () =>
      changeMapping(cluster, role, (mapping) => ({
        ...mapping,
        backend_roles: union(mapping.backend_roles, [...arns]),
      })),
  }));
}

/** That users write where their roles say, and nowhere else. */
export const noOwnIndices = (cluster: Cluster): Wanted => ({
  name: `users of ${OWN_INDEX}`,
  make: () =>
    changeMapping(cluster, OWN_INDEX, (mapping) =>
      mapping.reserved ? mapping : { ...mapping, users: without(mapping.users, EVERYBODY) },
    ),
});

/** A mapping is written as a whole: what is not changed is written as it was. */
async function changeMapping(
  cluster: Cluster,
  role: string,
  change: (mapping: Mapping) => Mapping,
): Promise<boolean> {
  const path = `${API}/rolesmapping/${role}`;
  const answer = await cluster.get(path);
  const present = answer === undefined ? undefined : z.record(z.string(), Mapping).parse(answer)[role];
  const before = present ?? Mapping.parse({});
  const after = change(before);
  if (isEqual(before, after)) return false;
  const { reserved: _, description, ...whole } = after;
  await cluster.put(path, { ...whole, ...(description ? { description } : {}) });
  return true;
}
