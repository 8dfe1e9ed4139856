import * as pulumi from "@pulumi/pulumi";
import { admitClient, clientGroups } from "../network/client-groups";
import { auroraCluster, auroraFault, type AuroraArgs } from "./aurora-cluster";
import { mySql3 } from "./aurora-engines";
import { auroraProxy } from "./aurora-proxy";
import type { ReaderRange } from "./aurora-readers";
import { masterSecretArn } from "./keeping";

export interface AuroraMySqlArgs extends AuroraArgs {
  readonly readers: ReaderRange;
  /**
   * Hours by which the whole cluster can be wound back in place: 0 to 72. It has to be on from the first day, and stands in
   * the way of binary logs, and so of a move by a blue/green deployment; no cluster of a global database has it.
   */
  readonly backtrackHours: number;
  /**
   * Names in the database of those who sign in with a token, through the proxy or without it: at least one, and each in
   * this cluster alone, for the proxy's role is known by them.
   */
  readonly users: readonly string[];
}

const MOST_BACKTRACK_HOURS = 72;

/** Of those who call it: one group, in which whoever may call the cluster also may call its proxy. */
const CLIENT = "clients";
const PROXY = "proxy";

/**
 * A MySQL database of a writer and readers over three zones, for what is written at all times and read everywhere:
 * encrypted, spoken to over TLS alone, restorable to any second of the last 35 days, and not deletable. Readers take
 * writes too and hand them to the writer, for a session that asks for it (`aurora_replica_read_consistency`). A proxy
 * shares connections among callers that come and go. Nobody signs in with a password but the master user, whose own
 * nobody knows.
 */
export class AuroraMySql extends pulumi.ComponentResource {
  /** Physical name. */
  readonly clusterName: string;
  readonly port: number;
  /** Host name of whatever instance writes. */
  readonly writerHost: pulumi.Output<string>;
  /** Host name of the instances that only read. */
  readonly readerHost: pulumi.Output<string>;
  readonly proxyHost: pulumi.Output<string>;
  /** What policies name the proxy by (`signInToDatabase`): a token for it is no token for the cluster. */
  readonly proxyResourceId: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;
  /** What policies name the cluster by. */
  readonly clusterResourceId: pulumi.Output<string>;
  /** Secret with the master user's name and password, which RDS changes every seven days. */
  readonly masterSecretArn: pulumi.Output<string>;
  /** Whoever is in it may call the cluster and the proxy. */
  readonly clientGroupId: pulumi.Output<string>;

  constructor(name: string, args: AuroraMySqlArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:databases:AuroraMySql", name, {}, opts);
    const { clusterName, place, readers, backtrackHours } = args;
    const engine = mySql3;
    const fault = auroraFault({ engine, readers }, args) ?? ownFault(args);
    if (fault !== undefined) throw new pulumi.ResourceError(fault, this);
    const child = { parent: this };
    const { port } = engine;
    const groups = clientGroups(
      name,
      { calledName: clusterName, vpcId: place.vpcId, ports: { [CLIENT]: port, [PROXY]: port } },
      child,
    );
    const [clients, proxies] = [groups.clients.get(CLIENT), groups.clients.get(PROXY)];
    if (!clients || !proxies) throw new pulumi.ResourceError("no groups of clients and proxy", this);
    admitClient(
      `${name}-clients-proxy`,
      { calledGroupId: proxies.id, clientGroupId: clients.id, port },
      child,
    );
    const { cluster, instances } = auroraCluster(
      name,
      args,
      {
        engine,
        groupId: groups.called.id,
        readers,
        settings: { enableLocalWriteForwarding: true, backtrackWindow: backtrackHours * 3600 },
      },
      child,
    );
    const proxy = auroraProxy(
      name,
      { ...args, cluster, groupId: proxies.id },
      // It has nothing to hand connections to without instances.
      { ...child, dependsOn: [...instances] },
    );
    this.clusterName = clusterName;
    this.port = port;
    this.writerHost = cluster.endpoint;
    this.readerHost = cluster.readerEndpoint;
    this.proxyHost = proxy.endpoint;
    this.proxyResourceId = proxy.arn.apply(lastPart);
    this.arn = cluster.arn;
    this.clusterResourceId = cluster.clusterResourceId;
    this.masterSecretArn = masterSecretArn(clusterName, cluster.masterUserSecrets);
    this.clientGroupId = clients.id;
    this.registerOutputs({ writerHost: this.writerHost, arn: this.arn });
  }
}

/** Of `arn:aws:rds:eu-west-1:111122223333:db-proxy:prx-0123`. */
const lastPart = (arn: string): string => arn.slice(arn.lastIndexOf(":") + 1);

function ownFault({ capacity, backtrackHours, users }: AuroraMySqlArgs): string | undefined {
  if (capacity.minAcu === 0)
    return "capacity: minAcu of 0.5 or more, since a proxy holds connections and so no instance ever pauses, got 0";
  if (!Number.isInteger(backtrackHours) || backtrackHours < 0 || backtrackHours > MOST_BACKTRACK_HOURS)
    return `backtrackHours: 0 to ${MOST_BACKTRACK_HOURS} whole hours, got ${backtrackHours}`;
  if (users.length === 0) return "users: at least one is needed, else nobody signs in";
  const odd = users.find((user) => !/^[a-z][a-z0-9_]{0,31}$/.test(user));
  return odd === undefined
    ? undefined
    : `users: 1 to 32 lower-case letters, digits and _, a letter first, got ${odd}`;
}
