import * as z from "zod";
import type { Cluster } from "./cluster";
import { foundIn } from "./found-in";
import type { Wanted } from "./wanted";

const API = "/_plugins/_security/api";

const Present = z.record(z.string(), z.unknown());

export interface SearchUser {
  readonly name: string;
  readonly password: string;
  readonly roles: readonly string[];
}

/**
 * Users with their passwords, and just these roles. A cluster tells nobody's password: whether it is the right one is
 * tried by signing in.
 */
export function wantedUsers(
  cluster: Cluster,
  users: readonly SearchUser[],
  signsIn: (user: SearchUser) => Promise<boolean>,
): readonly Wanted[] {
  return users.map((user) => ({
    name: `user ${user.name}`,
    async make() {
      const path = `${API}/internalusers/${encodeURIComponent(user.name)}`;
      const body = { opendistro_security_roles: user.roles, backend_roles: [], attributes: {} };
      const present = await cluster.get(path);
      const known = present !== undefined && foundIn(body, Present.parse(present)[user.name]);
      if (known && (await signsIn(user))) return false;
      await cluster.put(path, { ...body, password: user.password });
      return true;
    },
  }));
}
