import { date, keyword, long, object, type Fields } from "./field-types";

/** A file of a bag, as its indexer writes it (storage-service.md 6.6): types as in the indexer's own mapping. */
export const fileFields: Fields = {
  space: keyword,
  externalIdentifier: keyword,
  location: object({ bucket: keyword, key: keyword }),
  name: keyword,
  suffix: keyword,
  size: long,
  checksum: object({ algorithm: keyword, value: keyword }),
  createdDate: date,
};
