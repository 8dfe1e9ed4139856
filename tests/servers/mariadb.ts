import * as fs from "node:fs";
import * as path from "node:path";
import { run } from "../../rehearsal/engine/run";
import type { Issued } from "./certificate-authority";
import { asContainerUser, CONTAINER_USER, startContainer } from "./container";
import { freePort } from "./free-port";

/** A real MariaDB that takes connections by TLS alone, as RDS's does. */
export interface MariaDb {
  readonly port: number;
  /** Who may do all there. */
  readonly owner: { readonly username: string; readonly password: string };
  /**
   * What a statement gives: a row a line, its columns parted by tabs.
   * @throws with the server's words when it refuses
   */
  ask(statement: string, as?: { readonly username: string; readonly password: string }): Promise<string>;
  stop(): Promise<void>;
}

/**
 * Starts an empty one, with a database.
 * @param folder gets its data
 * @param certificate what it shows to clients
 * @throws when it is not installed or does not start; the message says what to install, or what it said
 */
export async function startMariaDb(
  folder: string,
  certificate: Issued,
  authorityFile: string,
  database: string,
): Promise<MariaDb> {
  const home = path.join(folder, "mariadb");
  fs.mkdirSync(home, { recursive: true });
  const owner = { username: "owner", password: "the owner's" };
  const first = path.join(folder, "first.sql");
  const quoted = owner.password.replaceAll("'", "''");
  fs.writeFileSync(
    first,
    `CREATE DATABASE ${database} CHARACTER SET utf8mb4;
     CREATE USER '${owner.username}'@'%' IDENTIFIED BY '${quoted}';
     GRANT ALL ON *.* TO '${owner.username}'@'%' WITH GRANT OPTION;`,
  );
  for (const file of [home, certificate.keyFile])
    if (process.getuid?.() === 0) fs.chownSync(file, CONTAINER_USER, CONTAINER_USER);
  const data = [`--datadir=${home}/data`, `--tmpdir=${home}`];
  const made = await runAs([
    "mariadb-install-db",
    "--no-defaults",
    "--skip-test-db",
    "--auth-root-authentication-method=normal",
    ...data,
  ]);
  if (made.exitCode === 127)
    throw new Error(
      "no MariaDB for the tests. Install it (apt-get install mariadb-server-core mariadb-client-core)",
    );
  if (made.exitCode !== 0) throw new Error(`no data for MariaDB: ${made.stdout}${made.stderr}`);
  const port = await freePort();
  const server = await startContainer({
    title: "MariaDB",
    command: asContainerUser([
      "mariadbd",
      "--no-defaults",
      ...data,
      `--init-file=${first}`,
      `--socket=${home}/socket`,
      `--pid-file=${home}/pid`,
      "--bind-address=127.0.0.1",
      `--port=${port}`,
      `--ssl-cert=${certificate.file}`,
      `--ssl-key=${certificate.keyFile}`,
      "--require-secure-transport=ON",
      "--innodb-flush-log-at-trx-commit=0",
      "--innodb-buffer-pool-size=16M",
    ]),
    environment: {},
    port,
  });
  return {
    port,
    owner,
    async ask(statement, as = owner) {
      const where = ["--protocol=TCP", "--host=localhost", `--port=${port}`, `--ssl-ca=${authorityFile}`];
      const options = ["--ssl-verify-server-cert", `--user=${as.username}`, `--password=${as.password}`];
      const done = await run(
        "mariadb",
        [
          "--no-defaults",
          ...where,
          ...options,
          "--skip-column-names",
          "--batch",
          `--execute=${statement}`,
          database,
        ],
        {},
      );
      if (done.exitCode !== 0) throw new Error(done.stderr.trim());
      return done.stdout.trim();
    },
    stop: server.stop,
  };
}

function runAs(command: readonly string[]) {
  const [program = "", ...args] = asContainerUser(command);
  return run(program, args, {});
}
