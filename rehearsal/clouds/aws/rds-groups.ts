import { words, type Making, type ResourceType } from "../catalogue";
import { arn } from "./arn";
import { parameterGroup, type Parameters } from "./rds-parameters";
import { FAMILIES } from "./rds-versions";
import { subnet } from "./refers";
import { DB_PARAMETERS, DB_SUBNET_GROUP, SUBNET } from "./tokens";
import { textAt, textsAt, thingAt } from "./values";

/** [docs.aws.amazon.com: CreateDBSubnetGroup] */
const SUBNET_GROUP = {
  pattern: /^(?!default$)[a-z0-9._ -]{1,255}$/,
  says: 'up to 255 lower-case letters, digits, spaces and ._-, and not "default"',
};

/** What our programs set, and which of it waits for a restart [docs.aws.amazon.com: Amazon Aurora PostgreSQL parameters]. */
const POSTGRES: Parameters = {
  log_connections: "dynamic",
  log_disconnections: "dynamic",
  log_lock_waits: "dynamic",
  log_min_duration_statement: "dynamic",
  max_connections: "static",
  "rds.force_ssl": "dynamic",
  "rds.logical_replication": "static",
  shared_preload_libraries: "static",
  ssl_min_protocol_version: "dynamic",
  statement_timeout: "dynamic",
};

/** [docs.aws.amazon.com: Aurora MySQL configuration parameters] */
const MY_SQL: Parameters = {
  aurora_replica_read_consistency: "dynamic",
  binlog_format: "static",
  long_query_time: "dynamic",
  log_output: "dynamic",
  max_connections: "dynamic",
  require_secure_transport: "dynamic",
  server_audit_events: "dynamic",
  server_audit_logging: "dynamic",
  slow_query_log: "dynamic",
};

const parametersOf = (family: string): Parameters => (family.startsWith("aurora-mysql") ? MY_SQL : POSTGRES);

/** What Aurora clusters stand on: where they are, and how they are set. */
export const rdsGroups: Readonly<Record<string, ResourceType>> = {
  [DB_SUBNET_GROUP]: {
    inputs: words("description subnetIds tags"),
    required: words("subnetIds"),
    name: {
      property: "name",
      ...SUBNET_GROUP,
      unique: "region",
      taken: "DBSubnetGroupAlreadyExists",
      automatic: true,
    },
    id: ({ name }) => name,
    computed: {
      arn: (making) => arn("rds", making, `subgrp:${making.name}`),
      vpcId: (making) => subnetsOf(making)[0]?.vpcId ?? "",
      supportedNetworkTypes: () => ["IPV4"],
    },
    defaults: { description: "Managed by Pulumi" },
    refers: [subnet("subnetIds[]")],
    refuseMaking: zonesFault,
  },
  [DB_PARAMETERS]: parameterGroup({
    inputs: words("description family parameters tags"),
    kind: "cluster-pg",
    families: FAMILIES,
    parametersOf,
    file: "rehearsal/clouds/aws/rds-groups.ts",
  }),
};

interface Subnet {
  readonly vpcId: string;
  readonly availabilityZone: string;
}

/** The subnets of a group that is being made. */
const subnetsOf = (making: Making): readonly Subnet[] =>
  textsAt(making.inputs, "subnetIds[]").flatMap((id) => {
    const found = thingAt([SUBNET], id, making);
    return found === undefined
      ? []
      : [
          {
            vpcId: textAt(found.outputs, "vpcId"),
            availabilityZone: textAt(found.outputs, "availabilityZone"),
          },
        ];
  });

/** The zones in which a group that is there has subnets. */
export function zonesOf(group: string, making: Making): readonly string[] {
  const inputs = thingAt([DB_SUBNET_GROUP], group, making)?.inputs ?? {};
  const zones = subnetsOf({ ...making, inputs }).map(({ availabilityZone }) => availabilityZone);
  return [...new Set(zones)].toSorted();
}

function zonesFault(making: Making): string | undefined {
  const subnets = subnetsOf(making);
  const zones = [...new Set(subnets.map(({ availabilityZone }) => availabilityZone))];
  if (zones.length < 2)
    return `DBSubnetGroupDoesNotCoverEnoughAZs: The DB subnet group doesn't meet Availability Zone (AZ) coverage requirement. Current AZ coverage: ${zones.join(", ")}. Add subnets to cover at least 2 AZs.`;
  return subnets.some(({ vpcId }) => vpcId !== subnets[0]?.vpcId)
    ? "InvalidSubnet: The subnets of a DB subnet group must be in the same VPC"
    : undefined;
}
