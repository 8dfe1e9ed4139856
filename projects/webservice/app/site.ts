import type { Received } from "../../../components/contract";
import { SiteDistribution } from "../../../components/edge/site-distribution";
import { stageProvider } from "../../../components/place/provider";
import { EDGE_REGION } from "../../../components/place/regions";
import type { foundation } from "../../foundation/contract";
import type { webservice } from "../contract";
import { edgeOf } from "./agreement";
import type { Settings } from "./settings";

export interface SiteArgs {
  readonly siteName: string;
  readonly ground: Pick<Received<typeof foundation.promises>, "accountId" | "owner" | "regions">;
  readonly base: Received<typeof webservice.promises>;
  readonly hostNames: readonly string[];
  readonly cdn: NonNullable<Settings["cdn"]>;
}

/** CloudFront before the service, with the files that lie in the bucket of webservice/base. */
export function site({ siteName, ground, base, hostNames, cdn }: SiteArgs): SiteDistribution {
  const { accountId, owner } = ground;
  const edge = stageProvider("aws-edge", { system: "webservice", owner, accountId, region: EDGE_REGION });
  const made = edgeOf(base);
  const zoneId = base.zoneId.apply((found) => found ?? "");
  const { signIn, requestsPerFiveMinutes } = cdn;
  return new SiteDistribution(
    "site",
    {
      siteName,
      hostNames: Object.fromEntries(hostNames.map((name) => [name.replaceAll(".", "-"), name])),
      certificateArn: made.certificateArn,
      zoneId: cdn.records ? zoneId : undefined,
      files: { bucketName: base.media.bucketName, region: ground.regions.primary },
      application: {
        loadBalancerArn: base.balancer.arn,
        loadBalancerDnsName: base.balancer.dnsName,
      },
      firewall: {
        requestsPerFiveMinutes,
        ...(signIn && {
          pathLimits: [
            {
              name: "limit-sign-in",
              pathPrefix: signIn.path,
              requestsPerFiveMinutes: signIn.requestsPerFiveMinutes,
            },
          ],
        }),
      },
      logBucketName: made.logBucketName,
      alarmTopicArn: made.alarmTopicArn,
    },
    { providers: [edge] },
  );
}
