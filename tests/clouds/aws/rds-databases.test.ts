import * as assert from "node:assert/strict";
import * as token from "../../../rehearsal/clouds/aws/tokens";
import type { Properties } from "../../../rehearsal/clouds/catalogue";
import { casesOf, holds, inAccount, refusals, type Step } from "./cases";
import { aSubnetGroup, twoZones } from "./databases";

const database = (change: Properties = {}): Properties => ({
  identifier: "vault",
  engine: "mariadb",
  engineVersion: "11.4",
  instanceClass: "db.m7g.large",
  allocatedStorage: 20,
  username: "set_up",
  manageMasterUserPassword: true,
  skipFinalSnapshot: true,
  ...change,
});

const parameters = (change: Properties = {}): Properties => ({
  name: "vault",
  family: "mariadb11.4",
  ...change,
});

const group = (name: string, family: string): Step => ({
  type: token.DATABASE_PARAMETERS,
  name,
  inputs: { name, family },
});

describe("the simulated AWS: databases in no cluster", () => {
  const settings = casesOf("parameters", token.DATABASE_PARAMETERS, parameters);
  const one = casesOf("a database", token.DATABASE, database, [
    ...twoZones,
    aSubnetGroup,
    group("newer", "mariadb11.8"),
    group("fitting", "mariadb11.4"),
  ]);
  const now = (name: string, applyMethod = "immediate") => ({
    parameters: [{ name, value: "1", applyMethod }],
  });
  refusals([
    settings("of another engine", { family: "mysql8.4" }, /one of mariadb10\.11/),
    settings("that nobody knows", now("make_it_fast"), /Could not find parameter/, now("slow_query_log")),
    settings(
      "at once that wait for a restart",
      now("performance_schema"),
      /immediate apply method for static/,
      now("performance_schema", "pending-reboot"),
    ),
    one("of another engine", { engine: "mysql" }, /one of mariadb/),
    one("of a version that is gone", { engineVersion: "10.6" }, /Cannot find version 10\.6/),
    one("with parameters of another version", { parameterGroupName: "newer" }, /DBParameterGroupFamily/, {
      parameterGroupName: "fitting",
    }),
    one("with 19 GiB", { allocatedStorage: 19 }, /\(20 - 65536\)/),
    one("that can hardly grow", { maxAllocatedStorage: 21 }, /Invalid max storage size/, {
      maxAllocatedStorage: 22,
    }),
    one("with a password of two kinds", { password: "secret" }, /conflicts with password/),
    one("without a password", { manageMasterUserPassword: undefined }, /MasterUserPassword must be provided/),
    one("whose master is root", { username: "root" }, /no word that RDS keeps/),
    one(
      "too small for insights",
      { performanceInsightsEnabled: true, instanceClass: "db.t4g.small" },
      /Performance Insights not supported/,
      { performanceInsightsEnabled: true, instanceClass: "db.t4g.medium" },
    ),
    one("that sends no such log", { enabledCloudwatchLogsExports: ["binlog"] }, /slowquery/, {
      enabledCloudwatchLogsExports: ["error"],
    }),
  ]);

  holds([
    {
      what: "parameters that a database has",
      given: [
        group("fitting", "mariadb11.4"),
        { type: token.DATABASE, name: "vault", inputs: database({ parameterGroupName: "fitting" }) },
      ],
      held: "fitting",
      because: /InvalidDBParameterGroupState/,
      until: ["vault"],
    },
  ]);

  it(
    "tell where they are and their master's secret, and take another version only on purpose",
    inAccount(async (account) => {
      const made = await account.make({ type: token.DATABASE, name: "vault", inputs: database() });
      assert.match(String(made.outputs["address"]), /^vault\.c\w{11}\.eu-west-1\.rds\.amazonaws\.com$/);
      assert.equal(made.outputs["engineVersionActual"], "11.4.10");
      assert.match(JSON.stringify(made.outputs["masterUserSecrets"]), /secret:rds!db-/);
      await assert.rejects(account.change("vault", { engineVersion: "11.8" }), /AllowMajorVersionUpgrade/);
      await account.change("vault", { engineVersion: "11.8", allowMajorVersionUpgrade: true });
      const after = (change: Properties) => account.provider.difference(made, { ...made.inputs, ...change });
      assert.deepEqual((await after({ storageEncrypted: true })).replacesList, ["storageEncrypted"]);
      assert.deepEqual((await after({ instanceClass: "db.m7g.xlarge" })).replacesList, []);
    }),
  );

  it(
    "are not deleted while they are protected, nor without a name for their last snapshot",
    inAccount(async (account) => {
      const inputs = database({ deletionProtection: true, skipFinalSnapshot: false });
      await account.make({ type: token.DATABASE, name: "vault", inputs });
      await assert.rejects(account.remove("vault"), /Cannot delete protected DB Instance/);
      await account.change("vault", { deletionProtection: false });
      await assert.rejects(account.remove("vault"), /final_snapshot_identifier is required/);
      await account.change("vault", { finalSnapshotIdentifier: "vault-final" });
      await account.remove("vault");
    }),
  );
});
