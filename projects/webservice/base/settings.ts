import { z } from "zod";
import { backupSettings } from "../../../components/backup/backup-lock";
import { rangeFault, versionFault } from "../../../components/contract/component-version";
import { capacityFault } from "../../../components/databases/aurora-capacity";
import { arn } from "../../../components/place/schemas";
import { settings } from "../../../components/settings/settings";

const hostName = z.string().regex(/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/, {
  error: "must be a whole DNS name in lower case, without * and with no dot at its end",
});

/** Where the site is found. Names that share a word would share a record: each is there once. */
const Site = z.strictObject({
  /** The first is the one that is shown. A service answers five names at most. */
  hostNames: z
    .array(hostName)
    .min(1)
    .max(5)
    .refine((names) => new Set(names).size === names.length, { error: "must be different names" }),
  /** Public zone of Route 53 that all of them are in. */
  zoneId: z
    .string()
    .regex(/^Z[A-Z0-9]{1,31}$/, { error: "an id of a hosted zone begins with Z" })
    .optional(),
  /** Without a zone: an issued certificate for all of them, of the stage's primary region. */
  certificateArn: arn("acm").optional(),
});

/** Whether CloudFront stands before the service; AWS clears new accounts for it on request. */
const Cdn = z.discriminatedUnion("enabled", [
  z.strictObject({
    enabled: z.literal(true),
    /** Id of the distribution once it stands; until then any of the account may read the files. */
    distributionId: z
      .string()
      .regex(/^E[A-Z0-9]{5,20}$/, { error: "must be a distribution's id, such as E2QWRUHAPOMQZL" })
      .optional(),
    /** Without a zone: an issued certificate for all host names, of us-east-1. */
    certificateArn: z
      .string()
      .regex(/^arn:aws:acm:us-east-1:/, { error: "must be the ARN of a certificate in us-east-1" })
      .optional(),
  }),
  z.strictObject({
    enabled: z.literal(false),
    /** Of one address; what comes beyond is refused. */
    requestsPerFiveMinutes: z.number().int().min(10),
  }),
]);

const Database = z
  .strictObject({
    /** Least and most that an instance has, in half steps of about 2 GiB of memory; 0 for one that pauses. */
    minAcu: z.number(),
    maxAcu: z.number(),
    /** Seconds without a connection after which it pauses; with a minAcu of 0 alone. */
    pauseSeconds: z.number().int().optional(),
    /** Whether the reader is always as large as the writer. */
    highlyAvailable: z.boolean(),
  })
  .transform(({ pauseSeconds, highlyAvailable, ...acu }) => ({
    capacity: { ...acu, ...(pauseSeconds === undefined ? {} : { pauseSeconds }) },
    highlyAvailable,
  }))
  .superRefine(({ capacity, highlyAvailable }, context) => {
    const fault = capacityFault(capacity, highlyAvailable);
    if (fault !== undefined) context.addIssue({ code: "custom", message: fault });
  });

const Backups = backupSettings({
  /** A vault of another account that each backup is copied to as well (docs/webservice.md: what that account has to do). */
  secondAccountVaultArn: arn("backup").optional(),
  /** How often it is tried whether the newest backup can be restored. */
  restoreTest: z.enum(["weekly", "monthly"]),
});

const componentRange = z.string().check(({ value, issues }) => {
  const message = rangeFault(value) ?? versionFault(value);
  if (message !== undefined) issues.push({ code: "custom", input: value, message });
});

/** What the web service's lasting half is told. */
export const config = () =>
  settings(
    z
      .strictObject({
        /** Versions of the components that the app stack may be made of; its own is among them. */
        componentRange,
        site: Site,
        cdn: Cdn,
        database: Database,
        backups: Backups,
      })
      .superRefine(({ site, cdn }, context) => {
        const refuse = (path: string[], message: string) =>
          context.addIssue({ code: "custom", path, message });
        const given = site.zoneId !== undefined;
        if (given === (site.certificateArn !== undefined))
          refuse(
            ["site"],
            given
              ? "give zoneId or certificateArn, not both: with a zone the certificate is made here"
              : "give zoneId, or certificateArn where somebody else has the zone",
          );
        if (cdn.enabled && given === (cdn.certificateArn !== undefined))
          refuse(
            ["cdn"],
            given
              ? "leave certificateArn out where site.zoneId is given: the certificate is made here"
              : "give certificateArn, of us-east-1, where site.zoneId is not given: CloudFront takes no other",
          );
      }),
  );
export type Settings = ReturnType<typeof config>;
