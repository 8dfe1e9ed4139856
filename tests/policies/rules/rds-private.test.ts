import { rdsPrivate } from "../../../policies/rules/rds-private";
import { type Accepted, type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

const TYPES = ["aws:rds/clusterInstance:ClusterInstance", "aws:rds/instance:Instance"];

function instance(publiclyAccessible: unknown, type: string): Given {
  return { type, name: "vault-1", props: { publiclyAccessible, dbSubnetGroupName: UNKNOWN } };
}

function fails(what: string, publiclyAccessible: unknown, found: string): Refused[] {
  return TYPES.map((type) => ({
    what: `${what}: ${type}`,
    given: instance(publiclyAccessible, type),
    says: [`vault-1: publiclyAccessible is ${found}; expected false`],
  }));
}

tryRule(rdsPrivate, {
  remedy:
    "Set publiclyAccessible: false; where nothing is said, the network decides. Whoever has to call it belongs in a security group that the database's own admits.",
  accepts: [
    ...TYPES.map((type): Accepted => ({ as: "compliant", what: type, given: instance(false, type) })),
    {
      as: "near miss",
      what: "an instance whose group of subnets is being made",
      given: instance(false, "aws:rds/instance:Instance"),
    },
    { as: "not applicable", what: "a cluster", given: instance(true, "aws:rds/cluster:Cluster") },
  ],
  refuses: [
    ...fails("public", true, "true"),
    ...fails("nothing said", undefined, "absent"),
    ...fails("not known", UNKNOWN, "not known in preview"),
    ...fails("a text", "false", "not true or false"),
  ],
});
