import { z } from "zod";
import type { Answer } from "./ism-answers";

type Fields = Readonly<Record<string, unknown>>;
const Body = z.record(z.string(), z.unknown());
const Password = z.object({ password: z.string() });

/** What the security plugin says of each kind beside what it was given. */
const BESIDE: Readonly<Record<string, Fields>> = {
  roles: { reserved: false, hidden: false, static: false },
  rolesmapping: { reserved: false, hidden: false, and_backend_roles: [], hosts: [], users: [] },
  internalusers: { reserved: false, hidden: false, static: false, hash: "" },
};

const ROUTE = /^\/_plugins\/_security\/api\/(roles|rolesmapping|internalusers)\/(.+)$/;

/** The security plugin of a cluster, as far as the set-up uses it. */
export class SecurityPlugin {
  readonly #things = new Map<string, Fields>();
  readonly #passwords = new Map<string, string>();
  /** What the audit log is told before anybody tells it anything. */
  auditLog: Fields = {
    enabled: false,
    audit: { enable_rest: true, ignore_users: ["kibanaserver"] },
    compliance: { enabled: true },
  };

  constructor(master: string, password: string) {
    this.#things.set("/_plugins/_security/api/rolesmapping/own_index", { users: ["*"] });
    this.#passwords.set(master, password);
  }

  /** The user who signed in, if the password is right. */
  signedIn(authorization: string | undefined): string | undefined {
    const text = Buffer.from(authorization?.replace("Basic ", "") ?? "", "base64").toString();
    const [user = "", password = ""] = text.split(/:(.*)/s);
    return this.#passwords.get(user) === password ? user : undefined;
  }

  answer(method: string, url: string, body: unknown): Answer | undefined {
    if (url === "/_plugins/_security/authinfo") return { status: 200, body: {} };
    if (url === "/_plugins/_security/api/audit")
      return { status: 200, body: { _readonly: [], config: this.auditLog } };
    if (url === "/_plugins/_security/api/audit/config") {
      this.auditLog = Body.parse(body);
      return { status: 200, body: { status: "OK", message: "'config' updated." } };
    }
    const [path, kind = "", name = ""] = ROUTE.exec(url) ?? [];
    if (path === undefined) return undefined;
    if (method === "GET") return this.#found(path, kind, name);
    const { password: _, ...rest } = Body.parse(body);
    this.#things.set(path, rest);
    if (kind === "internalusers") this.#passwords.set(name, Password.parse(body).password);
    return { status: 200, body: { status: "OK", message: `'${name}' updated.` } };
  }

  #found(path: string, kind: string, name: string): Answer {
    const thing = this.#things.get(path);
    if (!thing)
      return { status: 404, body: { status: "NOT_FOUND", message: `Resource '${name}' not found.` } };
    return { status: 200, body: { [name]: { ...BESIDE[kind], ...thing } } };
  }
}
