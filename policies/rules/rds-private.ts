import { securityHub } from "../frameworks";
import { parameters } from "../parameters";
import { RDS_CLUSTER_INSTANCE, RDS_INSTANCE, unmet } from "../reading/databases";
import { rule } from "../rule";

export const rdsPrivate = rule({
  name: "rds-private",
  why: "A database has no address that the internet can reach",
  level: "mandatory",
  severity: "critical",
  framework: securityHub("RDS.2"),
  tags: ["CKV_AWS_17", "CIS AWS 7.0 3.2.3"],
  remedy:
    "Set publiclyAccessible: false; where nothing is said, the network decides. Whoever has to call it belongs in a security group that the database's own admits.",
  reads: parameters.pick({}),
  types: [RDS_CLUSTER_INSTANCE, RDS_INSTANCE],
  *resource(instance) {
    yield* unmet(instance, [{ path: ["publiclyAccessible"], oneOf: [false] }]);
  },
});
