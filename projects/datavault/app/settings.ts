import { z } from "zod";
import { machineTypeNames } from "../../../components/capacity/machine-types";
import { cidr } from "../../../components/place/schemas";
import { imageFault } from "../../../components/services/container-fault";
import { settings } from "../../../components/settings/settings";
import { imageNames, workerNames } from "../names";
import { moreFault } from "./more-variables";
import { scratchFault } from "./scratch";

const image = z.string().check(({ value, issues }) => {
  const message = imageFault(value);
  if (message !== undefined) issues.push({ code: "custom", input: value, message });
});

const size = z.strictObject({ cpu: z.number().int().min(256), memoryMiB: z.number().int().min(512) });
const hostName = z
  .string()
  .regex(/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/, { error: "must be a DNS name in small letters" });
const port = z.number().int().min(1).max(65_535);
const https = z.url({ protocol: /^https$/, error: "must be an https address" });
const schedule = z.string().regex(/^(\S+ ){5}\S+$/, {
  error: 'must be six fields, seconds first, as in "0 0 3 * * *"',
});

/** Variables of a program beside those that it is given anyway: never one that opens what is closed. */
const more = z
  .record(z.string(), z.string())
  .check(({ value, issues }) => {
    for (const name of Object.keys(value)) {
      const message = moreFault(name);
      if (message !== undefined) issues.push({ code: "custom", input: value, path: [name], message });
    }
  })
  .default({});

const Worker = z
  .strictObject({
    size,
    /** GiB of the largest deposit that is taken: what a worker's scratch space follows from. */
    maxDepositGiB: z.number().int().min(1),
    chunkGiB: z.number().int().min(1),
    threads: z.number().int().min(1).max(100),
    scratchGiB: z.number().int().min(1).optional(),
    beyondFargate: z.enum(["file system", "machines"]).optional(),
    machineType: z.enum(machineTypeNames).optional(),
    more,
  })
  .check(({ value, issues }) => {
    const message = scratchFault(value);
    if (message !== undefined) issues.push({ code: "custom", input: value, message });
  });

/** What DataVault's services of a stage are told. */
export const config = () =>
  settings(
    z.strictObject({
      /** As datavault/base has it. */
      hostName,
      /** The release: images of the repositories of datavault/base, by their digests. */
      images: z.record(z.enum(imageNames), image),
      processor: z.enum(["X86_64", "ARM64"]),
      web: z.strictObject({
        size,
        tasks: z.strictObject({
          min: z.number().int().min(2, { error: "must be 2 or more: one task is in one zone" }),
          max: z
            .number()
            .int()
            .max(4, { error: "must be 4 or less: each task keeps its sessions to itself" }),
          requestsPerMinute: z.number().positive(),
        }),
        more,
      }),
      broker: z.strictObject({ size, more }),
      /** How many workers there are; nothing else has to be changed with it. */
      workers: z
        .number()
        .int()
        .min(1)
        .max(workerNames.length, {
          error: `must be ${workerNames.length} or less: each has a restart queue in the program itself`,
        }),
      /** Workers whose services stay with no task, as while their scratch space is looked at. */
      parked: z.array(z.enum(workerNames)).default([]),
      worker: Worker,
      /** The institution's OpenID provider, which knows us as a client. */
      signIn: z.strictObject({ metadataUrl: https, clientId: z.string().min(1), logoutUrl: https }),
      /** Where people are looked up, by TLS. */
      directory: z.strictObject({
        host: hostName,
        port,
        dn: z.string().min(1),
        searchContext: z.string().min(1),
        searchFilter: z.string().min(1),
        attributes: z.string().min(1),
      }),
      mail: z.strictObject({
        host: hostName,
        port,
        userName: z.string().min(1),
        /** Who is told of faults, and what an audit found. */
        administrator: z.email(),
      }),
      /** Where people's files are read from. */
      userStore: z.strictObject({
        host: hostName,
        port,
        rootPath: z.string().startsWith("/"),
        /** Networks in which such hosts are: nothing else is called by SFTP. */
        networks: z.array(cidr).min(1),
      }),
      /** What people are shown. */
      pages: z.strictObject({
        home: https,
        help: https,
        helpMail: z.email(),
        helpRoles: https,
        welcome: z.string(),
        messageOfTheDay: z.string(),
      }),
      /** When the broker looks after what it keeps, in UTC. */
      schedules: z.strictObject({
        audit: schedule,
        encryptionCheck: schedule,
        deletion: schedule,
        review: schedule,
        retentionCheck: schedule,
      }),
    }),
  );

export type Settings = ReturnType<typeof config>;
