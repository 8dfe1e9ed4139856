import { securityHub } from "../frameworks";
import { parameters } from "../parameters";
import { RDS_CLUSTER, RDS_CLUSTER_INSTANCE, RDS_INSTANCE, refersTo } from "../reading/databases";
import { ofType, type StackResource } from "../reading/resource";
import { flag, is, read, shown, text } from "../reading/value";
import { rule, type StackFinding } from "../rule";

export const rdsMultiAz = rule({
  name: "rds-multi-az",
  why: "A database outlives the loss of a zone",
  level: "mandatory",
  severity: "medium",
  framework: securityHub("RDS.5, RDS.15"),
  tags: ["CKV_AWS_157"],
  remedy:
    "Give a cluster two or more instances, in different zones or in those that AWS picks, and a single instance multiAz: true.",
  reads: parameters.pick({}),
  types: [RDS_CLUSTER, RDS_CLUSTER_INSTANCE, RDS_INSTANCE],
  *stack(resources) {
    const members = ofType(resources, RDS_CLUSTER_INSTANCE);
    for (const cluster of ofType(resources, RDS_CLUSTER)) yield* clusterFindings(cluster, members);
    for (const about of ofType(resources, RDS_INSTANCE)) {
      const multiAz = flag(read(about.props, "multiAz"));
      if (!is(multiAz, true)) yield { about, found: `multiAz is ${shown(multiAz)}`, expected: "true" };
    }
  },
});

function* clusterFindings(about: StackResource, all: readonly StackResource[]): Iterable<StackFinding> {
  // A cluster with an instance class of its own is spread over three zones by RDS itself.
  if (nameAt(about, "dbClusterInstanceClass") !== "") return;
  const identifier = text(read(about.props, "clusterIdentifier"));
  const members = all.filter((member) => refersTo(member, "clusterIdentifier", about, identifier));
  const [zone, ...others] = members.map((member) => nameAt(member, "availabilityZone"));
  if (others.length === 0)
    yield { about, found: `it has ${members.length} instances in this stack`, expected: "2 or more" };
  else if (zone !== "" && others.every((other) => other === zone))
    yield { about, found: `availabilityZone is ${zone} for all its instances`, expected: "different zones" };
}

/** Empty where there is none, or where only the deployment will tell it. */
function nameAt({ props }: StackResource, property: string): string {
  const name = text(read(props, property));
  return name.kind === "known" ? name.value : "";
}
