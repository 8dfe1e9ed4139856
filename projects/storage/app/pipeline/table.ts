import { applicationImages } from "../../releases/images";
import { apis } from "./apis";
import { buckets, queues, readOutside, tables, topics } from "./messages";
import { followers } from "./followers";
import { pipeline } from "./whole";
import { workers } from "./workers";

/**
 * The pipeline as data: which service reads which queue, writes which topics and touches which stores. Topics, queues,
 * subscriptions, alarms, grants and scaling follow from it, so they cannot disagree (storage-service.md 3 to 5, 7).
 */
export const table = pipeline({
  topics,
  queues,
  buckets,
  tables,
  images: applicationImages,
  readOutside,
  services: { ...apis, ...workers, ...followers },
});
