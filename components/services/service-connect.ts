import type * as pulumi from "@pulumi/pulumi";

/** How the tasks of a service find others by name, and are found, through the proxies that ECS puts beside them. */
export interface Connected {
  /** Cloud Map namespace in which the names are. */
  readonly namespaceArn: pulumi.Input<string>;
  /** Log group of the proxy's own words, and what the names of its streams begin with. */
  readonly logs: {
    readonly group: pulumi.Input<string>;
    readonly region: pulumi.Input<string>;
    readonly stream: pulumi.Input<string>;
  };
  /** Under which name and port others call it; without it, it only calls. */
  readonly calledBy?: {
    /** Name of the port in its container. */
    readonly portName: string;
    /** DNS name that callers use, `broker`. */
    readonly name: string;
    readonly port: number;
  };
}

/** The part of `ecs.Service` that connects it. */
export const connection = ({ namespaceArn, logs, calledBy }: Connected) => ({
  enabled: true,
  namespace: namespaceArn,
  logConfiguration: {
    logDriver: "awslogs",
    options: {
      "awslogs-group": logs.group,
      "awslogs-region": logs.region,
      "awslogs-stream-prefix": logs.stream,
    },
  },
  ...(calledBy
    ? {
        services: [
          {
            portName: calledBy.portName,
            discoveryName: calledBy.name,
            clientAlias: [{ dnsName: calledBy.name, port: calledBy.port }],
          },
        ],
      }
    : {}),
});
