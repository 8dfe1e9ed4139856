import * as cloudfront from "@pulumi/aws/cloudfront";
import type { input } from "@pulumi/aws/types";
import type * as pulumi from "@pulumi/pulumi";
import { byPathAlone, days, FOR_EVER } from "./caching";
import { answerHeaders } from "./headers";

/** What a folder of the bucket holds, and how long it may be kept by those who asked for it. */
const FOLDERS = {
  /** Names that change with the contents, as Django's ManifestStaticFilesStorage makes them: good for ever. */
  static: FOR_EVER,
  /** Names that stay while the contents may change: what the object says of itself, or a day. */
  media: { minTtl: 0, defaultTtl: days(1), maxTtl: days(365), browsers: undefined },
} as const;

/** Folders of the bucket that anybody may read through the distribution, each below the path of its name. */
export const SERVED_FOLDERS = ["static", "media"] as const;

/** Policies of AWS's own, the same in every account [AWS: Use managed cache policies; Use managed origin request policies]. */
const MANAGED = {
  cachingDisabled: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
  allViewer: "216adef6-5c7f-47e4-b989-5492eafa07d3",
} as const;

/** Names of the two origins inside a distribution. */
export const ORIGINS = { application: "application", files: "files" } as const;

export type Behaviour = Omit<input.cloudfront.DistributionOrderedCacheBehavior, "pathPattern">;

export const viewers = { viewerProtocolPolicy: "redirect-to-https", compress: true };

/** How a distribution answers what no folder serves: it asks the application each time, and tells it all that was asked. */
export function applicationBehaviour(
  name: string,
  siteName: string,
  child: pulumi.CustomResourceOptions,
): Behaviour {
  return {
    ...viewers,
    targetOriginId: ORIGINS.application,
    allowedMethods: ["GET", "HEAD", "OPTIONS", "PUT", "PATCH", "POST", "DELETE"],
    cachedMethods: ["GET", "HEAD"],
    cachePolicyId: MANAGED.cachingDisabled,
    // With the Host header: the application answers its public names alone, and the certificate is for these.
    originRequestPolicyId: MANAGED.allViewer,
    responseHeadersPolicyId: answerHeaders(name, siteName, "application", undefined, child),
  };
}

/** How a distribution answers what lies in a folder of the bucket. */
export function folderBehaviours(
  name: string,
  siteName: string,
  child: pulumi.CustomResourceOptions,
): readonly input.cloudfront.DistributionOrderedCacheBehavior[] {
  return SERVED_FOLDERS.map((folder) => {
    const { browsers, ...ttl } = FOLDERS[folder];
    const cache = new cloudfront.CachePolicy(
      `${name}-${folder}-cache`,
      {
        name: `${siteName}-${folder}`,
        ...ttl,
        ...byPathAlone(),
      },
      child,
    );
    return {
      ...viewers,
      pathPattern: `/${folder}/*`,
      targetOriginId: ORIGINS.files,
      allowedMethods: ["GET", "HEAD"],
      cachedMethods: ["GET", "HEAD"],
      cachePolicyId: cache.id,
      responseHeadersPolicyId: answerHeaders(name, siteName, folder, browsers, child),
    };
  });
}
