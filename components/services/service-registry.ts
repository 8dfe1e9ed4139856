import * as servicediscovery from "@pulumi/aws/servicediscovery";
import * as pulumi from "@pulumi/pulumi";

export interface ServiceRegistryArgs {
  /** Private DNS name that the service is below. */
  readonly namespaceName: pulumi.Input<string>;
  readonly vpcId: pulumi.Input<string>;
  /** Name of the service: callers use `<service>.<namespace>`. */
  readonly serviceName: pulumi.Input<string>;
}

/** Seconds that a caller keeps an address (storage-service.md 3.1). */
const TTL_SECONDS = 5;

/** Where the tasks of a service that others call are found: a private DNS name for their addresses. */
export class ServiceRegistry extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: ServiceRegistryArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:services:ServiceRegistry", name, {}, opts);
    const child = { parent: this };
    const namespace = new servicediscovery.PrivateDnsNamespace(
      `${name}-namespace`,
      { name: args.namespaceName, vpc: args.vpcId, description: "Services that others call by name" },
      child,
    );
    const service = new servicediscovery.Service(
      `${name}-service`,
      {
        name: args.serviceName,
        dnsConfig: {
          namespaceId: namespace.id,
          routingPolicy: "MULTIVALUE",
          dnsRecords: [{ type: "A", ttl: TTL_SECONDS }],
        },
        // ECS itself tells Cloud Map how its tasks are.
        healthCheckCustomConfig: { failureThreshold: 1 },
      },
      child,
    );
    this.arn = service.arn;
    this.registerOutputs({ arn: this.arn });
  }
}
