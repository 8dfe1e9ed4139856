import * as pulumi from "@pulumi/pulumi";
import { clientGroupIds, clientGroups, clientsFault } from "../network/client-groups";
import { auroraCluster, auroraFault, type AuroraArgs } from "./aurora-cluster";
import { postgres17 } from "./aurora-engines";
import type { ReaderRange } from "./aurora-readers";
import { masterSecretArn } from "./keeping";

export interface AuroraPostgresArgs extends AuroraArgs {
  /** Who may call it, in one word each: `web`, `migrations`; at least one. Each gets a security group to be in. */
  readonly clients: readonly string[];
  /** Readers by their work, in three zones; without it there is one reader, and two zones. */
  readonly readers?: ReaderRange;
}

export const POSTGRES_PORT = postgres17.port;

/**
 * A PostgreSQL database that grows and shrinks with its work, over two zones or three and reached by its clients alone:
 * encrypted, restorable to any second of the last 35 days, and not deletable. Nobody knows its master password.
 */
export class AuroraPostgres extends pulumi.ComponentResource {
  /** Physical name. */
  readonly clusterName: string;
  readonly port: number;
  /** Host name of whatever instance writes. */
  readonly endpoint: pulumi.Output<string>;
  /** Host name of the instances that only read. */
  readonly readerEndpoint: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;
  /** What policies name it by (`signInToDatabase`). */
  readonly clusterResourceId: pulumi.Output<string>;
  /** Secret with the master user's name and password, which RDS changes every seven days. */
  readonly masterSecretArn: pulumi.Output<string>;
  readonly securityGroupId: pulumi.Output<string>;
  /** By client, as in `clients`: whoever is in it may call the database. */
  readonly clientGroupIds: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: AuroraPostgresArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:databases:AuroraPostgres", name, {}, opts);
    const { clusterName, clients, readers } = args;
    const engine = postgres17;
    const fault = auroraFault({ engine, readers }, args) ?? clientsFault(clients);
    if (fault !== undefined) throw new pulumi.ResourceError(fault, this);
    const child = { parent: this };
    const groups = clientGroups(
      name,
      {
        calledName: clusterName,
        vpcId: args.place.vpcId,
        ports: Object.fromEntries(clients.map((client) => [client, POSTGRES_PORT])),
      },
      child,
    );
    const { cluster } = auroraCluster(name, args, { engine, groupId: groups.called.id, readers }, child);
    this.clusterName = clusterName;
    this.port = POSTGRES_PORT;
    this.endpoint = cluster.endpoint;
    this.readerEndpoint = cluster.readerEndpoint;
    this.arn = cluster.arn;
    this.clusterResourceId = cluster.clusterResourceId;
    this.masterSecretArn = masterSecretArn(clusterName, cluster.masterUserSecrets);
    this.securityGroupId = groups.called.id;
    this.clientGroupIds = clientGroupIds(groups);
    this.registerOutputs({ endpoint: this.endpoint, arn: this.arn });
  }
}
