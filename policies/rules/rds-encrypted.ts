import { securityHub } from "../frameworks";
import { parameters } from "../parameters";
import { notOwnKey, RDS_CLUSTER, RDS_INSTANCE, unmet } from "../reading/databases";
import { isGiven } from "../reading/given";
import { read } from "../reading/value";
import { rule } from "../rule";

const GLOBAL_CLUSTER = "aws:rds/globalCluster:GlobalCluster";

export const rdsEncrypted = rule({
  name: "rds-encrypted",
  why: "A database, its snapshots and its backups are readable only with a key that is ours",
  level: "mandatory",
  severity: "high",
  framework: securityHub("RDS.3, RDS.27"),
  tags: ["CKV_AWS_16", "CKV_AWS_96", "CKV_AWS_327", "CIS AWS 7.0 3.2.1"],
  remedy:
    "Set storageEncrypted: true and kmsKeyId to a key of the stage; an unencrypted database has to be made anew.",
  reads: parameters.pick({}),
  types: [RDS_CLUSTER, RDS_INSTANCE, GLOBAL_CLUSTER],
  *resource(database) {
    const { type, props } = database;
    // AWS takes a global cluster's encryption from the cluster that it is made of, and no other word on it.
    const inherits = type === GLOBAL_CLUSTER && isGiven(read(props, "sourceDbClusterIdentifier"));
    yield* unmet(database, [{ path: ["storageEncrypted"], oneOf: [true], orAbsent: inherits }]);
    if (type !== GLOBAL_CLUSTER) yield* notOwnKey(database, "kmsKeyId");
  },
});
