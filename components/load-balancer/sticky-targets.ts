import * as lb from "@pulumi/aws/lb";
import * as pulumi from "@pulumi/pulumi";

export interface StickyTargetsArgs {
  /** Physical name of the target group: at most 32 letters, digits and hyphens. */
  readonly targetGroupName: string;
  readonly vpcId: pulumi.Input<string>;
  /** Port that the tasks answer on. */
  readonly port: number;
  /** What the balancer asks a task: whether it can answer. */
  readonly healthPath: string;
  /** Public name that leads there. */
  readonly hostName: string;
  /** Paths, with * for what follows, that nobody outside is answered: one to three. */
  readonly closedPaths: readonly string[];
  readonly listenerArn: pulumi.Input<string>;
  /** Seconds for which a browser comes back to the same task: as long as a session. */
  readonly stickySeconds: number;
}

/** A task that fails for a minute is taken out. */
const HEALTH = { interval: 15, timeout: 5, healthyThreshold: 2, unhealthyThreshold: 4, matcher: "200" };

/** Seconds that a leaving task may finish its requests in: less than its time to stop. */
const DEREGISTRATION_SECONDS = 60;

/** Paths of a condition [AWS: Listener rules for your Application Load Balancer]. */
const MOST_PATHS = 3;

/** What is closed comes first. */
const PRIORITY = { closed: 10, open: 20 };

/** The tasks of a service that keeps its sessions in memory: a browser comes back to the task that knows it. */
export class StickyTargets extends pulumi.ComponentResource {
  /** Told once a rule leads there: an ECS service is refused before. */
  readonly targetGroupArn: pulumi.Output<string>;
  /** The last part of its ARN, by which CloudWatch knows it. */
  readonly arnSuffix: pulumi.Output<string>;

  constructor(name: string, args: StickyTargetsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:load-balancer:StickyTargets", name, {}, opts);
    const { listenerArn, hostName, closedPaths } = args;
    if (closedPaths.length < 1 || closedPaths.length > MOST_PATHS)
      throw new pulumi.ResourceError(`closedPaths: 1 to ${MOST_PATHS}, got ${closedPaths.length}`, this);
    const child = { parent: this };
    const targets = new lb.TargetGroup(
      `${name}-targets`,
      {
        name: args.targetGroupName,
        targetType: "ip",
        protocol: "HTTP",
        port: args.port,
        vpcId: args.vpcId,
        deregistrationDelay: DEREGISTRATION_SECONDS,
        stickiness: { enabled: true, type: "lb_cookie", cookieDuration: args.stickySeconds },
        // The balancer asks the tasks itself: no rule of its listeners keeps it from what is closed.
        healthCheck: { protocol: "HTTP", path: args.healthPath, port: "traffic-port", ...HEALTH },
      },
      child,
    );
    const closed = new lb.ListenerRule(
      `${name}-closed`,
      {
        listenerArn,
        priority: PRIORITY.closed,
        conditions: [{ pathPattern: { values: [...closedPaths] } }],
        actions: [
          {
            type: "fixed-response",
            fixedResponse: { statusCode: "404", contentType: "text/plain", messageBody: "Not found" },
          },
        ],
      },
      child,
    );
    const open = new lb.ListenerRule(
      `${name}-open`,
      {
        listenerArn,
        priority: PRIORITY.open,
        conditions: [{ hostHeader: { values: [hostName] } }],
        actions: [{ type: "forward", targetGroupArn: targets.arn }],
      },
      // Nothing is open before what is closed is.
      { ...child, dependsOn: [closed] },
    );
    this.targetGroupArn = pulumi.all([targets.arn, open.id]).apply(([arn]) => arn);
    this.arnSuffix = targets.arnSuffix;
    this.registerOutputs({ targetGroupArn: this.targetGroupArn });
  }
}
