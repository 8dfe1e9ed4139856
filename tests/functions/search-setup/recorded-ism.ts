import { omit } from "es-toolkit/object";
import { escapeRegExp } from "es-toolkit/string";
import { z } from "zod";
import {
  ASKED_FOR,
  conflictOf,
  explanation,
  refused,
  TAKEN,
  told,
  uuidOf,
  type Answer,
  type KeptPolicy,
} from "./ism-answers";
import { Policy, refusalOf, type Refusal } from "./ism-refusals";

interface Managed {
  policyId: string;
  /** Of the policy that it runs; none until the plugin has looked at it. */
  seqNo?: number;
  /** Waits for the plugin's next look. */
  changesTo?: string;
}

const NAMES = "[^/?]+";
const ROUTE = new RegExp(
  `^/_plugins/_ism/(policies|explain|add|change_policy|remove)(?:/(${NAMES}))?(?:\\?(.*))?$`,
);

const PolicyBody = z.object({ policy: Policy });
const PolicyId = z.object({ policy_id: z.string() });

/**
 * Index State Management 2.19.4 as it was recorded in ism-answers-2.19.4.json: a test replays the recording against it.
 * What was not recorded, `change_policy` and how an index is explained that has begun, answers as OpenSearch documents it.
 */
export class RecordedIsm {
  readonly #policies = new Map<string, KeptPolicy>();
  readonly #managed = new Map<string, Managed>();
  #seqNo = 0;

  /** Undefined for what is none of the plugin's business. */
  answer(method: string, url: string, body: unknown): Answer | undefined {
    const [, what = "", names = "", query = ""] =
      ROUTE.exec(url.replace("/_opendistro/", "/_plugins/")) ?? [];
    const indices = names.split(",");
    switch (what) {
      case "policies":
        return this.#policy(method, names, new URLSearchParams(query), body);
      case "explain":
        return { status: 200, body: this.#explained(indices) };
      case "add":
        return this.#told(indices, PolicyId.parse(body).policy_id, (managed, id) => {
          if (managed)
            return "This index already has a policy, use the update policy API to update index policies";
          return { policyId: id };
        });
      case "change_policy":
        return this.#told(indices, PolicyId.parse(body).policy_id, (managed, id) =>
          managed ? { ...managed, changesTo: id } : "This index is not being managed",
        );
      case "remove": {
        const updated = indices.filter((index) => this.#managed.delete(index)).length;
        return { status: 200, body: { updated_indices: updated, failures: false, failed_indices: [] } };
      }
      default:
        return undefined;
    }
  }

  /** The plugin notices an index: a data stream's goes by the stream's name. */
  created(index: string, lookedUpAs = index): void {
    const matches = [...this.#policies].find(([, { policy }]) =>
      policy.ism_template?.some(({ index_patterns: patterns }) =>
        patterns.some((one) => like(one, lookedUpAs)),
      ),
    );
    if (matches) this.#managed.set(index, { policyId: matches[0] });
  }

  /** The plugin's regular look at its indices: they begin, and change over where they are told to. */
  looks(): void {
    for (const managed of this.#managed.values()) {
      managed.policyId = managed.changesTo ?? managed.policyId;
      managed.seqNo =
        managed.changesTo || managed.seqNo === undefined ? this.#seqNoOf(managed) : managed.seqNo;
      delete managed.changesTo;
    }
  }

  #seqNoOf({ policyId }: Managed): number {
    return this.#policies.get(policyId)?.seqNo ?? -2;
  }

  #policy(method: string, id: string, query: URLSearchParams, body: unknown): Answer {
    const kept = this.#policies.get(id);
    if (method === "PUT") return this.#put(id, kept, query, PolicyBody.parse(body).policy);
    if (method === "DELETE") {
      if (!kept) return refused(404, { type: "status_exception", reason: `Policy ${id} is not found` });
      this.#policies.delete(id);
      return { status: 200, body: { _id: id, _version: kept.version + 1, result: "deleted" } };
    }
    if (id === "") {
      const policies = [...this.#policies].map(([each, one]) =>
        omit(told(each, one, ASKED_FOR), ["_version"]),
      );
      return { status: 200, body: { policies, total_policies: policies.length } };
    }
    if (!kept) return refused(404, { type: "status_exception", reason: "Policy not found" });
    return { status: 200, body: told(id, kept, ASKED_FOR) };
  }

  #put(id: string, kept: KeptPolicy | undefined, query: URLSearchParams, policy: Policy): Answer {
    const refusal = refusalOf(policy);
    if (refusal) return refused(400, refusal);
    const conflict = kept && conflictOf(id, kept, query);
    if (conflict) return refused(409, conflict);
    const clash = this.#clash(id, policy);
    if (clash) return refused(400, clash);
    const next = { policy, seqNo: this.#seqNo++, version: (kept?.version ?? 0) + 1 };
    this.#policies.set(id, next);
    const answer = told(id, next, TAKEN);
    return { status: kept ? 200 : 201, body: { ...answer, policy: { policy: answer.policy } } };
  }

  #clash(id: string, policy: Policy): Refusal | undefined {
    for (const { index_patterns: patterns, priority } of policy.ism_template ?? [])
      for (const [other, { policy: there }] of this.#policies)
        for (const template of there.ism_template ?? []) {
          const same = patterns.filter((pattern) => template.index_patterns.includes(pattern));
          if (other === id || priority !== template.priority || same.length === 0) continue;
          const reason = `New policy ${id} has an ISM template with index pattern [${same.join(", ")}] matching existing policy templates, please use a different priority than ${priority}`;
          const cause = { type: "exception", reason: `java.lang.IllegalArgumentException: ${reason}` };
          return { type: "index_management_exception", reason, caused_by: cause };
        }
    return undefined;
  }

  #explained(indices: readonly string[]): object {
    const explained = indices.map(
      (index) => [index, explanationOf(index, this.#managed.get(index))] as const,
    );
    const total = indices.filter((index) => this.#managed.has(index)).length;
    return { ...Object.fromEntries(explained), total_managed_indices: total };
  }

  /** Tells indices something, each of which may refuse with a reason. */
  #told(
    indices: readonly string[],
    policyId: string,
    tell: (managed: Managed | undefined, policyId: string) => Managed | string,
  ): Answer {
    if (!this.#policies.has(policyId))
      return refused(404, { type: "status_exception", reason: `Could not find policy=${policyId}` });
    const failed = indices.flatMap((index) => {
      const outcome = tell(this.#managed.get(index), policyId);
      if (typeof outcome === "string")
        return [{ index_name: index, index_uuid: uuidOf(index), reason: outcome }];
      this.#managed.set(index, outcome);
      return [];
    });
    const updated = indices.length - failed.length;
    const body = { updated_indices: updated, failures: failed.length > 0, failed_indices: failed };
    return { status: 200, body };
  }
}

const explanationOf = (index: string, managed: Managed | undefined) =>
  explanation(index, managed?.policyId ?? null, managed?.seqNo);

const like = (pattern: string, name: string): boolean =>
  new RegExp(`^${pattern.split("*").map(escapeRegExp).join(".*")}$`).test(name);
