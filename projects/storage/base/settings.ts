import { z } from "zod";
import { settings } from "../../../components/settings/settings";

/** Short, so that the longest role of the longest replica still has a name that IAM takes. */
const namespace = z.string().regex(/^[a-z][a-z0-9-]{2,16}$/, {
  error: "3 to 17 lower-case letters, digits and hyphens, a letter first",
});

const hostName = z.hostname({ error: "must be a DNS name" });
const uuid = z.uuid({ error: "must be an id such as 00000000-0000-4000-8000-000000000000" });
const secretName = z.string().regex(/^[A-Za-z0-9/_+=.@-]{1,500}$/, {
  error: "letters, digits and /_+=.@-",
});

/** What clients may have tokens for. */
export const scopes = {
  ingests: "Read and write ingests",
  bags: "Read bags",
} as const;

const Client = z.strictObject({
  name: z.string().min(1).max(128),
  scopes: z.array(z.enum(["ingests", "bags"])).min(1),
  /** Days that its refresh tokens are good for. */
  refreshDays: z.number().int().min(1).max(3650),
  /** Names of the secrets that hold its id and its secret; without them an operator hands them over. */
  secrets: z.strictObject({ id: secretName, secret: secretName }).optional(),
});

/** What the stores of a stage are told. */
export const config = () =>
  settings(
    z.strictObject({
      /** Prefix of everything that processes: `storage-prod`. */
      namespace,
      /** Prefix of everything that is kept: `storage`. */
      storesNamespace: namespace,
      azure: z.strictObject({
        subscriptionId: uuid,
        tenantId: uuid,
        /** Days for which no blob can be changed or deleted by anyone. */
        immutabilityDays: z.number().int().min(1).max(146_000),
        /** `prepare` until an operator has locked the immutability policy, then `seal` (docs/azure.md). */
        phase: z.enum(["prepare", "seal"]),
      }),
      api: z.strictObject({
        /** First part of the scopes' names; no address that is looked up. */
        identifier: z.url({ error: "must be a URL" }),
        /** Name below Cognito's own, unique in the region. */
        signInPrefix: z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/, {
          error: "1 to 63 lower-case letters, digits and hyphens",
        }),
        /** The stage's own host name for the API, in a public zone of Route 53. */
        domain: z
          .strictObject({
            hostName,
            zoneId: z.string().regex(/^Z[A-Z0-9]{1,31}$/, { error: "an id of a hosted zone begins with Z" }),
          })
          .optional(),
        /** The programs that call the API, each under a word that stays the same. */
        clients: z.record(z.string().regex(/^[a-z][a-z0-9-]*$/), Client),
      }),
    }),
  );
