import type { Patience } from "./patience";
import { requestOf, type ReachedCluster, type Request } from "./request";
import { setUp } from "./set-up";
import { seenBy, seenByOurRole, signsIn, type Reached } from "./sign-in";
import { takeSnapshot, type SnapshotTaken } from "./snapshots";
import { untilItAnswers } from "./until-it-answers";
import type { Made } from "./wanted";

/** What a task is done with. */
export interface World {
  /** Value of a secret. */
  readonly secret: (name: string) => Promise<string>;
  /** Where a cluster's node is. */
  readonly reached: (cluster: ReachedCluster) => Reached;
  readonly patience: Patience;
  readonly now: () => Date;
}

type UserSecrets = Pick<ReachedCluster, "userSecret" | "passwordSecret">;

/**
 * Does what the event asks for.
 * @throws an error whose message may be shown to anybody: a deploy fails with it
 */
export async function doTask(event: unknown, world: World): Promise<Made | SnapshotTaken> {
  const request = requestOf(event);
  const passwords = new Set<string>();
  const user = async ({ userSecret, passwordSecret }: UserSecrets) => {
    const password = await world.secret(passwordSecret);
    passwords.add(password);
    return { name: await world.secret(userSecret), password };
  };
  try {
    return await done(request, user, world);
  } catch (error) {
    throw without(passwords, error);
  }
}

/** Nothing is known to repeat a password; nothing is to begin with it. */
function without(passwords: Iterable<string>, error: unknown): Error {
  let told = error instanceof Error ? error.message : String(error);
  for (const password of passwords) told = told.replaceAll(password, "…");
  return new Error(told);
}

type UserOf = (secrets: UserSecrets) => Promise<{ readonly name: string; readonly password: string }>;

async function done(request: Request, userOf: UserOf, world: World): Promise<Made | SnapshotTaken> {
  const { patience } = world;
  const reached = world.reached(request.cluster);
  const master = await userOf(request.cluster);
  const cluster = seenBy(reached, master.name, master.password);
  await untilItAnswers(cluster, request.cluster.host, patience);
  if (request.task === "snapshot") return takeSnapshot(cluster, request, world.now(), patience);
  const users = request.users.map(async (user) => ({ ...(await userOf(user)), roles: user.roles }));
  return setUp(request, await Promise.all(users), {
    cluster,
    signed: seenByOurRole(reached, request.region),
    signsIn: ({ name, password }) => signsIn(reached, name, password),
  });
}
