import * as z from "zod";

const Environment = z.object({
  SITE_URL: z.url({ protocol: /^https$/, error: "must be an https address, as in https://www.example.org" }),
  SITE_PATHS: z.string().transform((text, context): readonly string[] => {
    const paths = text.split(" ").filter((path) => path !== "");
    if (paths.length > 0 && paths.every((path) => path.startsWith("/"))) return paths;
    context.addIssue({ code: "custom", message: "must be paths with a slash before each, parted by blanks" });
    return z.NEVER;
  }),
});

export interface Settings {
  /** Where the site is, with no slash at its end. */
  readonly url: string;
  /** What is asked for, in this order. */
  readonly paths: readonly string[];
}

/** @throws when a variable is missing or wrong, with its name */
export function settingsOf(environment: NodeJS.ProcessEnv): Settings {
  const parsed = Environment.safeParse(environment);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Error(`the variable ${issue?.path.join(".")}: ${issue?.message}`);
  }
  return { url: parsed.data.SITE_URL.replace(/\/+$/, ""), paths: parsed.data.SITE_PATHS };
}
