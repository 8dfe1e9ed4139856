/** A name as Elastic Load Balancing takes it [AWS: CreateLoadBalancer]. */
const NAME = /^(?!internal-)[a-zA-Z0-9]([a-zA-Z0-9-]{0,30}[a-zA-Z0-9])?$/;

/** What is wrong with the name of a load balancer. */
export const balancerNameFault = (loadBalancerName: string): string | undefined =>
  NAME.test(loadBalancerName)
    ? undefined
    : `loadBalancerName: at most 32 letters, digits and hyphens, no hyphen at either end and no "internal-" before it, got ${loadBalancerName}`;
