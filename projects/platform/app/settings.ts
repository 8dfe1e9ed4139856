import { z } from "zod";
import { imageFault, userFault } from "../../../components/services/container-fault";
import { arn, awsRegion } from "../../../components/place/schemas";
import { settings } from "../../../components/settings/settings";
import { serviceWords } from "./kubernetes/services";

/** A text in which the components find no fault, told in their own words. */
const faultless = (faultOf: (text: string) => string | undefined) =>
  z.string().check(({ value, issues }) => {
    const message = faultOf(value);
    if (message !== undefined) issues.push({ code: "custom", input: value, message });
  });

const image = faultless(imageFault);
const user = faultless(userFault);
/** Of a task: one of Fargate's own sizes. */
const size = z.strictObject({ cpu: z.number().int().min(256), memoryMiB: z.number().int().min(512) });
const requests = z.number().int().min(10);
const email = z.email({ error: "must be an e-mail address" });
/** One of the words of `platform-base:databases`. */
const databaseWord = z.string().regex(/^[a-z][a-z0-9-]*$/);

/**
 * What may be written to the store first and to the database later. It may be lost if two zones are lost at one time, and is read back late:
 * nothing that matters more is taken (webservice-and-platform.md P26).
 */
const Dataset = z.strictObject({
  criticality: z.enum(["low", "high"]).refine((level) => level === "low", {
    error: "must be low to be written behind: write what matters more to the database itself",
  }),
});

/** Argo CD needs IAM Identity Center; without it nobody brings manifests into the cluster. */
const GitOps = z.strictObject({
  identityCenter: z.strictObject({
    instanceArn: z.string().regex(/^arn:aws:sso:::instance\/ssoins-[0-9a-f]{16}$/, {
      error: "must be the ARN of the instance, arn:aws:sso:::instance/ssoins-…",
    }),
    region: awsRegion,
  }),
  /** Ids of groups in it. */
  groupIds: z.strictObject({ admins: z.array(z.string()).min(1), viewers: z.array(z.string()) }),
});

/** What the platform's ephemeral half is told of a stage. */
export const config = () =>
  settings(
    z.strictObject({
      /** Name of the zone, as `platform-base:zone` has it: the names in it follow from that. */
      zoneName: z.string().regex(/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/, {
        error: "must be the zone's whole name in lower case, as platform-base:zone has it",
      }),
      kubernetes: z.strictObject({
        /** The newest in standard support: each is in it for 14 months. */
        version: z.string().regex(/^1\.\d{2}$/, { error: "must be a version of Kubernetes, such as 1.35" }),
        /** Off only where a stage is to be cleaned: AWS refuses to delete the cluster otherwise. */
        deletionProtection: z.boolean(),
        /** Roles of people who may look into it, and the one that may do anything, for the day on which Argo CD cannot. */
        access: z.strictObject({ reads: z.array(arn("iam")), administers: z.array(arn("iam")) }),
        gitOps: GitOps,
        /** The database of each service in the cluster, where it has one. */
        services: z.partialRecord(z.enum(serviceWords), z.strictObject({ database: databaseWord })),
      }),
      images: z.strictObject({
        /** Of thumbor's repository of platform/base, by its digest. */
        image,
        user,
        size,
        tasks: z.strictObject({
          min: z.number().int().min(2, { error: "must be 2 or more: one task is in one zone" }),
          max: z.number().int().max(20),
          /** Images that a task is to make in a minute, from a load test. */
          requestsPerMinute: z.number().positive(),
        }),
        /** Whether tasks beyond the least number may be interrupted at two minutes' notice, three of four. */
        spot: z.boolean(),
        /** Of one address; what comes beyond is refused. */
        limits: z.strictObject({ requestsPerFiveMinutes: requests, imagesPerMinute: requests }),
      }),
      workers: z.strictObject({
        /** Of the workers' repository of platform/base, by its digest. */
        image,
        user,
        sync: z.strictObject({
          size,
          tasks: z.strictObject({ min: z.number().int().min(1), max: z.number().int() }),
          /** Where it writes to. */
          database: databaseWord,
          datasets: z.record(z.string().regex(/^[a-z][a-z0-9-]*$/), Dataset),
        }),
        reindex: z.strictObject({
          size,
          tasks: z.strictObject({ min: z.number().int().min(0), max: z.number().int() }),
          /** What is brought into search. */
          database: databaseWord,
        }),
      }),
      costs: z.strictObject({
        monthlyUsd: z.number().positive(),
        /** In a day beyond the usual. */
        anomalyUsd: z.number().positive(),
        emails: z.array(email).min(1).max(10),
      }),
    }),
  );

export type Settings = ReturnType<typeof config>;
