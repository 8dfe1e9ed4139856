import { z } from "zod";
import { imageFault, userFault } from "../../../components/services/container-fault";
import { settings } from "../../../components/settings/settings";

const EXAMPLE = "write each name out, as in [www.example.org]";

/** A name that the service answers to. One with a wildcard would have it answer to names that are not its own. */
const publicName = z
  .string()
  .refine((name) => !name.includes("*"), {
    error: ({ input }) =>
      `${String(input)} would have the service answer to names that are not its own: ${EXAMPLE}`,
    abort: true,
  })
  .regex(/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/, {
    error: `must be a DNS name in small letters: ${EXAMPLE}`,
  });

/** A text in which the components find no fault, told in their own words. */
const faultless = (faultOf: (text: string) => string | undefined) =>
  z.string().check(({ value, issues }) => {
    const message = faultOf(value);
    if (message !== undefined) issues.push({ code: "custom", input: value, message });
  });

const perFiveMinutes = z.number().int().min(10);

/** What the web service of a stage is told. */
export const config = () =>
  settings(
    z
      .strictObject({
        /** Those that webservice/base has certificates for, in its order; one rule of a load balancer takes five. */
        hostNames: z.array(publicName).min(1).max(5),
        /** The release: an image of the repository of webservice/base, by its digest (docs/webservice.md). */
        image: faultless(imageFault),
        /** User and group in the container: those that the image is made for. */
        user: faultless(userFault),
        processor: z.enum(["X86_64", "ARM64"]),
        /** Of a task: one of Fargate's own sizes. */
        size: z.strictObject({ cpu: z.number().int().min(256), memoryMiB: z.number().int().min(512) }),
        tasks: z.strictObject({
          /** So many are never interrupted. */
          min: z.number().int().min(2, { error: "must be 2 or more: one task is in one zone" }),
          max: z.number().int().max(100),
          /** That a task is to answer: from a load test, at 70 % of where it bends. */
          requestsPerMinute: z.number().positive(),
        }),
        /** Whether tasks beyond the least number may be interrupted at two minutes' notice, three of four. */
        spot: z.boolean(),
        /** How a new image is tried with a part of the requests; without it new tasks take the places of the old ones. */
        canary: z
          .strictObject({
            percent: z.number(),
            minutes: z.number().int(),
            bakeMinutes: z.number().int(),
            /** Pages that it must bring before any visitor comes, beside the health checks: with a CDN alone. */
            pages: z
              .array(z.string().regex(/^\/\S*$/, { error: "must begin with /, without blanks" }))
              .optional(),
          })
          .optional(),
        /** What tells X-Ray where requests spend their time; without it nothing does. */
        tracing: z
          .strictObject({
            /** Collector of the AWS Distro for OpenTelemetry, by its digest. */
            image: faultless(imageFault),
            /** Of the requests, chosen when they come in (W34). */
            percent: z.number().min(5).max(10),
          })
          .optional(),
        /** CloudFront, where webservice/base is made for it; without it the balancer is reached from the internet. */
        cdn: z
          .strictObject({
            /** Whether the names' records are made here: where webservice/base has their zone. */
            records: z.boolean(),
            /** Requests of one address; what comes beyond is refused. */
            requestsPerFiveMinutes: perFiveMinutes,
            /** Path where people sign in, and how often one address may ask for it. */
            signIn: z
              .strictObject({
                path: z.string().startsWith("/", { error: "must begin with /" }),
                requestsPerFiveMinutes: perFiveMinutes,
              })
              .optional(),
          })
          .optional(),
      })
      .refine(({ canary, cdn }) => canary?.pages === undefined || cdn !== undefined, {
        path: ["canary", "pages"],
        error:
          "are asked for inside, where a balancer that faces the internet is not reached: leave them out where there is no cdn",
      }),
  );

export type Settings = ReturnType<typeof config>;
