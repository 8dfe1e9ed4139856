import { z } from "zod";
import { settings } from "../../../components/settings/settings";

const namespace = z.string().regex(/^[a-z][a-z0-9-]{2,20}$/, {
  error: "3 to 21 lower-case letters, digits and hyphens, a letter first",
});

/** The prefixes that the storage service's names have in this stage. */
export const config = () =>
  settings(
    z.strictObject({
      /** Of everything that processes: `storage-prod`. */
      namespace,
      /** Of everything that is kept: `storage`. */
      storesNamespace: namespace,
    }),
  );
