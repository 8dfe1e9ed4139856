import * as mq from "@pulumi/aws/mq";
import * as pulumi from "@pulumi/pulumi";
import { clientGroupIds, clientGroups, clientsFault } from "../network/client-groups";
import { brokerAlarms } from "./broker-alarms";
import type { BrokerUser } from "./broker-user";

export interface MessageBrokerArgs {
  /** Physical name: 1 to 50 letters, digits, hyphens and underscores, unique in the account and region. */
  readonly brokerName: string;
  readonly vpcId: pulumi.Input<string>;
  /** Isolated subnets, one in each of three zones. */
  readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /** Class of its three machines, `mq.m7g.large`: RabbitMQ 4 runs on no other family. */
  readonly instanceType: string;
  /** Longest time that a message may be worked on before it is taken for lost, in milliseconds. */
  readonly acknowledgedWithinMs: number;
  /** Who may call it, in one word each, and what of it; at least one. */
  readonly clients: Readonly<Record<string, "messages" | "api">>;
  /** Who sets it up: Amazon MQ makes this one user, and no other. */
  readonly admin: BrokerUser;
  /** Key that encrypts what it keeps; another one makes another broker. */
  readonly keyArn: pulumi.Input<string>;
  /** Where it is told when something is wrong. */
  readonly alarmTopicArn: pulumi.Input<string>;
}

/**
 * From 4.3 on a quorum queue takes a priority (datavault.md 8), and nothing else is as safe on three nodes
 * [AWS: RabbitMQ 4]. Patches Amazon MQ brings by itself.
 */
const ENGINE_VERSION = "4.3";

/** AMQP over TLS; Amazon MQ has no other. */
export const AMQPS_PORT = 5671;
/** The management API and its console, over HTTPS. */
export const API_PORT = 443;

const PORTS = { messages: AMQPS_PORT, api: API_PORT } as const;

/** RabbitMQ's greatest [AWS: Configurable values]; 0 would be for ever. */
const MOST_MS = 2_147_483_647;

/** UTC; after RDS's window, and before people come. */
const MAINTENANCE = { dayOfWeek: "SUNDAY", timeOfDay: "03:00", timeZone: "UTC" };

/** Amazon MQ needs so long for three machines, or to restart them one by one. */
const TIMEOUTS = { create: "60m", update: "90m", delete: "60m" };

/**
 * RabbitMQ over three zones, reached by its clients alone and by TLS alone, encrypted with our key. What it holds is work
 * in hand: it is not backed up.
 */
export class MessageBroker extends pulumi.ComponentResource {
  /** Physical name. */
  readonly brokerName: string;
  readonly brokerId: pulumi.Output<string>;
  readonly host: pulumi.Output<string>;
  readonly securityGroupId: pulumi.Output<string>;
  /** By client, as in `clients`: whoever is in it may call it. */
  readonly clientGroupIds: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: MessageBrokerArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:message-broker:MessageBroker", name, {}, opts);
    const fault = argumentFault(args);
    if (fault !== undefined) throw new pulumi.ResourceError(fault, this);
    const { brokerName, admin } = args;
    const child = { parent: this };
    const lasting = { ...child, protect: true, retainOnDelete: true };
    const groups = clientGroups(
      name,
      {
        calledName: brokerName,
        vpcId: args.vpcId,
        ports: Object.fromEntries(
          Object.entries(args.clients).map(([client, what]) => [client, PORTS[what]]),
        ),
      },
      child,
    );
    const settings = new mq.Configuration(
      `${name}-settings`,
      {
        name: brokerName,
        description: `How ${brokerName} is set`,
        engineType: "RabbitMQ",
        engineVersion: ENGINE_VERSION,
        data: `consumer_timeout = ${args.acknowledgedWithinMs}\n`,
      },
      lasting,
    );
    const broker = new mq.Broker(
      `${name}-broker`,
      {
        brokerName,
        engineType: "RabbitMQ",
        engineVersion: ENGINE_VERSION,
        hostInstanceType: args.instanceType,
        deploymentMode: "CLUSTER_MULTI_AZ",
        publiclyAccessible: false,
        subnetIds: args.subnetIds,
        securityGroups: [groups.called.id],
        // RabbitMQ 4 asks for it [AWS: Managing Amazon MQ for RabbitMQ engine versions].
        autoMinorVersionUpgrade: true,
        configuration: { id: settings.id, revision: settings.latestRevision },
        encryptionOptions: { useAwsOwnedKey: false, kmsKeyId: args.keyArn },
        logs: { general: true },
        maintenanceWindowStartTime: MAINTENANCE,
        users: [{ username: admin.userName, password: admin.password }],
      },
      { ...lasting, customTimeouts: TIMEOUTS },
    );
    brokerAlarms(name, { brokerName, topicArn: args.alarmTopicArn }, { ...child, dependsOn: [broker] });
    this.brokerName = brokerName;
    this.brokerId = broker.id;
    this.host = broker.instances.apply((instances) => hostOf(brokerName, instances[0]?.endpoints ?? []));
    this.securityGroupId = groups.called.id;
    this.clientGroupIds = clientGroupIds(groups);
    this.registerOutputs({ brokerId: this.brokerId, host: this.host });
  }
}

function argumentFault(args: MessageBrokerArgs): string | undefined {
  if (!/^[A-Za-z0-9_-]{1,50}$/.test(args.brokerName))
    return `brokerName: 1 to 50 letters, digits, hyphens and underscores, got ${args.brokerName}`;
  if (!/^mq\.m7g\.(medium|(2|4|8|12|16)?x?large)$/.test(args.instanceType))
    return `instanceType: of the family mq.m7g, as mq.m7g.large: RabbitMQ 4 runs on no other, got ${args.instanceType}`;
  const within = args.acknowledgedWithinMs;
  if (!Number.isInteger(within) || within < 1 || within > MOST_MS)
    return `acknowledgedWithinMs: 1 to ${MOST_MS}, got ${within}`;
  return clientsFault(Object.keys(args.clients));
}

/** Of a cluster Amazon MQ tells one endpoint, behind which it spreads its callers. */
function hostOf(brokerName: string, endpoints: readonly string[]): string {
  const amqps = endpoints.find((endpoint) => endpoint.startsWith("amqps://"));
  if (amqps !== undefined) return new URL(amqps).hostname;
  throw new Error(
    `Amazon MQ tells of no amqps endpoint of ${brokerName}: found ${endpoints.join(", ") || "none"}`,
  );
}
