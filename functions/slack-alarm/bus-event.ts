import * as z from "zod";

/** An event of EventBridge. */
export const BusEvent = z.object({
  id: z.string(),
  "detail-type": z.string(),
  source: z.string(),
  account: z.string(),
  time: z.iso.datetime().transform((text) => new Date(text)),
  region: z.string(),
  resources: z.array(z.string()),
  detail: z.unknown(),
});
export type BusEvent = z.infer<typeof BusEvent>;
