import * as path from "node:path";
import * as cloudfront from "@pulumi/aws/cloudfront";
import type { input } from "@pulumi/aws/types";
import type * as pulumi from "@pulumi/pulumi";
import { edgeFunctionText } from "../functions/edge-function";
import { type Behaviour, viewers } from "./behaviours";
import { byPathAlone, days, FOR_EVER } from "./caching";
import { answerHeaders } from "./headers";

/** Names of the origins inside a distribution; `images` is the group of the two that follow it. */
export const IMAGE_ORIGINS = {
  assets: "assets",
  pages: "pages",
  images: "images",
  derived: "derived",
  proxy: "proxy",
} as const;

/** Where images are below; the proxy keeps what it made under the same path. */
export const IMAGES_PATH = "/img/";

const FORMAT = path.resolve(__dirname, "../../functions/image-format/index.ts");

/** For pages, whose names stay while the contents change. */
const PAGES = { minTtl: 0, defaultTtl: 60, maxTtl: days(1), browsers: undefined } as const;

const READING = { allowedMethods: ["GET", "HEAD"], cachedMethods: ["GET", "HEAD"] };

type Ordered = input.cloudfront.DistributionOrderedCacheBehavior;

interface Kept {
  readonly minTtl: number;
  readonly defaultTtl: number;
  readonly maxTtl: number;
  readonly browsers: string | undefined;
}

/** What is kept of a use, for how long, and what browsers are told of it. */
function kept(
  name: string,
  siteName: string,
  use: string,
  { browsers, ...ttl }: Kept,
  keyHeaders: readonly string[],
  child: pulumi.CustomResourceOptions,
): Pick<Behaviour, "cachePolicyId" | "responseHeadersPolicyId"> {
  const cache = new cloudfront.CachePolicy(
    `${name}-${use}-cache`,
    { name: `${siteName}-${use}`, ...ttl, ...byPathAlone(...keyHeaders) },
    child,
  );
  return {
    cachePolicyId: cache.id,
    responseHeadersPolicyId: answerHeaders(name, siteName, use, browsers, child),
  };
}

/**
 * How images are answered. Their paths are signed, and whatever is signed stays the same: it is kept for a year. What a
 * browser takes is one of two things before anything is looked up, and a part of the path from then on.
 */
export function imageBehaviour(name: string, siteName: string, child: pulumi.CustomResourceOptions): Ordered {
  const format = new cloudfront.Function(
    `${name}-format`,
    {
      name: `${siteName}-image-format`,
      comment: "Says by the path whether a browser takes WebP",
      runtime: "cloudfront-js-2.0",
      code: edgeFunctionText(FORMAT),
      publish: true,
    },
    child,
  );
  return {
    ...viewers,
    ...READING,
    pathPattern: `${IMAGES_PATH}*`,
    targetOriginId: IMAGE_ORIGINS.images,
    functionAssociations: [{ eventType: "viewer-request", functionArn: format.arn }],
    ...kept(name, siteName, "images", FOR_EVER, ["Accept"], child),
  };
}

/** How all else is answered: what the site is made of, and its pages. */
export function pageBehaviours(
  name: string,
  siteName: string,
  child: pulumi.CustomResourceOptions,
): { readonly behaviours: readonly Ordered[]; readonly byDefault: Behaviour } {
  const reading = { ...viewers, ...READING };
  return {
    behaviours: [
      {
        ...reading,
        targetOriginId: IMAGE_ORIGINS.assets,
        pathPattern: "/assets/*",
        ...kept(name, siteName, "assets", FOR_EVER, [], child),
      },
    ],
    byDefault: {
      ...reading,
      targetOriginId: IMAGE_ORIGINS.pages,
      ...kept(name, siteName, "pages", PAGES, [], child),
    },
  };
}
