import { date, integer, keyword, long, object, type Fields } from "./field-types";

const info = object({
  externalIdentifier: keyword,
  payloadOxum: keyword,
  baggingDate: date,
  sourceOrganisation: keyword,
  externalDescription: keyword,
  internalSenderIdentifier: keyword,
  internalSenderDescription: keyword,
});
const location = object({ provider: keyword, bucket: keyword, path: keyword });

/** The newest version of a bag, as its indexer writes it (storage-service.md 6.6): types as in the indexer's own mapping. */
export const bagFields: Fields = {
  id: keyword,
  space: keyword,
  version: integer,
  createdDate: date,
  info,
  location,
  replicaLocations: location,
  filesCount: integer,
  filesTotalSize: long,
};
