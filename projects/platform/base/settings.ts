import { z } from "zod";
import { backupSettings } from "../../../components/backup/backup-lock";
import { capacityFault } from "../../../components/databases/aurora-capacity";
import { readersFault } from "../../../components/databases/aurora-readers";
import { nodesFault as valkeyFault, type ValkeyRole } from "../../../components/cache/valkey-role";
import { nodesFault as searchFault } from "../../../components/search/search-nodes";
import { settings } from "../../../components/settings/settings";
import { shardsFault } from "./shards";

const zoneId = z.string().regex(/^Z[A-Z0-9]{1,31}$/, { error: "an id of a hosted zone begins with Z" });

/** Where the platform is found. The zone is made here, and signed, unless somebody else has made it (`id`). */
const Zone = z
  .strictObject({
    name: z.string().regex(/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/, {
      error: "must be a whole DNS name in lower case, with no dot at its end",
    }),
    /** Of a zone that is there already: its signing, its log and its CAA record are whoever's it is. */
    id: zoneId.optional(),
    /** Zone above, of the same account: the new one is made known there. Else whoever has it does that. */
    parentId: zoneId.optional(),
  })
  .refine(({ id, parentId }) => id === undefined || parentId === undefined, {
    path: ["parentId"],
    error: "leave it out where id is given: a zone that is there is made known by whoever has made it",
  });

/** A refinement that tells a component's own fault before anything is made. */
const sound =
  <T>(fault: (value: T) => string | undefined) =>
  (value: T, context: z.RefinementCtx) => {
    const found = fault(value);
    if (found !== undefined) context.addIssue({ code: "custom", message: found });
  };

const Acu = {
  /** Least and most that an instance has, in half steps of about 2 GiB of memory. */
  minAcu: z.number().min(0.5, {
    error: "must be 0.5 or more: with a proxy or readers nothing pauses",
    abort: true,
  }),
  maxAcu: z.number(),
  /** Whether readers are always as large as the writer. */
  highlyAvailable: z.boolean(),
  readers: z.strictObject({ least: z.number().int(), most: z.number().int() }),
};
type Acu = z.infer<z.ZodObject<typeof Acu>>;

const acuFault = ({ highlyAvailable, readers, ...capacity }: Acu) =>
  capacityFault(capacity, highlyAvailable) ?? readersFault(readers);

const Database = z
  .strictObject({
    ...Acu,
    /** Hours by which the cluster can be wound back in place; only from its first day on. */
    backtrackHours: z.number().int().min(0).max(72),
  })
  .superRefine(sound(({ backtrackHours: _hours, ...acu }) => acuFault(acu)));

/** It is part of physical names, and of users' names in the database, of which MySQL takes 32 characters. */
const WORD = {
  like: /^(?=.{1,20}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
  says: "up to 20 lower-case letters, digits and single hyphens",
};

/** A cluster of its own for each domain of data, by its word: `products`. */
const Databases = z.record(z.string(), Database).superRefine((databases, context) => {
  const words = Object.keys(databases);
  if (words.length === 0) context.addIssue({ code: "custom", message: "must name one at least" });
  for (const word of words)
    if (!WORD.like.test(word))
      context.addIssue({ code: "custom", path: [word], message: `its word must be ${WORD.says}` });
  sound(shardsFault)(databases, context);
});

const valkey = (role: ValkeyRole) =>
  z
    .strictObject({ nodeType: z.string(), shards: z.number().int(), replicas: z.number().int() })
    .superRefine(sound((nodes) => valkeyFault(role, nodes)));

/** Which engine searches. To change it is a migration (docs/platform-scaling.md): what both promise is the same. */
const Search = z.discriminatedUnion("engine", [
  z
    .strictObject({
      engine: z.literal("opensearch"),
      dataType: z.string(),
      volumeGiB: z.number(),
      managerType: z.string(),
      /** Days that a snapshot is kept: what is searched can be made again from the databases. */
      snapshotDays: z.number().int().min(1).max(365),
    })
    .superRefine(sound(({ engine: _engine, snapshotDays: _days, ...nodes }) => searchFault(nodes))),
  z
    .strictObject({ engine: z.literal("postgres"), ...Acu })
    .superRefine(sound(({ engine: _engine, ...acu }) => acuFault(acu))),
]);

const Images = z.strictObject({
  /** Id of the distribution once it stands; until then any of the account may read derived images and assets. */
  distributionId: z
    .string()
    .regex(/^E[A-Z0-9]{5,20}$/, { error: "must be a distribution's id, such as E2QWRUHAPOMQZL" })
    .optional(),
  /** Days after which what was made of an original goes: it is made again when somebody asks. */
  derivedDays: z.number().int().min(30).max(90),
});

const Events = z.strictObject({
  /** Days that every event is kept, to be sent again. */
  archiveDays: z.number().int().min(1),
  /** For events that must be read again in their order; none without it. */
  stream: z.strictObject({ keptHours: z.number().int().min(24).max(8760) }).optional(),
});

const Backups = backupSettings({
  /** How often it is tried whether the newest backups of the databases can be restored. */
  restoreTest: z.enum(["weekly", "monthly", "yearly"]).default("monthly"),
});

/** What the platform's lasting half is told. */
export const config = () =>
  settings(
    z.strictObject({
      zone: Zone,
      databases: Databases,
      cache: valkey("cache"),
      store: valkey("store"),
      search: Search,
      images: Images,
      events: Events,
      backups: Backups,
    }),
  );
export type Settings = ReturnType<typeof config>;
