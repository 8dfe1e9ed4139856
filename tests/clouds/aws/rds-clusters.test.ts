import * as assert from "node:assert/strict";
import * as token from "../../../rehearsal/clouds/aws/tokens";
import { UNKNOWN } from "../../../rehearsal/clouds/properties";
import type { Properties } from "../../../rehearsal/clouds/catalogue";
import { ACCOUNT, casesOf, holds, inAccount, refusals } from "./cases";
import { aCluster, anInstance, aSubnetGroup, capacity, dbCluster, parameters, twoZones } from "./databases";
import { group, vpc } from "./things";

describe("the simulated AWS: Aurora clusters", () => {
  const cluster = casesOf("a cluster", token.DB_CLUSTER, dbCluster);
  const named = (name: string) => ({ clusterIdentifier: name });
  refusals([
    ...["1web", "Web", "web_1", "web--1", "web-", "w".repeat(64)].map((name) =>
      cluster(`called ${name}`, named(name), /not a valid name: 1 to 63 lower-case/, named("w".repeat(63))),
    ),
    cluster("whose name the region has", {}, /DBClusterAlreadyExistsFault/, named("web-2"), [aCluster()]),
    cluster("of another engine", { engine: "aurora" }, /engine to be one of aurora-postgresql/),
    cluster("of a version that there is not", { engineVersion: "17.3" }, /engineVersion to be one of/, {
      engineVersion: "17.4",
    }),
    cluster(
      "that AWS would not make any more",
      { engineMode: "serverless" },
      /engineMode to be one of provisioned/,
    ),
    cluster("with backups for 36 days", { backupRetentionPeriod: 36 }, /\(1 - 35\)/, {
      backupRetentionPeriod: 35,
    }),
    cluster("with a database called web-1", { databaseName: "web-1" }, /1 to 63 letters, digits and _/, {
      databaseName: "web_1",
    }),
    cluster("of a master called admin", { masterUsername: "admin" }, /keeps for itself/),
    cluster("of no master", { masterUsername: undefined }, /MasterUsername must be provided/),
    cluster(
      "without any password",
      { manageMasterUserPassword: undefined },
      /MasterUserPassword must be provided/,
      { manageMasterUserPassword: undefined, masterPassword: "given-by-hand" },
    ),
    cluster("with two passwords", { masterPassword: "given-by-hand" }, /conflicts with master_password/),
    cluster(
      "with a key for a secret that it does not have",
      {
        manageMasterUserPassword: undefined,
        masterPassword: "given-by-hand",
        masterUserSecretKmsKeyId: "alias/aws/secretsmanager",
      },
      /only when ManageMasterUserPassword is enabled/,
      { masterUserSecretKmsKeyId: "alias/aws/secretsmanager" },
    ),
    cluster(
      "with a key and no encryption",
      { kmsKeyId: `arn:aws:kms:eu-west-1:${ACCOUNT}:key/1` },
      /KmsKeyId requires StorageEncrypted/,
      { storageEncrypted: true },
    ),
    cluster(
      "with a key that is not there",
      { storageEncrypted: true, kmsKeyId: `arn:aws:kms:eu-west-1:${ACCOUNT}:key/1` },
      /key\/1 does not exist/,
      { storageEncrypted: true },
    ),
    cluster(
      "with the log of slow queries of MySQL",
      { enabledCloudwatchLogsExports: ["slowquery"] },
      /one of/,
      {
        enabledCloudwatchLogsExports: ["postgresql", "iam-db-auth-error"],
      },
    ),
    cluster("backed up at 24:00", { preferredBackupWindow: "24:00-24:30" }, /as "01:30-02:00"/, {
      preferredBackupWindow: "23:30-00:00",
    }),
    cluster("changed on no day", { preferredMaintenanceWindow: "03:00-04:00" }, /as "sun:03:00/, {
      preferredMaintenanceWindow: "mon:03:00-mon:04:00",
    }),
    cluster("with a last snapshot called web-", { finalSnapshotIdentifier: "web-" }, /none last/, {
      finalSnapshotIdentifier: "web-final",
    }),
    cluster(
      "with a quarter of an ACU",
      capacity({ minCapacity: 0.25 }),
      /0\.25 isn't valid: .* steps of 0\.5/,
      {
        ...capacity({ minCapacity: 0.5 }),
      },
    ),
    cluster(
      "with 257 ACUs",
      capacity({ maxCapacity: 257 }),
      /257 isn't valid/,
      capacity({ maxCapacity: 256 }),
    ),
    cluster(
      "with less at most than at least",
      capacity({ minCapacity: 4 }),
      /maximum capacity 2 isn't valid/,
      {
        ...capacity({ minCapacity: 2 }),
      },
    ),
    cluster("that pauses after a minute", capacity({ secondsUntilAutoPause: 60 }), /\(300 - 86400\)/, {
      ...capacity({ secondsUntilAutoPause: 300 }),
    }),
    cluster(
      "that pauses at one ACU",
      capacity({ minCapacity: 1, secondsUntilAutoPause: 300 }),
      /only when the MinCapacity is 0/,
      capacity({ minCapacity: 1 }),
    ),
    cluster(
      "with settings of another version",
      { dbClusterParameterGroupName: "aurora-postgresql16" },
      /DBParameterGroupFamily aurora-postgresql16 can't be used .* aurora-postgresql17/,
      { dbClusterParameterGroupName: "aurora-postgresql17" },
      [parameters("aurora-postgresql16"), parameters("aurora-postgresql17")],
    ),
    cluster("in no network that there is", { dbSubnetGroupName: "isolated" }, /isolated does not exist/),
  ]);
  refusals([
    {
      what: "a cluster whose group is in another network",
      given: [...twoZones, aSubnetGroup, vpc("other"), group("strange", "other")],
      type: token.DB_CLUSTER,
      refused: (made) =>
        dbCluster({ dbSubnetGroupName: "isolated", vpcSecurityGroupIds: [made("strange").id] }),
      because: /in different VPCs/,
      accepted: (made) =>
        dbCluster({ dbSubnetGroupName: "isolated", vpcSecurityGroupIds: [made("group").id] }),
    },
  ]);

  it(
    "have ARNs, host names and a secret as AWS gives them, none of which a preview knows",
    inAccount(async (account) => {
      const { outputs, id } = await account.make(aCluster());
      assert.equal(id, "web");
      assert.equal(outputs["arn"], `arn:aws:rds:eu-west-1:${ACCOUNT}:cluster:web`);
      assert.match(String(outputs["endpoint"]), /^web\.cluster-c\w{11}\.eu-west-1\.rds\.amazonaws\.com$/);
      assert.match(String(outputs["readerEndpoint"]), /^web\.cluster-ro-c\w{11}\.eu-west-1\.rds\./);
      assert.match(String(outputs["clusterResourceId"]), /^cluster-[A-Z0-9]{26}$/);
      const [secret] = Object(outputs["masterUserSecrets"]);
      assert.match(
        secret.secretArn,
        new RegExp(`^arn:aws:secretsmanager:eu-west-1:${ACCOUNT}:secret:rds!cluster-[0-9a-f-]{36}-\\w{6}$`),
      );
      const planned = await account.provider.foresee(
        token.DB_CLUSTER,
        "planned",
        dbCluster(named("planned")),
      );
      for (const output of ["arn", "endpoint", "readerEndpoint", "clusterResourceId", "masterUserSecrets"])
        assert.equal(planned[output], UNKNOWN, output);
      assert.deepEqual([planned["engineVersion"], planned["port"]], ["17.7", 5432]);
    }),
  );

  const replaced: Readonly<Record<string, Properties>> = {
    databaseName: { databaseName: "other" },
    dbSubnetGroupName: { dbSubnetGroupName: "other" },
    masterUsername: { masterUsername: "other" },
    storageEncrypted: { storageEncrypted: true },
    clusterIdentifier: { clusterIdentifier: "other" },
  };
  for (const [property, change] of Object.entries(replaced))
    it(
      `are made anew for another ${property}`,
      inAccount(async (account) => {
        const made = await account.make(aCluster());
        const { replacesList } = await account.provider.difference(made, dbCluster(change));
        assert.deepEqual(replacesList, [property]);
      }),
    );

  it(
    "grow, keep backups for longer and take a newer version in place, and no older one",
    inAccount(async (account) => {
      const made = await account.make(aCluster());
      const more = { ...capacity({ maxCapacity: 8 }), backupRetentionPeriod: 35, engineVersion: "17.9" };
      const { replacesList } = await account.provider.difference(made, dbCluster(more));
      assert.deepEqual(replacesList, []);
      await account.change("web", more);
      await assert.rejects(
        account.change("web", { engineVersion: "17.7" }),
        /Cannot upgrade aurora-postgresql from 17\.9 to 17\.7/,
      );
    }),
  );

  it(
    "take a newer major version only when it is said twice",
    inAccount(async (account) => {
      await account.make(aCluster({ engineVersion: "16.11" }));
      await assert.rejects(account.change("web", { engineVersion: "17.9" }), /AllowMajorVersionUpgrade/);
      await account.change("web", { engineVersion: "17.9", allowMajorVersionUpgrade: true });
    }),
  );

  it(
    "are not deleted while they are protected, nor without a name for their last snapshot",
    inAccount(async (account) => {
      await account.make(aCluster({ deletionProtection: true, skipFinalSnapshot: false }));
      await assert.rejects(account.remove("web"), /Cannot delete protected Cluster/);
      await account.change("web", { deletionProtection: false });
      await assert.rejects(account.remove("web"), /final_snapshot_identifier is required/);
      await account.change("web", { finalSnapshotIdentifier: "web-final" });
      await account.remove("web");
    }),
  );

  holds([
    {
      what: "a cluster with an instance",
      given: [aCluster(), anInstance()],
      held: "web",
      because: /still contains DB instances in non-deleting state\. \(web-a\)/,
      until: ["web-a"],
    },
    {
      what: "the subnets' group of a cluster",
      given: [...twoZones, aSubnetGroup, aCluster({ dbSubnetGroupName: "isolated" })],
      held: "isolated",
      because: /InvalidDBSubnetGroupStateFault/,
      until: ["web"],
    },
    {
      what: "a subnet of a group",
      given: [...twoZones, aSubnetGroup],
      held: "a",
      because: /DependencyViolation/,
      until: ["isolated"],
    },
    {
      what: "a cluster's settings",
      given: [
        parameters("aurora-postgresql17"),
        aCluster({ dbClusterParameterGroupName: "aurora-postgresql17" }),
      ],
      held: "aurora-postgresql17",
      because: /still members of this parameter group/,
      until: ["web"],
    },
  ]);
});
