import * as z from "zod";

const Environment = z.object({
  API_URL: z.url({ protocol: /^https?$/ }),
  USER: z.string().min(1),
  PASSWORD_SECRET: z.string().min(1),
  QUEUES: z
    .string()
    .transform((text) => text.split(" ").filter((name) => name !== ""))
    .pipe(z.array(z.string()).min(1)),
});

export interface Settings {
  /** Of RabbitMQ's management API, with no slash at its end. */
  readonly apiUrl: string;
  /** Who may look at queues, and do nothing with them. */
  readonly user: string;
  readonly passwordSecret: string;
  /** Names of the queues that are counted. */
  readonly queues: readonly string[];
}

/** @throws with every variable that is missing or does not fit */
export function settingsOf(environment: Readonly<Record<string, string | undefined>>): Settings {
  const parsed = Environment.safeParse(environment);
  if (!parsed.success) throw new Error(`the function's environment: ${z.prettifyError(parsed.error)}`);
  const { API_URL, USER, PASSWORD_SECRET, QUEUES } = parsed.data;
  return {
    apiUrl: API_URL.replace(/\/$/, ""),
    user: USER,
    passwordSecret: PASSWORD_SECRET,
    queues: QUEUES,
  };
}
