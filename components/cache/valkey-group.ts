import * as elasticache from "@pulumi/aws/elasticache";
import * as pulumi from "@pulumi/pulumi";
import { clientGroups } from "../network/client-groups";
import { valkeyAlarms } from "./valkey-alarms";
import { valkeyDeliveries, valkeyLogs } from "./valkey-logs";
import { nodesFault, roleSettings, type ValkeyNodes, type ValkeyRole } from "./valkey-role";
import { valkeyUsers } from "./valkey-users";

export interface ValkeyGroupArgs {
  /** Physical name: 1 to 36 lower-case letters, digits and single hyphens; that of its user has four more. */
  readonly groupName: string;
  readonly role: ValkeyRole;
  readonly nodes: ValkeyNodes;
  readonly place: {
    readonly vpcId: pulumi.Input<string>;
    /** Isolated subnets in three zones. */
    readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;
  };
  /** Key that encrypts data and snapshots; another one makes another group. */
  readonly keyArn: pulumi.Input<string>;
  /** Key that encrypts the logs; CloudWatch Logs must be among its services. */
  readonly logsKeyArn: pulumi.Input<string>;
  /** Days that the logs are kept: one of CloudWatch's own steps. */
  readonly logDays: pulumi.Input<number>;
  /** Where it is told when something is wrong. */
  readonly alarmTopicArn: pulumi.Input<string>;
}

export const VALKEY_PORT = 6379;

/** In percent: what snapshots and failovers need, and no key gets [AWS: Managing reserved memory for Valkey]. */
const RESERVED_PERCENT = "25";

/** A group of several shards takes AWS long to make, and longer to reshard. */
const TIMEOUTS = { create: "60m", update: "90m", delete: "45m" };

/** Snapshots before those of databases begin, and changes that wait on Sundays; UTC. */
const WINDOWS = { snapshot: "23:00-00:00", maintenance: "sun:03:00-sun:04:00" };

const CLIENT = "clients";

/**
 * Keys and values in memory, over three zones: spread over shards, each of which has copies that take its place; spoken to
 * over TLS alone, encrypted with our key, and signed in to by a token of IAM. What it is for says what is lost, and when
 * (`valkey-role.ts`).
 */
export class ValkeyGroup extends pulumi.ComponentResource {
  /** Physical name. */
  readonly groupName: string;
  readonly port: number;
  /** Host name that leads to all shards: clients must speak the cluster's protocol. */
  readonly host: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;
  /** The only user: its name is its id. */
  readonly user: { readonly name: string; readonly arn: pulumi.Output<string> };
  /** Whoever is in it may call the group. */
  readonly clientGroupId: pulumi.Output<string>;

  constructor(name: string, args: ValkeyGroupArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:cache:ValkeyGroup", name, {}, opts);
    const { groupName, role, nodes, place } = args;
    if (!/^[a-z](?!.*--)[a-z0-9-]{0,35}(?<!-)$/.test(groupName))
      throw new pulumi.ResourceError(
        `groupName: 1 to 36 lower-case letters, digits and single hyphens, a letter first, got ${groupName}`,
        this,
      );
    const fault = nodesFault(role, nodes);
    if (fault !== undefined) throw new pulumi.ResourceError(fault, this);
    const child = { parent: this };
    const lasting = { ...child, protect: true, retainOnDelete: true };
    const groups = clientGroups(
      name,
      { calledName: groupName, vpcId: place.vpcId, ports: { [CLIENT]: VALKEY_PORT } },
      child,
    );
    const clients = groups.clients.get(CLIENT);
    if (!clients) throw new pulumi.ResourceError("no group of clients", this);
    const logs = valkeyLogs(name, args, child);
    const users = valkeyUsers(name, groupName, lasting);
    const group = groupOf(name, args, groups.called.id, users.group, {
      ...lasting,
      customTimeouts: TIMEOUTS,
      dependsOn: [...logs.groups],
    });
    valkeyAlarms(
      name,
      { groupName, role, nodes, log: logs.engine, topicArn: args.alarmTopicArn },
      { ...child, dependsOn: [group] },
    );
    this.groupName = groupName;
    this.port = VALKEY_PORT;
    this.host = group.configurationEndpointAddress;
    this.arn = group.arn;
    this.user = { name: users.name, arn: users.arn };
    this.clientGroupId = clients.id;
    this.registerOutputs({ arn: this.arn, host: this.host });
  }
}

function groupOf(
  name: string,
  { groupName, role, nodes, place, keyArn }: ValkeyGroupArgs,
  securityGroupId: pulumi.Input<string>,
  users: elasticache.UserGroup,
  lasting: pulumi.CustomResourceOptions,
): elasticache.ReplicationGroup {
  const { family, engineVersion, evictionPolicy, durability, snapshotDays } = roleSettings[role];
  const subnets = new elasticache.SubnetGroup(
    `${name}-subnets`,
    { name: groupName, description: `Where ${groupName} is`, subnetIds: place.subnetIds },
    lasting,
  );
  const parameters = new elasticache.ParameterGroup(
    `${name}-parameters`,
    {
      name: `${groupName}-${family}`,
      description: `How ${groupName} is set`,
      family,
      parameters: [
        { name: "cluster-enabled", value: "yes" },
        { name: "maxmemory-policy", value: evictionPolicy },
        { name: "reserved-memory-percent", value: RESERVED_PERCENT },
      ],
    },
    lasting,
  );
  return new elasticache.ReplicationGroup(
    `${name}-replication-group`,
    {
      replicationGroupId: groupName,
      description: role === "store" ? "First layer of what is written behind" : "What may be forgotten",
      engine: "valkey",
      engineVersion,
      nodeType: nodes.nodeType,
      clusterMode: "enabled",
      numNodeGroups: nodes.shards,
      replicasPerNodeGroup: nodes.replicas,
      automaticFailoverEnabled: true,
      multiAzEnabled: true,
      // A plain group has no such setting below Valkey 9.
      ...(durability === "disabled" ? {} : { durability }),
      port: VALKEY_PORT,
      parameterGroupName: parameters.name,
      subnetGroupName: subnets.name,
      securityGroupIds: [securityGroupId],
      atRestEncryptionEnabled: true,
      kmsKeyId: keyArn,
      transitEncryptionEnabled: true,
      transitEncryptionMode: "required",
      userGroupIds: [users.userGroupId],
      snapshotRetentionLimit: snapshotDays,
      snapshotWindow: WINDOWS.snapshot,
      maintenanceWindow: WINDOWS.maintenance,
      finalSnapshotIdentifier: `${groupName}-final`,
      // A version is tried in one stage before it comes to the next: it changes by a deploy.
      autoMinorVersionUpgrade: false,
      logDeliveryConfigurations: valkeyDeliveries(groupName),
      tags: { "archive:cache-role": role },
    },
    lasting,
  );
}
