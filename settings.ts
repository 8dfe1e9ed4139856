import { z } from "zod";
import { settings } from "./components/settings/settings";
import { accountId, awsRegion } from "./components/place/schemas";

/** What the root project is told of a stage: only where it is and who answers for it. */
export const config = () =>
  settings(z.strictObject({ accountId, region: awsRegion, owner: z.string().min(1) }));
