import { rdsMultiAz } from "../../../policies/rules/rds-multi-az";
import { type Accepted, type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

const [A, B] = ["eu-west-1a", "eu-west-1b"];

function cluster(clusterIdentifier: unknown = "vault", props: object = {}): Given {
  return { type: "aws:rds/cluster:Cluster", name: "cluster", props: { clusterIdentifier, ...props } };
}

/** Instances of a cluster, in these zones. */
function members(
  zones: readonly unknown[],
  clusterIdentifier: unknown = "vault",
  more: Partial<Given> = {},
): Given[] {
  return zones.map((availabilityZone, index) => ({
    type: "aws:rds/clusterInstance:ClusterInstance",
    name: `member-${index}`,
    props: { clusterIdentifier, availabilityZone },
    ...more,
  }));
}

function single(multiAz: unknown, type = "aws:rds/instance:Instance"): Given {
  return { type, name: "single", props: { multiAz } };
}

function spread(what: string, ...zones: readonly unknown[]): Accepted {
  return { as: "compliant", what, given: [cluster(), ...members(zones)] };
}

function few(what: string, count: number, ...given: readonly Given[]): Refused {
  return { what, given, says: [`cluster: it has ${count} instances in this stack; expected 2 or more`] };
}

tryRule(rdsMultiAz, {
  remedy:
    "Give a cluster two or more instances, in different zones or in those that AWS picks, and a single instance multiAz: true.",
  accepts: [
    spread("two instances in two zones", A, B),
    spread("two instances whose zones AWS picks", undefined, undefined),
    spread("two instances whose zones nobody knows yet", UNKNOWN, UNKNOWN),
    spread("two instances whose zones are reported as nothing", "", ""),
    spread("two instances, one in a zone that AWS picks", A, UNKNOWN),
    spread("two instances, the other in a zone that AWS picks", UNKNOWN, A),
    spread("three instances in two zones", A, A, B),
    {
      as: "compliant",
      what: "a cluster whose name nobody knows yet, by dependency",
      given: [cluster(UNKNOWN), ...members([A, B], UNKNOWN, { from: { clusterIdentifier: ["cluster"] } })],
    },
    {
      as: "compliant",
      what: "a cluster that RDS spreads over zones",
      given: cluster("vault", { dbClusterInstanceClass: "db.m6gd.large" }),
    },
    { as: "compliant", what: "a single instance", given: single(true) },
    { as: "near miss", what: "a member of a cluster of another stack", given: members([A]) },
    {
      as: "not applicable",
      what: "another type",
      given: [cluster(), single(false)].map((given) => ({ ...given, type: "aws:dynamodb/table:Table" })),
    },
  ],
  refuses: [
    few("a cluster without instances", 0, cluster()),
    few("a cluster with one instance", 1, cluster(), ...members([A])),
    few("a cluster with one instance in a zone that AWS picks", 1, cluster(), ...members([UNKNOWN])),
    few("a cluster whose members are another's", 0, cluster(), ...members([A, B], "other")),
    few("a cluster whose members are nobody knows whose", 0, cluster(UNKNOWN), ...members([A, B], UNKNOWN)),
    few(
      "a cluster with an instance class that is reported as nothing",
      0,
      cluster("vault", { dbClusterInstanceClass: "" }),
    ),
    few(
      "a cluster with an instance class that is not known",
      0,
      cluster("vault", { dbClusterInstanceClass: UNKNOWN }),
    ),
    ...[
      [A, A],
      [A, A, A],
    ].map((zones): Refused => ({
      what: `${zones.length} instances in one zone`,
      given: [cluster(), ...members(zones)],
      says: [`cluster: availabilityZone is ${A} for all its instances; expected different zones`],
    })),
    {
      what: "a single instance in one zone",
      given: single(false),
      says: ["single: multiAz is false; expected true"],
    },
    { what: "nothing said", given: single(undefined), says: ["single: multiAz is absent; expected true"] },
    {
      what: "not known",
      given: single(UNKNOWN),
      says: ["single: multiAz is not known in preview; expected true"],
    },
    { what: "a text", given: single("true"), says: ["single: multiAz is not true or false; expected true"] },
  ],
});
