import * as z from "zod";

const name = z.string().regex(/^([a-z0-9-]+\.)+[a-z0-9-]+$/i, { error: "must be a DNS name" });

const Environment = z.object({
  DOOR_HOST: name,
  DOOR_PORT: z.coerce.number().int().min(1).max(65_535),
  SITE_HOST: name,
  SITE_PATHS: z.string().transform((text, context): readonly string[] => {
    const paths = text.split(" ").filter((path) => path !== "");
    if (paths.length > 0 && paths.every((path) => path.startsWith("/"))) return paths;
    context.addIssue({ code: "custom", message: "must be paths with a slash before each, parted by blanks" });
    return z.NEVER;
  }),
});

/** Where a new revision answers before anybody else sees it. */
export interface Door {
  /** Name and port of the load balancer's test listener. */
  readonly host: string;
  readonly port: number;
  /** The site's public name, which the certificate and the listener's rule are for. */
  readonly siteHost: string;
}

export interface Settings {
  readonly door: Door;
  /** Pages that must come with the status 200. */
  readonly paths: readonly string[];
}

/** @throws when a variable is missing or wrong, with its name */
export function settingsOf(environment: NodeJS.ProcessEnv): Settings {
  const parsed = Environment.safeParse(environment);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Error(`the variable ${issue?.path.join(".")}: ${issue?.message}`);
  }
  const { DOOR_HOST: host, DOOR_PORT: port, SITE_HOST: siteHost, SITE_PATHS: paths } = parsed.data;
  return { door: { host, port, siteHost }, paths };
}
