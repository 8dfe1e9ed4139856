import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { run, type Finished } from "../../rehearsal/engine/run";
import { certificateAuthority, type CertificateAuthority } from "../servers/certificate-authority";
import { startMariaDb, type MariaDb } from "../servers/mariadb";
import { IMAGES, stage } from "../images/dockerfile";
import { flywayJars } from "../images/flyway-jars";
import { compile } from "../images/java-program";

const broker = { username: "broker", password: 'it\'s a "password" \\ with signs' };

/** Reads a value that Java has serialized, in hex. */
const PROPERTIES = `
  class Properties {
    public static void main(String[] args) throws Exception {
      byte[] bytes = java.util.HexFormat.of().parseHex(args[0]);
      Object value = new java.io.ObjectInputStream(new java.io.ByteArrayInputStream(bytes)).readObject();
      System.out.println(value.getClass().getName() + " " + value);
    }
  }`;

/** Of the form of DataVault's own: a dump, and what a later release adds. */
const files: Readonly<Record<string, string>> = {
  "V3.13.0__tables.sql": `
    /*!40014 SET @OLD_FOREIGN_KEY_CHECKS=@@FOREIGN_KEY_CHECKS, FOREIGN_KEY_CHECKS=0 */;
    DROP TABLE IF EXISTS \`Deposits\`;
    CREATE TABLE \`Deposits\` (\`id\` varchar(36) NOT NULL, \`vault_id\` varchar(36), PRIMARY KEY (\`id\`),
      CONSTRAINT \`FK_vault\` FOREIGN KEY (\`vault_id\`) REFERENCES \`Vaults\` (\`id\`)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
    CREATE TABLE \`Vaults\` (\`id\` varchar(36) NOT NULL, PRIMARY KEY (\`id\`)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
    CREATE TABLE \`ArchiveStores\` (\`id\` varchar(36) NOT NULL, \`label\` text, \`properties\` longblob,
      \`retrieveEnabled\` bit(1) NOT NULL, \`storageClass\` text, PRIMARY KEY (\`id\`)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
    CREATE TABLE \`hibernate_sequence\` (\`next_val\` bigint(20) DEFAULT NULL) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
    /*!40014 SET FOREIGN_KEY_CHECKS=@OLD_FOREIGN_KEY_CHECKS */;`,
  "V5.0.3.1__deposit.sql": "ALTER TABLE `Deposits` ADD `non_restart_job_id` VARCHAR(255) DEFAULT NULL;",
};

