/** storage-service.md 3.2 and 3.3 for production, transcribed by hand: names without `storage-prod-`. */

export interface ServiceFact {
  /** Images of its containers but the log router's, in the fact sheet's order. */
  readonly containers: Readonly<Record<string, string>>;
  readonly cpu: number;
  readonly memoryMiB: number;
  readonly spot: boolean;
  /** Tasks: a fixed number, or the greatest; the least is then none. */
  readonly tasks: { readonly fixed: number } | { readonly most: number };
}

const worker = (
  image: string,
  [cpu, memoryMiB]: readonly [number, number],
  spot: boolean,
  most = 10,
): ServiceFact => ({ containers: { app: image }, cpu, memoryMiB, spot, tasks: { most } });

export const services: Readonly<Record<string, ServiceFact>> = {
  "ingests-service": {
    containers: {
      api: "ingests_api",
      worker: "ingests_worker",
      tracker: "ingests_tracker",
      nginx: "nginx_apigw",
    },
    cpu: 512,
    memoryMiB: 1024,
    spot: false,
    tasks: { fixed: 3 },
  },
  "bags-api": {
    containers: { app: "bags_api", tracker: "bag_tracker", nginx: "nginx_apigw" },
    cpu: 512,
    memoryMiB: 1024,
    spot: false,
    tasks: { fixed: 3 },
  },
  "bag-unpacker": worker("bag_unpacker", [2048, 4096], false),
  "bag-root-finder": worker("bag_root_finder", [512, 1024], true),
  "bag-verifier-pre-replication": worker("bag_verifier", [2048, 4096], false),
  "bag-versioner": worker("bag_versioner", [512, 1024], true),
  "bag-replicator_primary": worker("bag_replicator", [1024, 4096], true),
  "bag-replicator_glacier": worker("bag_replicator", [1024, 4096], true),
  "bag-replicator_azure": worker("bag_replicator", [1024, 4096], true, 8),
  "bag-verifier_primary": worker("bag_verifier", [2048, 4096], true),
  "bag-verifier_glacier": worker("bag_verifier", [2048, 4096], true),
  "bag-verifier_azure": worker("bag_verifier", [2048, 4096], true, 8),
  replica_aggregator: worker("replica_aggregator", [512, 1024], true),
  bag_register: worker("bag_register", [1024, 2048], true),
  notifier: worker("notifier", [512, 1024], true),
  "bag-tagger": worker("bag_tagger", [512, 1024], true),
  "bag-indexer": worker("bag_indexer", [512, 1024], true),
  "file-finder": worker("file_finder", [512, 1024], true),
  "file-indexer": worker("file_indexer", [512, 1024], true),
  "ingests-indexer": worker("ingests_indexer", [512, 1024], true),
};
