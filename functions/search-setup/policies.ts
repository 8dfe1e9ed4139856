import { omit, pick } from "es-toolkit/object";
import { isEqual, isPlainObject } from "es-toolkit/predicate";
import * as z from "zod";
import type { Cluster } from "./cluster";
import { newlyManaged, type PolicyVersion } from "./managed-indices";
import type { Policy } from "./request";
import type { Wanted } from "./wanted";

const API = "/_plugins/_ism/policies";

const Kept = z.object({
  _seq_no: z.number(),
  _primary_term: z.number(),
  policy: z.record(z.string(), z.unknown()),
});

/** What of a policy is ours to say. */
const OURS = ["description", "default_state", "states", "ism_template"] as const;

/** What the plugin adds to what it was given, as it was seen to answer; of 2.19.4. */
const ADDED: Readonly<Record<string, unknown>> = {
  retry: { count: 3, backoff: "exponential", delay: "1m" },
  copy_alias: false,
  include: {},
  exclude: {},
  wait_for: false,
  lang: "mustache",
  ism_template: null,
};
const TOLD = ["last_updated_time"];

/** Policies of Index State Management, and the indices that they manage: those keep the version that they began with. */
export function wantedPolicies(
  cluster: Cluster,
  policies: Readonly<Record<string, Policy>>,
): readonly Wanted[] {
  return Object.entries(policies).flatMap(([id, wanted]) => [
    { name: `policy ${id}`, make: () => putPolicy(cluster, id, wanted) },
    {
      name: `indices of policy ${id}`,
      make: async () => newlyManaged(cluster, id, patternsOf(wanted), await versionOf(cluster, id)),
    },
  ]);
}

async function putPolicy(cluster: Cluster, id: string, wanted: Policy): Promise<boolean> {
  const path = `${API}/${id}`;
  const answer = await cluster.get(path);
  if (answer === undefined) {
    await cluster.put(path, { policy: wanted });
    return true;
  }
  const { policy, _seq_no: seqNo, _primary_term: primaryTerm } = Kept.parse(answer);
  if (isEqual(asGiven(wanted), asGiven(policy))) return false;
  // Refused when somebody else was quicker.
  await cluster.put(`${path}?if_seq_no=${seqNo}&if_primary_term=${primaryTerm}`, { policy: wanted });
  return true;
}

/** A policy as the plugin tells it, without what it added: as it was given. */
export const asGiven = (told: Readonly<Record<string, unknown>>): unknown =>
  withoutAdditions(pick(told, [...OURS]));

function withoutAdditions(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutAdditions);
  if (!isPlainObject(value)) return value;
  const given = Object.entries(omit(value, TOLD)).filter(
    ([key, field]) => !(key in ADDED && isEqual(field, ADDED[key])),
  );
  return Object.fromEntries(given.map(([key, field]) => [key, withoutAdditions(field)]));
}

async function versionOf(cluster: Cluster, id: string): Promise<PolicyVersion> {
  const { _seq_no: seqNo, _primary_term: primaryTerm } = Kept.parse(await cluster.get(`${API}/${id}`));
  return { seqNo, primaryTerm };
}

const patternsOf = ({ ism_template: templates = [] }: Policy): readonly string[] =>
  templates.flatMap(({ index_patterns: patterns }) => patterns);
