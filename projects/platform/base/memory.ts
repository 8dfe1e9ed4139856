import { ValkeyGroup } from "../../../components/cache/valkey-group";
import type { ValkeyRole } from "../../../components/cache/valkey-role";
import { valkeyNames } from "../names";
import { isolated, logged, type PlatformPlace } from "./place";
import type { Settings } from "./settings";

/** What is kept in memory: a cache that may forget, and the store that stands before the databases and may not. */
export function memory(settings: Pick<Settings, ValkeyRole>, at: PlatformPlace) {
  const group = (role: ValkeyRole) => {
    const made = new ValkeyGroup(
      role,
      {
        groupName: valkeyNames(at.stage)[role],
        role,
        nodes: settings[role],
        place: isolated(at),
        keyArn: at.ground.keyArns.data,
        ...logged(at),
      },
      at.primary,
    );
    const { groupName: name, arn, host, port, clientGroupId, user } = made;
    return { name, arn, host, port, clientGroupId, user };
  };
  return { cache: group("cache"), store: group("store") };
}
