import * as z from "zod";

/** How the cluster is reached, and the secrets with the master user's name and password. */
const ReachedCluster = z.strictObject({
  host: z.string().min(1),
  port: z.int().positive(),
  userSecret: z.string().min(1),
  passwordSecret: z.string().min(1),
});

/** A role of the security plugin. */
const Role = z.strictObject({
  cluster_permissions: z.array(z.string()),
  index_permissions: z.array(
    z.strictObject({ index_patterns: z.array(z.string()), allowed_actions: z.array(z.string()) }),
  ),
});

/** A policy of Index State Management; what is in it is for the plugin to judge. */
const Policy = z.looseObject({
  description: z.string(),
  default_state: z.string(),
  states: z.array(z.unknown()),
  ism_template: z.array(z.looseObject({ index_patterns: z.array(z.string()) })).optional(),
});

/** A composable index template; what is in its mappings is for the cluster to judge. */
export const Template = z.looseObject({
  template: z.looseObject({ settings: z.record(z.string(), z.unknown()).optional() }).optional(),
});

/** A user, by the secrets with its name and password. */
const User = z.strictObject({
  userSecret: z.string().min(1),
  passwordSecret: z.string().min(1),
  roles: z.array(z.string()),
});

const SnapshotRepository = z.strictObject({
  repository: z.string().min(1),
  bucket: z.string().min(1),
  region: z.string().min(1),
  roleArn: z.string().min(1),
});

const SetUp = z.strictObject({
  task: z.literal("set-up"),
  cluster: ReachedCluster,
  region: z.string().min(1),
  roles: z.record(z.string(), Role),
  users: z.array(User),
  /** By roles of the security plugin: IAM roles that have them, beside whoever has them already. */
  iamRoles: z.record(z.string(), z.array(z.string())),
  policies: z.record(z.string(), Policy),
  templates: z.record(z.string(), Template),
  dataStreams: z.array(z.string()),
  /** Each alias is given to its index when no other has it. */
  indices: z.record(z.string(), z.strictObject({ aliases: z.array(z.string()) })),
  snapshots: SnapshotRepository.optional(),
});

const TakeSnapshot = z.strictObject({
  task: z.literal("snapshot"),
  cluster: ReachedCluster,
  region: z.string().min(1),
  repository: z.string().min(1),
  keepDays: z.int().positive(),
});

/** What the function is called with. */
export const Request = z.discriminatedUnion("task", [SetUp, TakeSnapshot]);

export type Request = z.infer<typeof Request>;
export type SetUp = z.infer<typeof SetUp>;
export type TakeSnapshot = z.infer<typeof TakeSnapshot>;
export type ReachedCluster = z.infer<typeof ReachedCluster>;
export type Role = z.infer<typeof Role>;
export type Policy = z.infer<typeof Policy>;
export type Template = z.infer<typeof Template>;
export type SnapshotRepository = z.infer<typeof SnapshotRepository>;

/**
 * What the event asks for.
 * @throws with all that is wrong with it
 */
export function requestOf(event: unknown): Request {
  const parsed = Request.safeParse(event);
  if (!parsed.success) throw new Error(`the function was called wrongly: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
