import { reader, size } from "./steps";

/** Where the trackers answer; they are the only ones that write their tables (storage-service.md 2). */
export const TRACKER_PORT = 8080;
const ownTracker = `http://localhost:${TRACKER_PORT}`;

/** The two APIs: one task in each zone, so that no call crosses zones (storage-service.md 3.3, 3.4, 4.3). */
export const apis = {
  "ingests-service": {
    does: "keeps the record of each ingest and answers the ingests API",
    ...size.small,
    // It must stay up.
    spot: false,
    tasks: 3,
    answers: "ingests",
    containers: {
      api: {
        image: "ingests_api",
        variables: {
          app_base_url: { apiPath: "ingests" },
          unpacker_topic_arn: { topic: "bag_unpacker_input" },
          ingests_tracker_host: ownTracker,
          metrics_namespace: { metrics: "ingests-api" },
        },
      },
      worker: {
        image: "ingests_worker",
        variables: { ...reader("ingests_input", "ingests-service"), ingests_tracker_host: ownTracker },
      },
      tracker: {
        image: "ingests_tracker",
        variables: {
          ingests_table_name: { store: "ingests" },
          callback_notifications_topic_arn: { topic: "ingests_monitor_callback_notifications" },
          updated_ingests_topic_arn: { topic: "updated_ingests" },
        },
      },
    },
    touches: [{ table: "ingests", may: ["GetItem", "PutItem", "Query"] }],
  },
  "bags-api": {
    does: "answers which bags there are and keeps their storage manifests",
    ...size.small,
    spot: "bags-api",
    tasks: 3,
    answers: "bags",
    called: { container: "tracker", port: TRACKER_PORT },
    containers: {
      app: {
        image: "bags_api",
        variables: {
          app_base_url: { apiPath: "bags" },
          responses_bucket_name: { store: "largeResponses" },
          bags_tracker_host: ownTracker,
          metrics_namespace: { metrics: "bags-api" },
        },
      },
      tracker: {
        image: "bag_tracker",
        port: TRACKER_PORT,
        variables: { vhs_bucket_name: { store: "manifests" }, vhs_table_name: { store: "manifestVersions" } },
      },
    },
    touches: [
      {
        table: "manifestVersions",
        may: ["GetItem", "BatchGetItem", "PutItem", "UpdateItem", "Query"],
        indices: true,
      },
      { bucket: "manifests", may: ["list", "read", "write"] },
      { bucket: "largeResponses", may: ["list", "read", "write"] },
    ],
  },
} as const;
