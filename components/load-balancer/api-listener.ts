import * as lb from "@pulumi/aws/lb";
import * as pulumi from "@pulumi/pulumi";
import { API_PROXY_PORT } from "../services/api-proxy";

export interface ApiListenerArgs {
  /** Physical name of the target group, the service's own: at most 32 characters. */
  readonly targetGroupName: pulumi.Input<string>;
  readonly vpcId: pulumi.Input<string>;
  readonly loadBalancerArn: pulumi.Input<string>;
  /** Port on the load balancer, 1 to 65535: it tells the API, for all share one load balancer. */
  readonly port: number;
  /** Where the API says that it is well, `/management/healthcheck`; without it a connection must do. */
  readonly healthPath: string | undefined;
}

/** Seconds that a leaving task may finish its requests in: with AWS's 300, deployments took too long (storage-service.md 3.6). */
const DEREGISTRATION_SECONDS = 90;

/** One API's port on the load balancer, and the tasks behind it. */
export class ApiListener extends pulumi.ComponentResource {
  /** Told once the listener is there: an ECS service is refused while no load balancer uses its target group. */
  readonly targetGroupArn: pulumi.Output<string>;

  constructor(name: string, args: ApiListenerArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:load-balancer:ApiListener", name, {}, opts);
    if (!Number.isInteger(args.port) || args.port < 1 || args.port > 65_535)
      throw new pulumi.ResourceError(`port: 1 to 65535, got ${args.port}`, this);
    const child = { parent: this };
    const targets = new lb.TargetGroup(
      `${name}-targets`,
      {
        name: args.targetGroupName,
        targetType: "ip",
        protocol: "TCP",
        port: API_PROXY_PORT,
        vpcId: args.vpcId,
        deregistrationDelay: DEREGISTRATION_SECONDS,
        // Callers come by PrivateLink and have no address here; tasks see the load balancer's, and admit its group.
        preserveClientIp: "false",
        healthCheck:
          args.healthPath === undefined
            ? { protocol: "TCP", port: "traffic-port" }
            : { protocol: "HTTP", path: args.healthPath, port: "traffic-port", matcher: "200" },
      },
      child,
    );
    const listener = new lb.Listener(
      `${name}-listener`,
      {
        loadBalancerArn: args.loadBalancerArn,
        protocol: "TCP",
        port: args.port,
        defaultActions: [{ type: "forward", targetGroupArn: targets.arn }],
      },
      child,
    );
    this.targetGroupArn = pulumi.all([targets.arn, listener.id]).apply(([arn]) => arn);
    this.registerOutputs({ targetGroupArn: this.targetGroupArn });
  }
}
