import { z } from "zod";
import { arn } from "../place/schemas";
import type { WebLoadBalancer } from "./web-load-balancer";

/** What a base stack promises of its load balancer, for the services that are put behind it. */
export const Balancer = z.object({
  arn: arn("elasticloadbalancing"),
  arnSuffix: z.string(),
  dnsName: z.string(),
  /** Hosted zone of that name, for alias records. */
  zoneId: z.string(),
  securityGroupId: z.string(),
  httpsListenerArn: arn("elasticloadbalancing"),
  testListenerArn: arn("elasticloadbalancing"),
});

/** The promise, kept by a load balancer. */
export const balancerPromise = (balancer: WebLoadBalancer) => ({
  arn: balancer.arn,
  arnSuffix: balancer.arnSuffix,
  dnsName: balancer.dnsName,
  zoneId: balancer.dnsZoneId,
  securityGroupId: balancer.securityGroupId,
  httpsListenerArn: balancer.httpsListenerArn,
  testListenerArn: balancer.testListenerArn,
});
