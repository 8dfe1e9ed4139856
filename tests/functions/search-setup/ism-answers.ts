import { mapValues } from "es-toolkit/object";
import type { Policy, Refusal } from "./ism-refusals";

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** A policy, and the version of the document that it is kept in. */
export interface KeptPolicy {
  readonly policy: Policy;
  readonly seqNo: number;
  readonly version: number;
}

export const TERM = 1;

/** The plugin tells one number when it takes a policy, and another when it is asked for it. */
export const TAKEN = 1;
export const ASKED_FOR = 21;

const WHEN = 1_795_228_788_818;
const RETRY = { count: 3, backoff: "exponential", delay: "1m" };

/** What the plugin adds to an action's own fields. */
const ADDED: Readonly<Record<string, object>> = {
  rollover: { copy_alias: false },
  allocation: { include: {}, exclude: {}, wait_for: false },
};

type Fields = Readonly<Record<string, unknown>>;

/** A policy as the plugin tells it: with its defaults. */
export function told(id: string, { policy, seqNo, version }: KeptPolicy, schemaVersion: number) {
  const states = policy.states.map((state) => ({ ...state, actions: state.actions.map(withDefaults) }));
  const templates =
    policy.ism_template?.map((template) => ({ ...template, last_updated_time: WHEN })) ?? null;
  return {
    _id: id,
    _version: version,
    _seq_no: seqNo,
    _primary_term: TERM,
    policy: {
      policy_id: id,
      last_updated_time: WHEN,
      schema_version: schemaVersion,
      error_notification: null,
      ...policy,
      states,
      ism_template: templates,
    },
  };
}

const withDefaults = (action: Fields): Fields => ({
  retry: RETRY,
  ...mapValues(action, (fields, kind) => ({
    ...Object(fields),
    ...ADDED[kind],
    ...inMustache(kind, fields),
  })),
  ...(typeof action["timeout"] === "string" ? { timeout: action["timeout"] } : {}),
});

const inMustache = (kind: string, fields: unknown): object =>
  kind === "notification"
    ? { message_template: { ...Reflect.get(Object(fields), "message_template"), lang: "mustache" } }
    : {};

/** How an index is managed. That of one which has begun was not recorded: it has its policy's version as well. */
export function explanation(index: string, policyId: string | null, seqNo?: number): Fields {
  const settings = {
    "index.plugins.index_state_management.policy_id": policyId,
    "index.opendistro.index_state_management.policy_id": policyId,
  };
  if (policyId === null) return { ...settings, enabled: null };
  const version = seqNo === undefined ? {} : { policy_seq_no: seqNo, policy_primary_term: TERM };
  return { ...settings, index, index_uuid: uuidOf(index), policy_id: policyId, ...version, enabled: true };
}

export const uuidOf = (index: string) => `uuid-of-${index}`;

/** Another version than the one that the request names is there. */
export function conflictOf(
  id: string,
  { seqNo, version }: KeptPolicy,
  query: URLSearchParams,
): Refusal | undefined {
  const asked = query.get("if_seq_no");
  if (asked === String(seqNo) && query.get("if_primary_term") === String(TERM)) return undefined;
  const why =
    asked === null
      ? `document already exists (current version [${version}])`
      : `required seqNo [${asked}], primary term [${query.get("if_primary_term")}]. current document has seqNo [${seqNo}] and primary term [${TERM}]`;
  return { type: "version_conflict_engine_exception", reason: `[${id}]: version conflict, ${why}` };
}

export const refused = (status: number, refusal: Refusal): Answer => {
  const { type, reason } = refusal;
  return { status, body: { error: { root_cause: [{ type, reason }], ...refusal }, status } };
};
