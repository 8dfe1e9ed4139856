import type { SearchContents } from "../../../../components/search/setup-request";
import { loggingRoles } from "../roles";
import { logLifecycle, type LogLifecycleArgs } from "./lifecycle";
import { logTemplate } from "./template";

/** The data stream that log routers write (storage-service.md 10.1). */
export const LOG_STREAM = "service-logs-firelens";

/** What the logging cluster holds before anybody writes into it. */
export function loggingContents(args: Omit<LogLifecycleArgs, "dataStream">): SearchContents {
  const stream = { ...args, dataStream: LOG_STREAM };
  return {
    roles: loggingRoles(LOG_STREAM),
    policies: logLifecycle(stream),
    templates: logTemplate(stream),
    dataStreams: [LOG_STREAM],
    indices: {},
  };
}
