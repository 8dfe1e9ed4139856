import { reader, searchSecrets, size } from "./steps";

/** What follows when a bag is registered or an ingest changes: workers of storage-service.md 3.3, 4.5, 4.6, 7.3. */
export const followers = {
  "bag-tagger": {
    does: "tags stored files, so that large ones move to colder storage",
    ...size.small,
    spot: true,
    containers: {
      app: {
        image: "bag_tagger",
        variables: { ...reader("bag_tagger_input", "bag-tagger"), bags_tracker_host: { of: "bagsTracker" } },
      },
    },
    touches: [{ bucket: "everyVault", may: ["tagDigitised"] }],
  },
  "bag-indexer": {
    does: "writes bags into the index for reports",
    ...size.small,
    spot: true,
    containers: {
      app: {
        image: "bag_indexer",
        variables: {
          ...reader("bag_indexer_input", "bag_indexer"),
          bags_tracker_host: { of: "bagsTracker" },
          es_bags_index_name: { index: "bags" },
        },
        secrets: searchSecrets("bags"),
      },
    },
    touches: [],
  },
  "file-finder": {
    does: "finds the files of a bag, for their index",
    ...size.small,
    spot: true,
    containers: {
      app: {
        image: "file_finder",
        variables: {
          ...reader("file_finder_input", "file_finder"),
          bags_tracker_host: { of: "bagsTracker" },
          file_finder_output_topic_arn: { topic: "file_finder_output" },
        },
      },
    },
    touches: [],
  },
  "file-indexer": {
    does: "writes files into the index for reports",
    ...size.small,
    spot: true,
    containers: {
      app: {
        image: "file_indexer",
        variables: {
          ...reader("file_indexer_input", "file_indexer"),
          es_files_index_name: { index: "files" },
        },
        secrets: searchSecrets("files"),
      },
    },
    touches: [],
  },
  "ingests-indexer": {
    does: "writes ingests into the index for reports",
    ...size.small,
    spot: true,
    containers: {
      app: {
        image: "ingests_indexer",
        variables: {
          ...reader("updated_ingests", "ingests_indexer"),
          es_ingests_index_name: { index: "ingests" },
        },
        secrets: searchSecrets("ingests"),
      },
    },
    touches: [],
  },
} as const;
