import { toMerged } from "es-toolkit/object";
import * as z from "zod";
import type { Cluster } from "./cluster";
import { foundIn } from "./found-in";
import type { Wanted } from "./wanted";

const API = "/_plugins/_security/api/audit";

/** Every line that an indexer writes would be one of these. */
const NOT_LOGGED = ["AUTHENTICATED", "GRANTED_PRIVILEGES"];

/**
 * What is told: failed sign-ins, what was refused, indices made and removed, and changes of users and roles. Never what
 * a request held: that of a new user is a password.
 */
const AUDIT_LOG = {
  enabled: true,
  audit: {
    enable_rest: true,
    disabled_rest_categories: NOT_LOGGED,
    enable_transport: true,
    disabled_transport_categories: NOT_LOGGED,
    log_request_body: false,
    exclude_sensitive_headers: true,
    resolve_indices: true,
    resolve_bulk_requests: false,
  },
  compliance: { enabled: true, internal_config: true, write_metadata_only: true, write_log_diffs: false },
};

const Present = z.object({ config: z.record(z.string(), z.unknown()) });

/** The audit log: that the domain publishes it does not turn it on. */
export const wantedAuditLog = (cluster: Cluster): Wanted => ({
  name: "audit log",
  async make() {
    const { config } = Present.parse(await cluster.get(API));
    if (foundIn(AUDIT_LOG, config)) return false;
    // What we say nothing of stays: some of it is the service's own, and may not be changed.
    await cluster.put(`${API}/config`, toMerged(config, AUDIT_LOG));
    return true;
  },
});
