import { LOCKS_BY_CONTEXT, VERSIONS_BY_INGEST } from "../../names";
import { queues } from "./messages";
import { lockActions, lockExpiry, reader, size, step } from "./steps";

/** The steps of the pipeline, each a worker that reads one queue (storage-service.md 3.3, 4.4, 4.5, 7.3). */
export const workers = {
  "bag-unpacker": {
    does: "unpacks an uploaded bag",
    ...size.checking,
    // It runs long: an interruption would cost hours.
    spot: false,
    containers: {
      app: {
        image: "bag_unpacker",
        heap: true,
        variables: {
          ...step("bag_unpacker_input", "bag_unpacker_output", "bag-unpacker", "unpacking"),
          destination_bucket_name: { store: "unpackedBags" },
          // More exhausts the connections that it may hold to S3.
          queue_parallelism: "10",
        },
      },
    },
    touches: [
      { bucket: "uploads", may: ["list", "read"] },
      { bucket: "unpackedBags", may: ["read", "write"] },
      { bucket: "infra", may: ["readTestBags"] },
    ],
  },
  "bag-root-finder": {
    does: "finds where a bag begins among its unpacked files",
    ...size.small,
    spot: true,
    containers: {
      app: {
        image: "bag_root_finder",
        variables: step(
          "bag_root_finder_input",
          "bag_root_finder_output",
          "bag-root-finder",
          "detecting bag root",
        ),
      },
    },
    touches: [{ bucket: "unpackedBags", may: ["list", "read"] }],
  },
  "bag-verifier-pre-replication": {
    does: "checks that a bag is whole before it is copied",
    ...size.checking,
    spot: false,
    containers: {
      app: {
        image: "bag_verifier",
        heap: true,
        variables: {
          ...step(
            "bag_verifier_pre_replicate_input",
            "bag_verifier_pre_replicate_output",
            "bag-verifier-pre-replication",
            "verification (pre-replicating to archive storage)",
          ),
          bag_verifier_mode: "standalone",
          primary_storage_bucket_name: { store: "primary" },
        },
      },
    },
    touches: [
      { bucket: "unpackedBags", may: ["list", "read", "tag"] },
      { bucket: "primary", may: ["list", "read", "tag"] },
    ],
  },
  "bag-versioner": {
    does: "gives a bag its version",
    ...size.small,
    spot: true,
    containers: {
      app: {
        image: "bag_versioner",
        variables: {
          ...step("bag_versioner_input", "bag_versioner_output", "bag-versioner", "assigning bag version"),
          locking_table_name: { store: "versionerLocks" },
          locking_table_index: LOCKS_BY_CONTEXT,
          versions_table_name: { store: "versions" },
          versions_table_index: VERSIONS_BY_INGEST,
        },
      },
    },
    touches: [
      {
        table: "versions",
        may: ["DeleteItem", "GetItem", "PutItem", "Query", "UpdateItem"],
        indices: true,
      },
      { table: "versionerLocks", may: lockActions, indices: true },
    ],
  },
  "bag-replicator_RID": {
    does: "copies a bag to {display}",
    ...size.copying,
    spot: true,
    containers: {
      app: {
        image: "bag_replicator",
        heap: true,
        variables: {
          ...step(
            "bag_replicator_RID_input",
            "bag_replicator_RID_output",
            "bag-replicator_RID",
            "replicating to {display}",
          ),
          destination_namespace: { of: "destination" },
          storage_provider: { of: "provider" },
          replica_type: { of: "role" },
          locking_table_name: { store: "replicatorLocks" },
          locking_table_index: LOCKS_BY_CONTEXT,
          locking_expiry_time: lockExpiry(queues.bag_replicator_RID_input.visibilitySeconds),
        },
      },
    },
    touches: [
      { bucket: "destination", may: ["list", "read", "copyTo"] },
      { bucket: "unpackedBags", may: ["list", "read"] },
      { table: "replicatorLocks", may: lockActions, indices: true },
    ],
    inAzure: {
      variables: {},
      secrets: { azure_endpoint: { azure: "readWrite" } },
      touches: [],
    },
  },
  "bag-verifier_RID": {
    does: "checks the copy of a bag in {display}",
    ...size.checking,
    spot: true,
    containers: {
      app: {
        image: "bag_verifier",
        heap: true,
        variables: {
          ...step(
            "bag_verifier_RID_input",
            "bag_verifier_RID_output",
            "bag-verifier_RID",
            "verification ({display})",
          ),
          bag_verifier_mode: { of: "verifierMode" },
          primary_storage_bucket_name: { store: "primary" },
        },
      },
    },
    touches: [
      { bucket: "destination", may: ["list", "read", "tag"] },
      // What fetch.txt of a bag names is in the primary vault.
      { bucket: "primary", may: ["read", "tag"] },
      { bucket: "unpackedBags", may: ["read"] },
    ],
    inAzure: {
      variables: { azure_verifier_cache_table_name: { store: "azureVerifierTags" } },
      secrets: { azure_endpoint: { azure: "readOnly" } },
      touches: [{ table: "azureVerifierTags", may: ["GetItem", "PutItem", "DeleteItem"] }],
    },
  },
  replica_aggregator: {
    does: "waits until every copy of a bag is there",
    ...size.small,
    spot: true,
    containers: {
      app: {
        image: "replica_aggregator",
        heap: true,
        variables: {
          ...step(
            "replica_aggregator_input",
            "replica_aggregator_output",
            "replica_aggregator",
            "Aggregating replicas",
          ),
          replicas_table_name: { store: "replicas" },
          expected_replica_count: { of: "expectedReplicas" },
        },
      },
    },
    touches: [{ table: "replicas", may: ["GetItem", "PutItem", "Query"] }],
  },
  bag_register: {
    does: "enters a bag in the register of what the archive holds",
    ...size.register,
    spot: true,
    containers: {
      app: {
        image: "bag_register",
        heap: true,
        variables: {
          ...reader("bag_register_input", "bag-register"),
          ingest_topic_arn: { topic: "ingests" },
          operation_name: "register",
          registrations_topic_arn: { topic: "registered_bag_notifications" },
          bags_tracker_host: { of: "bagsTracker" },
        },
      },
    },
    touches: [{ bucket: "primary", may: ["list", "read"] }],
  },
  notifier: {
    does: "tells whoever asked for it that an ingest is finished",
    ...size.small,
    spot: true,
    containers: {
      app: {
        image: "notifier",
        variables: {
          notifier_queue_url: { queue: "notifier" },
          ingest_topic_arn: { topic: "ingests" },
          metrics_namespace: { metrics: "notifier" },
        },
      },
    },
    touches: [],
  },
} as const;
