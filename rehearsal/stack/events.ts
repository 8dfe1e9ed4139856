import * as grpc from "@grpc/grpc-js";
import { EventsService } from "@pulumi/pulumi/proto/events_grpc_pb";
import type { EventRequest } from "@pulumi/pulumi/proto/events_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { z } from "zod";
import { LARGE_MESSAGES, listen, type Listening } from "../listen";

const Step = z.object({ metadata: z.object({ op: z.string(), urn: z.string(), type: z.string() }) });

/** What we read of the engine's events; there are more kinds and fields. */
const EngineEvent = z.object({
  preludeEvent: z.unknown().optional(),
  resourcePreEvent: Step.optional(),
  resOutputsEvent: Step.optional(),
  resOpFailedEvent: Step.optional(),
  diagnosticEvent: z
    .object({ severity: z.string(), message: z.string(), urn: z.string().default("") })
    .optional(),
  policyEvent: z
    .object({
      policyName: z.string(),
      message: z.string(),
      enforcementLevel: z.string(),
      resourceUrn: z.string().default(""),
    })
    .optional(),
  policyAnalyzeSummaryEvent: Verdicts().optional(),
  policyAnalyzeStackSummaryEvent: Verdicts().optional(),
  summaryEvent: z
    .object({ isPreview: z.boolean(), resourceChanges: z.record(z.string(), z.number()).nullable() })
    .optional(),
});
export type EngineEvent = z.infer<typeof EngineEvent>;

function Verdicts() {
  return z.object({ passed: z.array(z.string()).default([]), failed: z.array(z.string()).default([]) });
}

/**
 * Receives the events of one engine (`--event-log tcp://127.0.0.1:PORT`): a preview and an update in one go are two
 * streams, one after the other.
 */
export function receiveEvents(onEvent: (event: EngineEvent) => void): Promise<Listening> {
  const server = new grpc.Server(LARGE_MESSAGES);
  server.addService(EventsService, {
    streamEvents(call: grpc.ServerReadableStream<EventRequest, Empty>, done: grpc.sendUnaryData<Empty>) {
      call.on("data", (request: EventRequest) => onEvent(EngineEvent.parse(JSON.parse(request.getEvent()))));
      call.on("end", () => done(null, new Empty()));
      call.on("error", () => undefined); // The engine was killed: its exit code tells.
    },
  });
  return listen(server);
}
