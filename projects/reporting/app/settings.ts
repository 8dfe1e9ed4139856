import { z } from "zod";
import { awsRegion } from "../../../components/place/schemas";
import { settings } from "../../../components/settings/settings";

/** What the reports and alarms of a stage are told. */
export const config = () =>
  settings(
    z.strictObject({
      /** Where it is told when Slack cannot be, when money runs out, and what other regions tell as well. Each address must be confirmed once. */
      emails: z.array(z.email({ error: "must be an e-mail address" })).min(1),
      /** Regions that only mirrors are in: their alarms are told, too. */
      alarmRegions: z.array(awsRegion),
      /** Whether CloudFront's alarms are told, too: where webservice/base has a CDN. */
      cdnAlarms: z.boolean(),
      /** Sections of the daily report: each the ingests of one index, or of the word that stands for it. */
      reports: z
        .array(z.strictObject({ title: z.string().min(1), index: z.string().regex(/^[a-z][a-z0-9_.-]*$/) }))
        .min(1),
      /** Where people look at one ingest, `https://…/{id}`. */
      inspectorUrl: z
        .url({ error: "must be a URL" })
        .includes("{id}", { error: "must hold {id}" })
        .optional(),
      /** US dollars that the stage's account may cost a month. */
      monthlyBudgetUsd: z.number().positive(),
      bagTest: z.strictObject({
        /** When a test bag is stored each day, in the stage's time zone; without it on demand only. */
        daily: z
          .string()
          .regex(/^cron\(.+\)$/, { error: "must be such as cron(0 5 * * ? *)" })
          .optional(),
      }),
    }),
  );
