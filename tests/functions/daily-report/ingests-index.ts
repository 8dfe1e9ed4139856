import type { Client } from "@opensearch-project/opensearch";
import { reportingTemplates } from "../../../projects/reporting/base/indices/reporting-templates";
import type { Document } from "./made-up";

const BULK = 5000;

/** Makes the index of ingests by the very template that the estate sets up. */
export async function makeIngestsIndex(client: Client, index: string): Promise<void> {
  const template = reportingTemplates({ indexPrefix: "storage_", replicas: 1 })["storage_ingests"];
  if (!template) throw new Error("there is no template for ingests");
  const body = { ...template, index_patterns: [index] };
  await client.transport.request({ method: "PUT", path: "/_index_template/ingests", body });
  await client.indices.create({ index });
}

/** Indexes documents under their ids, as the indexer does, and lets searches see them. */
export async function indexAll(client: Client, index: string, documents: readonly Document[]): Promise<void> {
  for (let done = 0; done < documents.length; done += BULK) {
    const lines = documents
      .slice(done, done + BULK)
      .flatMap((document) => [{ index: { _id: document.id } }, document]);
    const { body } = await client.bulk({ index, body: lines });
    if (body.errors) throw new Error(`a document was refused: ${JSON.stringify(body.items).slice(0, 2000)}`);
  }
  await client.indices.refresh({ index });
}
