import { HttpService } from "../../../../components/services/http-service";
import { HttpServiceGroup } from "../../../../components/services/http-service-group";
import { names } from "../names";
import type { PlatformGround } from "../place";
import type { Settings } from "../settings";
import { liveCheck, PROXY_PORT, proxyEnvironment, rewrites, SIGNING_KEY } from "./environment";
import { proxyRights } from "./rights";

/** Its place among the rules of its own balancer, which nobody else has any on. */
const PRIORITY = 10;

/**
 * thumbor behind the balancer that CloudFront alone calls.
 * @param hostName under which CloudFront asks for images
 */
export function imageProxy(settings: Settings["images"], hostName: string, at: PlatformGround): HttpService {
  const { stage, ground, base, services, primary } = at;
  const { imageBalancer: balancer, buckets } = base;
  const reached = new HttpServiceGroup(
    "images",
    { vpcId: services.vpcId, balancerGroupId: balancer.securityGroupId, port: PROXY_PORT },
    primary,
  );
  return new HttpService(
    "images",
    {
      serviceName: names(stage).proxy,
      place: services,
      alarmTopicArn: ground.alarmTopicArn,
      program: {
        image: settings.image,
        user: settings.user,
        port: PROXY_PORT,
        environment: {
          ...proxyEnvironment({
            region: ground.regions.primary,
            originalsBucketName: buckets.originals.name,
            derivedBucketName: buckets.derived.name,
          }),
        },
        secrets: { [SIGNING_KEY]: base.signingSecretName },
        liveCheck,
      },
      size: settings.size,
      hostNames: [hostName],
      entrance: {
        arnSuffix: balancer.arnSuffix,
        httpsListenerArn: balancer.httpsListenerArn,
        testListenerArn: balancer.testListenerArn,
        priority: PRIORITY,
        rewrites,
      },
      tasks: settings.tasks,
      spot: settings.spot,
      rollout: "rolling",
      statements: proxyRights(at),
      securityGroupIds: [reached.groupId],
    },
    primary,
  );
}
