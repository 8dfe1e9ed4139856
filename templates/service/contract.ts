import { z } from "zod";
import { contract } from "../../components/contract";
import { arn } from "../../components/place/schemas";

/** What of the service lasts, and what its app stack stands on. */
export const system = contract("new-system-base", 1, {
  /** Public names that it answers, the first of them the one that is shown. */
  hostNames: z.array(z.string()).min(1),
  /** Where images of the service are pushed to, without a tag. */
  repositoryUrl: z.string(),
  balancer: z.object({
    arnSuffix: z.string(),
    securityGroupId: z.string(),
    httpsListenerArn: arn("elasticloadbalancing"),
    testListenerArn: arn("elasticloadbalancing"),
  }),
});
