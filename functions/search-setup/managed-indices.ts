import { chunk } from "es-toolkit/array";
import * as z from "zod";
import type { Cluster } from "./cluster";

const ISM = "/_plugins/_ism";

/** Of a policy's document: it changes with each change of the policy. */
export interface PolicyVersion {
  readonly seqNo: number;
  readonly primaryTerm: number;
}

const Resolved = z.object({
  indices: z.array(z.object({ name: z.string() })),
  data_streams: z.array(z.object({ backing_indices: z.array(z.string()) })),
});

/** How one index is managed. Until the plugin has looked at it for the first time, it names no version. */
const Managed = z.looseObject({
  "index.plugins.index_state_management.policy_id": z.string().nullish(),
  policy_seq_no: z.number().nullish(),
  policy_primary_term: z.number().nullish(),
});
const Explained = z.record(z.string(), z.union([Managed, z.number()]));

const Answer = z.object({
  failures: z.boolean(),
  failed_indices: z.array(z.object({ index_name: z.string(), reason: z.string() })),
});

/** Names of indices are up to 255 characters, a request's first line up to 4,096. */
const NAMES_A_REQUEST = 15;

/**
 * Gives a policy to the indices of its patterns that have none, because they are older than it; and its present version
 * to those that run an older one. An index changes over when it has done what its state began. True when any was told to.
 */
export async function newlyManaged(
  cluster: Cluster,
  policyId: string,
  patterns: readonly string[],
  version: PolicyVersion,
): Promise<boolean> {
  const without: string[] = [];
  const behind: string[] = [];
  for (const names of chunk(await indicesOf(cluster, patterns), NAMES_A_REQUEST)) {
    const answer = Explained.parse(await cluster.get(`${ISM}/explain/${names.join(",")}`));
    for (const [name, managed] of Object.entries(answer)) {
      if (typeof managed === "number") continue;
      const id = managed["index.plugins.index_state_management.policy_id"] ?? null;
      if (id === null) without.push(name);
      else if (id === policyId && runsAnother(managed, version)) behind.push(name);
    }
  }
  await tell(cluster, "add", without, policyId);
  await tell(cluster, "change_policy", behind, policyId);
  return without.length + behind.length > 0;
}

/** A data stream's own name stands for the indices behind it. */
async function indicesOf(cluster: Cluster, patterns: readonly string[]): Promise<readonly string[]> {
  if (patterns.length === 0) return [];
  const { indices, data_streams: streams } = Resolved.parse(
    await cluster.get(`/_resolve/index/${patterns.join(",")}?expand_wildcards=all`),
  );
  return [...indices.map(({ name }) => name), ...streams.flatMap((stream) => stream.backing_indices)];
}

const runsAnother = (managed: z.infer<typeof Managed>, { seqNo, primaryTerm }: PolicyVersion): boolean =>
  typeof managed.policy_seq_no === "number" &&
  !(managed.policy_seq_no === seqNo && managed.policy_primary_term === primaryTerm);

/** @throws with the indices that the plugin could not change: it answers 200 all the same */
async function tell(
  cluster: Cluster,
  what: "add" | "change_policy",
  indices: readonly string[],
  policyId: string,
): Promise<void> {
  for (const names of chunk([...indices], NAMES_A_REQUEST)) {
    const answer = Answer.parse(
      await cluster.post(`${ISM}/${what}/${names.join(",")}`, { policy_id: policyId }),
    );
    const failed = answer.failed_indices.map(({ index_name: name, reason }) => `${name}: ${reason}`);
    if (answer.failures) throw new Error(failed.join("; "));
  }
}
