import * as z from "zod";

const Environment = z.object({
  API_URL: z.url(),
  TOKEN_URL: z.url(),
  /** First part of the scopes' names. */
  IDENTIFIER: z.string().min(1),
  /** Where test bags are put, and the unpackers may read them. */
  INFRA_BUCKET: z.string().min(1),
  /** Names of the secrets that hold the client's id and secret. */
  CLIENT_ID_SECRET: z.string().min(1),
  CLIENT_SECRET_SECRET: z.string().min(1),
  /** How long an ingest may take. */
  LIMIT_SECONDS: z.coerce.number().int().positive(),
});

export interface Settings {
  /** What comes before `/ingests`. */
  readonly apiUrl: string;
  readonly tokenUrl: string;
  readonly scopes: readonly string[];
  readonly infraBucket: string;
  readonly clientSecretNames: { readonly id: string; readonly secret: string };
  readonly limitSeconds: number;
}

/** @throws with every variable that is missing or does not fit */
export function settingsOf(environment: Readonly<Record<string, string | undefined>>): Settings {
  const parsed = Environment.safeParse(environment);
  if (!parsed.success) throw new Error(`the function's environment: ${z.prettifyError(parsed.error)}`);
  const { data } = parsed;
  return {
    apiUrl: data.API_URL.replace(/\/$/, ""),
    tokenUrl: data.TOKEN_URL,
    scopes: ["ingests", "bags"].map((scope) => `${data.IDENTIFIER}/${scope}`),
    infraBucket: data.INFRA_BUCKET,
    clientSecretNames: { id: data.CLIENT_ID_SECRET, secret: data.CLIENT_SECRET_SECRET },
    limitSeconds: data.LIMIT_SECONDS,
  };
}
