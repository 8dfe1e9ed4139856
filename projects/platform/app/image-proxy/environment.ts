/**
 * What the image proxy is told, by the names that `projects/platform/thumbor/thumbor.conf` reads. It takes nothing from
 * anywhere else, and does not start where one is missing.
 */
export interface ProxyEnvironment<Value> {
  /** `False`: every URL is signed. In any other writing the proxy does not start. */
  readonly ALLOW_UNSAFE_URL: "False";
  readonly AWS_REGION: Value;
  /** The only bucket that it reads. */
  readonly ORIGINALS_BUCKET: Value;
  /** The only bucket that it writes. */
  readonly DERIVED_BUCKET: Value;
  /** Pixels that an answer may be wide and high; what is asked for beyond is made no larger. */
  readonly MAX_WIDTH: string;
  readonly MAX_HEIGHT: string;
  /** Pixels that an original may have: a small file may unfold to more than the memory holds. */
  readonly MAX_PIXELS: string;
}

export interface ProxyEnvironmentArgs<Value> {
  readonly region: Value;
  readonly originalsBucketName: Value;
  readonly derivedBucketName: Value;
}

/** The caps: no page shows more, and 40 million pixels take 160 MB when they are unfolded. */
export const CAPS = { width: 4096, height: 4096, pixels: 40_000_000 } as const;

export const proxyEnvironment = <Value>(args: ProxyEnvironmentArgs<Value>): ProxyEnvironment<Value> => ({
  ALLOW_UNSAFE_URL: "False",
  AWS_REGION: args.region,
  ORIGINALS_BUCKET: args.originalsBucketName,
  DERIVED_BUCKET: args.derivedBucketName,
  MAX_WIDTH: String(CAPS.width),
  MAX_HEIGHT: String(CAPS.height),
  MAX_PIXELS: String(CAPS.pixels),
});

/** Filled by ECS from Secrets Manager: what signs the URLs. */
export const SIGNING_KEY = "SECURITY_KEY";

/** TCP port on which the proxy answers. */
export const PROXY_PORT = 8888;

/** Asks the program whether it lives. */
export const liveCheck = [
  "python",
  "-c",
  `import urllib.request as r; r.urlopen("http://127.0.0.1:${PROXY_PORT}/healthz/live", timeout=5)`,
] as const;

/**
 * The proxy sees a signature and what follows it: `/img/`, and what the function before CloudFront says of the format, are for the
 * bucket of derived images alone.
 */
export const rewrites = { regex: "^/img/(?:auto_webp/)?(.*)$", replace: "/$1" } as const;
