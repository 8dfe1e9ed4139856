import * as z from "zod";

/** What the function is told by its environment. */
const Environment = z.object({
  /** Of which stage it tells, `pro`. */
  STAGE: z.string().min(1),
  /** Name of the secret that says where in Slack. */
  SLACK_SECRET: z.string().min(1),
  /** Table of what was told. */
  THREADS_TABLE: z.string().min(1),
  /** Where OpenSearch Dashboards are, `https://…/_dashboards`; without it CloudWatch's own logs are linked. */
  DASHBOARDS_URL: z.url().optional(),
});

export interface Settings {
  readonly stage: string;
  readonly slackSecret: string;
  readonly threadsTable: string;
  readonly dashboardsUrl: string | undefined;
}

/** @throws with every variable that is missing or does not fit */
export function settingsOf(environment: Readonly<Record<string, string | undefined>>): Settings {
  const parsed = Environment.safeParse(environment);
  if (!parsed.success) throw new Error(`the function's environment: ${z.prettifyError(parsed.error)}`);
  const { STAGE, SLACK_SECRET, THREADS_TABLE, DASHBOARDS_URL } = parsed.data;
  return {
    stage: STAGE,
    slackSecret: SLACK_SECRET,
    threadsTable: THREADS_TABLE,
    dashboardsUrl: DASHBOARDS_URL,
  };
}
