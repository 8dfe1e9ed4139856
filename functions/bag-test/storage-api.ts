import type * as z from "zod";
import type { AccessToken } from "./access-token";
import { ApiTrouble, parsed, refusal } from "./api-trouble";
import { answerOf, patiently, type Answer, type Patience } from "./http";
import { Ingest, ingestBody, type IngestRequest } from "./ingest";

/** The storage API as a client sees it (storage-service.md 8.4); every call throws ApiTrouble when it fails. */
export interface StorageApi {
  /** Whether any version of a bag is stored. */
  readonly hasBag: (space: string, externalIdentifier: string) => Promise<boolean>;
  readonly createIngest: (request: IngestRequest) => Promise<Ingest>;
  readonly ingest: (id: string) => Promise<Ingest>;
}

/** @param apiUrl what comes before `/ingests` */
export function storageApi(apiUrl: string, token: AccessToken, patience: Patience): StorageApi {
  const once = async (asked: string, method: string, path: string, body?: string): Promise<Answer> => {
    const authorization = `Bearer ${await token.current()}`;
    const headers = { authorization, ...(body === undefined ? {} : { "content-type": "application/json" }) };
    return answerOf(asked, `${apiUrl}${path}`, { method, headers, ...(body ? { body } : {}) }, patience);
  };
  /** A token may have ended early: another one is tried, once. */
  const withGoodToken = async (ask: () => Promise<Answer>): Promise<Answer> => {
    const answer = await ask();
    if (answer.status !== 401) return answer;
    token.forget();
    return ask();
  };
  const get = (asked: string, path: string) =>
    withGoodToken(() => patiently(asked, () => once(asked, "GET", path), patience));

  return {
    async hasBag(space, externalIdentifier) {
      const path = `/bags/${space}/${externalIdentifier}`;
      const { status, body } = await get(`GET ${path}`, path);
      if (status === 200 || status === 404) return status === 200;
      throw refusal(`GET ${path}`, status, body);
    },
    async createIngest(request) {
      const asked = "POST /ingests";
      const answer = await withGoodToken(() => once(asked, "POST", "/ingests", ingestBody(request)));
      return read(asked, answer, 201, Ingest);
    },
    async ingest(id) {
      const path = `/ingests/${id}`;
      return read(`GET ${path}`, await get(`GET ${path}`, path), 200, Ingest);
    },
  };
}

/** An answer of just this status, as its schema reads it. */
function read<Schema extends z.ZodType>(
  asked: string,
  { status, body }: Answer,
  expected: number,
  schema: Schema,
): z.infer<Schema> {
  if (status !== expected) throw refusal(asked, status, body);
  const answer = schema.safeParse(parsed(body));
  if (answer.success) return answer.data;
  const faults = answer.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  throw new ApiTrouble(`${asked} answered ${status}, and no ingest: ${faults.join("; ")}`, false);
}
