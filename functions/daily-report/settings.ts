import * as z from "zod";

const JsonText = z.string().transform((text, context) => {
  try {
    const parsed: unknown = JSON.parse(text);
    return parsed;
  } catch {
    context.addIssue({ code: "custom", message: "no JSON" });
    return z.NEVER;
  }
});

/** A place's time zone, which every date of the report is in. */
const TimeZone = z
  .string()
  .refine(isTimeZone, { error: "no time zone that Node knows, as Europe/London is one" });

/** Where people look at one ingest: a URL with `{id}` in it. */
const InspectorUrl = z.url().refine((url) => url.includes("{id}"), { error: "no {id} in it" });

const Environment = z.object({
  /** JSON: what the report has a section for, each with its index. */
  INDICES: JsonText.pipe(
    z.array(z.strictObject({ title: z.string().min(1), index: z.string().min(1) })).min(1),
  ),
  REPORT_BUCKET: z.string().min(1),
  TIME_ZONE: TimeZone,
  INSPECTOR_URL: InspectorUrl.optional(),
  /** Lambda's own. */
  AWS_REGION: z.string().min(1),
  HOST_SECRET: z.string().min(1),
  PORT_SECRET: z.string().min(1),
  USER_SECRET: z.string().min(1),
  PASSWORD_SECRET: z.string().min(1),
  SLACK_SECRET: z.string().min(1),
});

/** Something with an index of ingests: a section of the report. */
export interface Indexed {
  readonly title: string;
  readonly index: string;
}

export interface Settings {
  readonly indices: readonly Indexed[];
  readonly reportBucket: string;
  readonly timeZone: string;
  readonly inspectorUrl: string | undefined;
  readonly region: string;
  /** Names of secrets. */
  readonly secrets: Readonly<Record<"host" | "port" | "user" | "password" | "slack", string>>;
}

/** @throws with every variable that is missing or does not fit */
export function settingsOf(environment: Readonly<Record<string, string | undefined>>): Settings {
  const parsed = Environment.safeParse(environment);
  if (!parsed.success) throw new Error(`the function's environment: ${z.prettifyError(parsed.error)}`);
  const { data } = parsed;
  return {
    indices: data.INDICES,
    reportBucket: data.REPORT_BUCKET,
    timeZone: data.TIME_ZONE,
    inspectorUrl: data.INSPECTOR_URL,
    region: data.AWS_REGION,
    secrets: {
      host: data.HOST_SECRET,
      port: data.PORT_SECRET,
      user: data.USER_SECRET,
      password: data.PASSWORD_SECRET,
      slack: data.SLACK_SECRET,
    },
  };
}

function isTimeZone(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en-GB", { timeZone }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
