import * as fs from "node:fs";
import * as path from "node:path";
import { z } from "zod";

const Recording = z.array(
  z.object({
    note: z.string(),
    request: z.object({ method: z.string(), url: z.string(), body: z.unknown().optional() }),
    status: z.number(),
    response: z.record(z.string(), z.unknown()),
  }),
);

/** Requests to the Index State Management of a real OpenSearch 2.19.4, and what it answered. */
export const recording = Recording.parse(
  JSON.parse(fs.readFileSync(path.join(__dirname, "ism-answers-2.19.4.json"), "utf8")),
);
