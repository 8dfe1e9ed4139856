import { z } from "zod";
import { settings } from "../../../components/settings/settings";

/** What the service's lasting half is told. */
export const config = () =>
  settings(
    z.strictObject({
      /** Public names, the one that is shown first. */
      hostNames: z
        .array(
          z.string().regex(/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/, {
            error: "must be a whole DNS name in lower case, without *, as in [www.example.org]",
          }),
        )
        .min(1)
        .max(5),
      /** Public zone of Route 53 that all of them are in. */
      zoneId: z.string().regex(/^Z[A-Z0-9]{1,31}$/, { error: "an id of a hosted zone begins with Z" }),
      /** Of one address; what comes beyond is refused. */
      requestsPerFiveMinutes: z.number().int().min(10),
    }),
  );
