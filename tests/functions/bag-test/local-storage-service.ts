import { randomUUID } from "node:crypto";
import * as http from "node:http";
import { buffer } from "node:stream/consumers";
import { z } from "zod";

export const CLIENT = { id: "tester", secret: "only-the-tester-knows" };
export const IDENTIFIER = "https://storage.api.example.org/storage/v1";
export const BUCKET = "storage-pre-infra";
export const SECRETS = {
  id: "end_to_end_bag_tester/client_id",
  secret: "end_to_end_bag_tester/client_secret",
};

/** What the API tells of an ingest at one time. */
export interface Standing {
  readonly status: "accepted" | "processing" | "failed" | "succeeded";
  readonly version?: string;
  /** Descriptions of events, with the seconds after the ingest began. */
  readonly events: readonly (readonly [seconds: number, description: string])[];
}

interface Reply {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const Asked = z.looseObject({
  ingestType: z.looseObject({ id: z.string() }),
  space: z.looseObject({ id: z.string() }),
  sourceLocation: z.looseObject({ bucket: z.string(), path: z.string() }),
});

/** An error in the words of the services and the gateway. */
export const refused = (httpStatus: number, label: string, description?: string): Reply => ({
  status: httpStatus,
  body: { errorType: "http", httpStatus, label, description, type: "Error" },
});

/** The storage API, its token endpoint, S3 and Secrets Manager on a port of this machine, as far as a bag test uses them. */
export class LocalStorageService {
  readonly #server = http.createServer();
  #origin = "";
  /** What each look at the ingest sees, one after another; the last one stays. */
  standings: Standing[] = [{ status: "succeeded", version: "v1", events: [] }];
  /** Whether the bag has a version already. */
  hasBag = false;
  /** What requests get instead of an answer, one after another, by method and first part of the path: `GET /ingests`. */
  readonly instead: Record<string, Reply[]> = {};
  /** What was posted, and the ingest that was made of it. */
  readonly ingests: { readonly asked: z.infer<typeof Asked>; readonly id: string; readonly created: Date }[] =
    [];
  readonly objects = new Map<string, Buffer>();
  readonly tokensAsked: URLSearchParams[] = [];
  /** The one that is good now; an empty one, and none is. */
  token = "";

  static async open(): Promise<LocalStorageService> {
    const service = new LocalStorageService();
    await new Promise<void>((resolve) => service.#server.listen(0, "127.0.0.1", resolve));
    const address = service.#server.address();
    if (address === null || typeof address === "string") throw new Error("the server has no port");
    service.#origin = `http://127.0.0.1:${address.port}`;
    service.#server.on("request", (request, response) => {
      void service.#answer(request).then(({ status, body, headers }) => {
        response.writeHead(status, headers).end(typeof body === "string" ? body : JSON.stringify(body));
      });
    });
    return service;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  get origin(): string {
    return this.#origin;
  }

  get apiUrl(): string {
    return `${this.#origin}/storage/v1`;
  }

  get tokenUrl(): string {
    return `${this.#origin}/oauth2/token`;
  }

  /** What was asked for in each ingest. */
  get types(): readonly string[] {
    return this.ingests.map(({ asked }) => asked.ingestType.id);
  }

  async #answer(request: http.IncomingMessage): Promise<Reply> {
    const body = await buffer(request);
    const path = new URL(request.url ?? "/", this.#origin).pathname;
    if (request.headers["x-amz-target"] === "secretsmanager.GetSecretValue") return secretValue(body);
    if (path.startsWith(`/${BUCKET}/`)) {
      this.objects.set(path.slice(`/${BUCKET}/`.length), body);
      return { status: 200, body: "" };
    }
    if (path === "/oauth2/token") return this.#tokenFor(request, body);
    const [, , , first = "", ...rest] = path.split("/");
    const instead = this.instead[`${request.method} /${first}`]?.shift();
    if (instead) return instead;
    if (this.token === "" || request.headers.authorization !== `Bearer ${this.token}`)
      return refused(401, "Unauthorized", "The incoming token has expired");
    if (first === "bags") return this.hasBag ? { status: 200, body: {} } : refused(404, "Not Found");
    return request.method === "POST" ? this.#create(body) : this.#look(rest.join("/"));
  }

  #tokenFor(request: http.IncomingMessage, body: Buffer): Reply {
    this.tokensAsked.push(new URLSearchParams(body.toString()));
    const given = Buffer.from(
      String(request.headers.authorization).replace("Basic ", ""),
      "base64",
    ).toString();
    if (given !== `${CLIENT.id}:${CLIENT.secret}`) return { status: 400, body: { error: "invalid_client" } };
    const instead = this.instead["POST /token"]?.shift();
    if (instead) return instead;
    this.token = randomUUID();
    return { status: 200, body: { access_token: this.token, expires_in: 3600, token_type: "Bearer" } };
  }

  #create(body: Buffer): Reply {
    const asked = Asked.parse(JSON.parse(body.toString()));
    const ingest = { asked, id: randomUUID(), created: new Date() };
    this.ingests.push(ingest);
    const location = `${IDENTIFIER}/ingests/${ingest.id}`;
    return {
      status: 201,
      body: ingestBody(ingest, { status: "accepted", events: [] }),
      headers: { location },
    };
  }

  #look(id: string): Reply {
    const ingest = this.ingests.find((made) => made.id === id);
    const [standing] = this.standings;
    if (!ingest || !standing) return refused(404, "Not Found", `Ingest ${id} not found`);
    if (this.standings.length > 1) this.standings.shift();
    return { status: 200, body: ingestBody(ingest, standing) };
  }
}

/** An ingest as GET /ingests/{id} gives it; empty fields are left out. */
function ingestBody(
  { asked, id, created }: LocalStorageService["ingests"][number],
  { status, version, events }: Standing,
) {
  const at = (seconds: number) => new Date(created.getTime() + seconds * 1000).toISOString();
  return {
    "@context": `${IDENTIFIER}/context.json`,
    ...asked,
    id,
    status: { id: status, type: "Status" },
    bag: { type: "Bag", info: { type: "BagInfo", externalIdentifier: "test_bag", version } },
    events: events.map(([seconds, description]) => ({
      type: "IngestEvent",
      createdDate: at(seconds),
      description,
    })),
    createdDate: at(0),
    ...(events.length > 0 ? { lastModifiedDate: at(Math.max(...events.map(([seconds]) => seconds))) } : {}),
  };
}

function secretValue(body: Buffer): Reply {
  const { SecretId } = z.looseObject({ SecretId: z.string() }).parse(JSON.parse(body.toString()));
  const values: Readonly<Record<string, string>> = {
    [SECRETS.id]: CLIENT.id,
    [SECRETS.secret]: CLIENT.secret,
  };
  const SecretString = values[SecretId];
  return SecretString === undefined
    ? { status: 400, body: { __type: "ResourceNotFoundException", message: "no such secret" } }
    : { status: 200, body: { Name: SecretId, SecretString } };
}
