import * as lb from "@pulumi/aws/lb";
import * as pulumi from "@pulumi/pulumi";
import { webFirewall, type WebFirewallArgs } from "../api/web-firewall";
import { surgeAlarm } from "../firewall/surge-alarm";
import { balancerNameFault } from "./balancer-name";
import { admitCallers, callersFault, WORLD, type Callers } from "./callers";

export interface WebLoadBalancerArgs {
  /** Physical name: at most 32 letters, digits and hyphens. */
  readonly loadBalancerName: string;
  readonly vpcId: pulumi.Input<string>;
  /** Subnets in two zones at least: private ones where it is inside, public ones where it faces the internet. */
  readonly subnetIds: pulumi.Input<string[]>;
  /** Certificate that is issued, for all names of the services behind it. */
  readonly certificateArn: pulumi.Input<string>;
  /** The bucket must admit `logdelivery.elasticloadbalancing.amazonaws.com`: the load balancer is refused otherwise. */
  readonly accessLogs: { readonly bucketName: pulumi.Input<string>; readonly prefix: string };
  /** Who may call it: the CDN, by the VPC's inside; or the world, through a firewall. */
  readonly reached: ReachedInside | ReachedByTheWorld;
  /** Who may try a new revision before anybody else sees it, each under a word that stays the same; default nobody. */
  readonly testers?: Callers;
}

export interface ReachedInside {
  readonly from: "inside";
  /** Each under a word that stays the same; one at least. */
  readonly callers: Callers;
}

export interface ReachedByTheWorld {
  readonly from: "internet";
  readonly firewall: WebFirewallArgs & { readonly webAclName: string };
  /** Key of the firewall's log, and the days that it is kept. */
  readonly logsKeyArn: pulumi.Input<string>;
  readonly logDays: pulumi.Input<number>;
  /** Region of the load balancer, and a topic of it: it is told when the firewall refuses far more than usual. */
  readonly region: pulumi.Input<string>;
  readonly alarmTopicArn: pulumi.Input<string>;
}

/** TLS 1.2 with forward secrecy at least, and 1.3 [AWS: Security policies for your Application Load Balancer]. */
const TLS_POLICY = "ELBSecurityPolicy-TLS13-1-2-Res-2021-06";

const HTTPS_PORT = 443;
/** Where a new revision answers before anybody else sees it. */
export const TEST_PORT = 8443;
const HTTP_PORT = 80;

/** A request for a name that no service has: whoever called came to the wrong door. */
const NOBODY_HERE = {
  type: "fixed-response",
  fixedResponse: { statusCode: "421", contentType: "text/plain", messageBody: "No service has this name" },
};

/** The one door to services that answer HTTP: by TLS alone, for names that a service has, from those who may come. */
export class WebLoadBalancer extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;
  /** The last part of its ARN, by which CloudWatch knows it. */
  readonly arnSuffix: pulumi.Output<string>;
  readonly dnsName: pulumi.Output<string>;
  /** Hosted zone of that name, for alias records. */
  readonly dnsZoneId: pulumi.Output<string>;
  /** What the tasks' own groups must admit. */
  readonly securityGroupId: pulumi.Output<string>;
  readonly httpsListenerArn: pulumi.Output<string>;
  readonly testListenerArn: pulumi.Output<string>;

  constructor(name: string, args: WebLoadBalancerArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:load-balancer:WebLoadBalancer", name, {}, opts);
    const { reached, testers = {} } = args;
    const fault =
      balancerNameFault(args.loadBalancerName) ?? faultOf(reached) ?? callersFault("testers", testers);
    if (fault !== undefined) throw new pulumi.ResourceError(fault, this);
    const child = { parent: this, protect: true, retainOnDelete: true };
    const inside = reached.from === "inside";
    const groupId = admitCallers(
      name,
      args.vpcId,
      {
        [HTTPS_PORT]: inside ? reached.callers : WORLD,
        [TEST_PORT]: testers,
        ...(inside ? {} : { [HTTP_PORT]: WORLD }),
      },
      child,
    );
    const balancer = new lb.LoadBalancer(
      `${name}-balancer`,
      {
        name: args.loadBalancerName,
        loadBalancerType: "application",
        internal: inside,
        subnets: args.subnetIds,
        securityGroups: [groupId],
        // A header that no standard knows may mean one thing to the firewall and another to the program.
        dropInvalidHeaderFields: true,
        enableDeletionProtection: true,
        accessLogs: { enabled: true, bucket: args.accessLogs.bucketName, prefix: args.accessLogs.prefix },
      },
      child,
    );
    const secured = (role: string, port: number) =>
      new lb.Listener(
        `${name}-${role}`,
        {
          loadBalancerArn: balancer.arn,
          protocol: "HTTPS",
          port,
          sslPolicy: TLS_POLICY,
          certificateArn: args.certificateArn,
          defaultActions: [NOBODY_HERE],
        },
        child,
      );
    const https = secured("https", HTTPS_PORT);
    const test = secured("test", TEST_PORT);
    if (reached.from === "internet") faceTheWorld(name, balancer, reached, child);
    this.arn = balancer.arn;
    this.arnSuffix = balancer.arnSuffix;
    this.dnsName = balancer.dnsName;
    this.dnsZoneId = balancer.zoneId;
    this.securityGroupId = groupId;
    this.httpsListenerArn = https.arn;
    this.testListenerArn = test.arn;
    this.registerOutputs({ arn: this.arn, dnsName: this.dnsName, securityGroupId: this.securityGroupId });
  }
}

const faultOf = (reached: WebLoadBalancerArgs["reached"]): string | undefined =>
  reached.from === "internet"
    ? undefined
    : Object.keys(reached.callers).length === 0
      ? "reached.callers: at least one is needed, such as the prefix list of CloudFront's origin-facing servers"
      : callersFault("reached.callers", reached.callers);

/** Who comes by plain HTTP is sent on to HTTPS, and a firewall stands before both. */
function faceTheWorld(
  name: string,
  balancer: lb.LoadBalancer,
  { firewall, logsKeyArn, logDays, region, alarmTopicArn }: ReachedByTheWorld,
  child: pulumi.CustomResourceOptions,
): void {
  new lb.Listener(
    `${name}-http`,
    {
      loadBalancerArn: balancer.arn,
      protocol: "HTTP",
      port: HTTP_PORT,
      defaultActions: [
        {
          type: "redirect",
          redirect: { protocol: "HTTPS", port: String(HTTPS_PORT), statusCode: "HTTP_301" },
        },
      ],
    },
    child,
  );
  webFirewall(
    name,
    { redactedHeaders: ["cookie"], ...firewall },
    { resourceArn: balancer.arn, logsKeyArn, logDays },
    child,
  );
  // It holds nothing: unlike the door it may go.
  surgeAlarm(
    name,
    {
      webAclName: firewall.webAclName,
      region,
      countedBy: "managedGroups of its firewall",
      topicArn: alarmTopicArn,
    },
    { ...child, protect: false, retainOnDelete: false },
  );
}
