import * as z from "zod";

const Environment = z.object({
  AZURE_TENANT_ID: z.guid(),
  AZURE_ACCOUNT: z.string().min(1),
  AZURE_CONTAINER: z.string().min(1),
  READ_ONLY_CLIENT_ID: z.guid(),
  READ_ONLY_SECRET: z.string().min(1),
  READ_WRITE_CLIENT_ID: z.guid(),
  READ_WRITE_SECRET: z.string().min(1),
});

/** Where the copies are. */
export interface Copy {
  readonly tenantId: string;
  readonly account: string;
  readonly container: string;
}

/** A way into the container: who delegates it, what it may do, and the secret that holds its URL. */
export interface Access {
  readonly clientId: string;
  /** In the letters of a SAS: r read, l list, w write. Never d, which deletes. */
  readonly permissions: "rl" | "rwl";
  readonly secretName: string;
}

/**
 * Reads what to renew from the function's environment.
 * @throws with the names of all variables that are missing or wrong
 */
export function settings(environment: unknown): {
  readonly copy: Copy;
  readonly accesses: readonly Access[];
} {
  const parsed = Environment.parse(environment);
  return {
    copy: {
      tenantId: parsed.AZURE_TENANT_ID,
      account: parsed.AZURE_ACCOUNT,
      container: parsed.AZURE_CONTAINER,
    },
    accesses: [
      { clientId: parsed.READ_ONLY_CLIENT_ID, permissions: "rl", secretName: parsed.READ_ONLY_SECRET },
      // `w` is all that blocks and block lists need (storage-service.md 6.4).
      { clientId: parsed.READ_WRITE_CLIENT_ID, permissions: "rwl", secretName: parsed.READ_WRITE_SECRET },
    ],
  };
}
