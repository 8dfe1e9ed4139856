import { date, keyword, object, text, type Fields } from "./field-types";

const location = object({
  provider: object({ id: keyword, type: keyword }),
  bucket: keyword,
  path: keyword,
  type: keyword,
});
const identified = object({ id: keyword, type: keyword });
const info = object({ externalIdentifier: keyword, version: keyword, type: keyword });
const event = object({ description: text, createdDate: date, type: keyword });

/**
 * An ingest, as its indexer writes it (storage-service.md 6.6). The indexer puts a mapping of its own at every start:
 * one that names another type for a field would stop it.
 */
export const ingestFields: Fields = {
  id: keyword,
  sourceLocation: location,
  callback: object({ url: keyword, status: identified, type: keyword }),
  ingestType: identified,
  space: identified,
  status: identified,
  bag: object({ info, type: keyword }),
  events: event,
  createdDate: date,
  lastModifiedDate: date,
  type: keyword,
  failureDescriptions: text,
};
