import { retry } from "es-toolkit/function";
import { Away, type ManagementApi } from "./management-api";
import { SetUpBroker, type User } from "./request";

/** What the function reaches, so that a test may reach something else. */
export interface Surroundings {
  /** The text of a secret. */
  readonly secret: (name: string) => Promise<string>;
  readonly api: (host: string, port: number, userName: string, password: string) => ManagementApi;
  /** Has a log group encrypted and kept; `false` where it is not there yet. */
  readonly encryptLog: (log: SetUpBroker["log"]) => Promise<boolean>;
  readonly patience: {
    readonly lookEveryMilliseconds: number;
    /** Milliseconds that are left. */
    readonly left: () => number;
  };
}

/** What was done. */
export interface Done {
  readonly users: readonly string[];
  readonly logKept: boolean;
}

/** RabbitMQ's own virtual host, `/`, in a path. */
const VHOST = encodeURIComponent("/");

/**
 * Makes the users with their passwords, and just these rights; what is there already is written once more, for RabbitMQ
 * tells nobody whether a password is the right one.
 * @throws when the request is of another form, the broker refuses, or it stays away for as long as there is time
 */
export async function setUp(event: unknown, around: Surroundings): Promise<Done> {
  const { broker, users, log } = SetUpBroker.parse(event);
  const { host, port, admin } = broker;
  const api = around.api(host, port, admin.userName, await around.secret(admin.passwordSecret));
  await untilItAnswers(api, around.patience);
  for (const user of users) await makeUser(api, user, await around.secret(user.passwordSecret));
  return { users: users.map(({ userName }) => userName), logKept: await around.encryptLog(log) };
}

const untilItAnswers = (api: ManagementApi, { lookEveryMilliseconds, left }: Surroundings["patience"]) =>
  retry(() => api.get("/whoami"), {
    delay: lookEveryMilliseconds,
    shouldRetry: (error) => error instanceof Away && left() > lookEveryMilliseconds,
  });

async function makeUser(
  api: ManagementApi,
  { userName, tags, permissions }: User,
  password: string,
): Promise<void> {
  const user = encodeURIComponent(userName);
  await api.put(`/users/${user}`, { password, tags: tags.join(",") });
  await api.put(`/permissions/${VHOST}/${user}`, permissions);
}
