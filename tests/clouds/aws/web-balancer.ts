import * as token from "../../../rehearsal/clouds/aws/tokens";
import type { Properties } from "../../../rehearsal/clouds/catalogue";
import type { Step } from "./cases";
import { network, subnet, targets } from "./things";

/** An application load balancer inside, with a listener that answers for itself; and two groups of tasks. */
export const web: readonly Step[] = [
  ...network,
  subnet("second", 2, "b"),
  {
    type: token.LOAD_BALANCER,
    name: "web",
    inputs: (made) => ({ name: "web", internal: true, subnets: [made("subnet").id, made("second").id] }),
  },
  {
    type: token.LISTENER,
    name: "http",
    inputs: (made) => ({
      loadBalancerArn: made("web").id,
      port: 80,
      protocol: "HTTP",
      defaultActions: [
        { type: "fixed-response", fixedResponse: { contentType: "text/plain", statusCode: "421" } },
      ],
    }),
  },
  targets("blue", { protocol: "HTTP" }),
  targets("green", { protocol: "HTTP" }),
];

/** A rule that forwards what is for one host. */
export const rule = (name: string, to: string, more: Properties = {}): Step => ({
  type: token.LISTENER_RULE,
  name,
  inputs: (made) => ({
    listenerArn: made("http").id,
    conditions: [{ hostHeader: { values: ["images.example.org"] } }],
    actions: [{ type: "forward", targetGroupArn: made(to).id }],
    ...more,
  }),
});
