import * as grpc from "@grpc/grpc-js";
import { InitFailed } from "./init-failed";

/** A call of the engine to a provider. */
export type Call<Request> = grpc.ServerUnaryCall<Request, unknown>;

/** Answers a call with what the function returns, and turns what it throws into the error that the engine shows. */
export function answer<Request, Response>(
  handle: (call: Call<Request>) => Response | Promise<Response>,
): (call: Call<Request>, done: grpc.sendUnaryData<Response>) => void {
  return (call, done) => {
    Promise.resolve()
      .then(() => handle(call))
      .then((response) => done(null, response))
      .catch((error: unknown) => done(grpcError(error)));
  };
}

function grpcError(error: unknown): Partial<grpc.StatusObject> {
  if (error instanceof InitFailed) return error.status;
  const details = error instanceof Error ? error.message : String(error);
  // Of all codes this one makes the engine neither retry nor doubt: the cloud has said no.
  return { code: grpc.status.FAILED_PRECONDITION, details };
}