describe("the migrations", function () {
  this.timeout(180_000);
  let folder: string;
  let classPath: string;
  let authority: CertificateAuthority;
  let stranger: CertificateAuthority;
  let server: MariaDb;
  let sql: string;

  before(async () => {
    folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "strongroom-migrations-")));
    fs.chmodSync(folder, 0o755);
    const jars = await flywayJars();
    const classes = path.join(folder, "classes");
    await compile("migrations/Migrate.java", jars, classes);
    classPath = `${classes}:${jars}/*`;
    authority = await certificateAuthority(path.join(folder, "authority"));
    stranger = await certificateAuthority(path.join(folder, "stranger"));
    const certificate = await authority.issue("localhost", "DNS:localhost");
    server = await startMariaDb(folder, certificate, authority.file, "datavault");
  });
  after(async () => {
    await server?.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    await server.ask("DROP DATABASE datavault; CREATE DATABASE datavault; DROP USER IF EXISTS 'broker'@'%'");
    sql = fs.mkdtempSync(path.join(folder, "sql-"));
    fs.cpSync(path.join(IMAGES, "migrations/sql"), sql, { recursive: true });
    for (const [name, text] of Object.entries(files)) fs.writeFileSync(path.join(sql, name), text);
  });

  /** Runs them as their image does. */
  function migrate(other: Readonly<Record<string, string>> = {}): Promise<Finished> {
    return run("java", ["-cp", classPath, "Migrate"], {
      env: {
        PATH: process.env["PATH"],
        ...stage("migrations").environment,
        // What lives for a second is not worth optimizing.
        JAVA_TOOL_OPTIONS: "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
        MIGRATIONS: sql,
        DATABASE_CA_FILE: authority.file,
        DATABASE_HOST: "localhost",
        DATABASE_PORT: String(server.port),
        DATABASE_NAME: "datavault",
        DATABASE_OWNER: JSON.stringify(server.owner),
        DATABASE_USER: broker.username,
        DATABASE_PASSWORD: broker.password,
        ...other,
      },
    });
  }

  const columns = () =>
    server.ask(
      "SELECT GROUP_CONCAT(COLUMN_NAME ORDER BY 1) FROM information_schema.COLUMNS WHERE TABLE_NAME='Deposits'",
    );
  const history = () =>
    server.ask("SELECT version FROM flyway_schema_history WHERE success = 1 ORDER BY installed_rank");

  it("are applied in their order, once, for a user who may do what the program does and no more", async () => {
    const first = await migrate();
    assert.equal(first.exitCode, 0, first.stderr);
    assert.match(first.stdout, /^migrations: applied 4, and broker may work with the tables$/m);
    assert.equal(await columns(), "id,non_restart_job_id,vault_id");
    assert.equal(await history(), "3.13.0\n5.0.3.1\n5.0.3.3\n5.0.3.4");
    assert.equal(await server.ask("SELECT * FROM hibernate_sequence"), "1");
    for (const secret of [broker.password, server.owner.password])
      assert.ok(!`${first.stdout}${first.stderr}`.includes(secret), first.stdout);

    await server.ask("INSERT INTO Vaults VALUES ('1'), ('2'); DELETE FROM Vaults WHERE id = '2'", broker);
    await assert.rejects(server.ask("DROP TABLE Vaults", broker), /DROP command denied/);
    await assert.rejects(server.ask("CREATE TABLE T (id INT)", broker), /CREATE command denied/);
    await assert.rejects(server.ask("SELECT * FROM mysql.user", broker), /denied/);
    assert.match(await server.ask("SHOW GRANTS FOR 'broker'@'%'"), /REQUIRE SSL/);

    // Again, with another password: all else stays as it is.
    await server.ask("UPDATE hibernate_sequence SET next_val = 7");
    const second = await migrate({ DATABASE_PASSWORD: "rotated" });
    assert.equal(second.exitCode, 0, second.stderr);
    assert.match(second.stdout, /^migrations: applied 0, /m);
    assert.equal(await server.ask("SELECT id, next_val FROM Vaults, hibernate_sequence"), "1\t7");
    assert.equal(await server.ask("SELECT 1", { ...broker, password: "rotated" }), "1");
    await assert.rejects(server.ask("SELECT 1", broker), /Access denied/);

    // And a file that was changed after it was applied.
    fs.appendFileSync(path.join(sql, "V5.0.3.1__deposit.sql"), "\nALTER TABLE Deposits ADD y INT;");
    const third = await migrate();
    assert.equal(third.exitCode, 1);
    assert.match(third.stderr, /checksum mismatch/);
    assert.equal(await columns(), "id,non_restart_job_id,vault_id");
  });

  it("leave one store to archive in, S3, before the broker makes others of its own", async () => {
    assert.equal((await migrate()).exitCode, 0);
    assert.equal(
      await server.ask("SELECT storageClass, retrieveEnabled = 1 FROM ArchiveStores"),
      "org.datavaultplatform.common.storage.impl.S3Cloud\t1",
    );
    // As Java reads it back: no properties, to which the program adds bucket and region.
    fs.writeFileSync(path.join(folder, "Properties.java"), PROPERTIES);
    const bytes = await server.ask("SELECT HEX(properties) FROM ArchiveStores");
    const { stdout, stderr } = await run("java", [path.join(folder, "Properties.java"), bytes], {});
    assert.equal(stdout, "java.util.HashMap {}\n", stderr);
  });

  it("stop at one that fails, before there is a user", async () => {
    fs.writeFileSync(path.join(sql, "V5.0.4__broken.sql"), "ALTER TABLE Nothing ADD x INT;");
    const { exitCode, stderr } = await migrate();
    assert.equal(exitCode, 1);
    assert.match(stderr, /V5\.0\.4__broken\.sql/);
    assert.ok(!(await server.ask("SELECT User FROM mysql.user")).includes(broker.username));
  });

  it("refuse a database that has tables and no history", async () => {
    await server.ask("CREATE TABLE Vaults (id INT); INSERT INTO Vaults VALUES (1)");
    const { exitCode, stderr } = await migrate();
    assert.equal(exitCode, 1);
    assert.match(stderr, /non-empty schema/);
    assert.equal(await server.ask("SELECT id FROM Vaults"), "1");
  });

  it("say nothing to a database whose certificate a stranger has signed", async () => {
    const { exitCode, stderr } = await migrate({ DATABASE_CA_FILE: stranger.file, CONNECT_RETRIES: "0" });
    assert.equal(exitCode, 1);
    assert.match(stderr, /does not chain with any of the trust anchors/);
  });

  for (const [name, value, says] of [
    ["DATABASE_OWNER", "not JSON", /^migrations: DATABASE_OWNER is no JSON with username and password/m],
    ["DATABASE_OWNER", "", /^migrations: DATABASE_OWNER is empty: set it/m],
    ["DATABASE_NAME", "data`vault", /^migrations: DATABASE_NAME: letters and digits alone, got data`vault/m],
  ] as const)
    it(`refuse ${name} ${JSON.stringify(value)}`, async () => {
      const { exitCode, stderr } = await migrate({ [name]: value });
      assert.equal(exitCode, 1);
      assert.match(stderr, says);
    });
});
