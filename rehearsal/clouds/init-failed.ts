import * as grpc from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import type { Thing } from "./cloud";
import { structOf } from "./properties";

/** The error by which a provider says: it was made, but it never became ready. The engine keeps it, as failed. */
export class InitFailed extends Error {
  readonly status: Partial<grpc.StatusObject>;

  constructor(thing: Thing, reason: string) {
    super(reason);
    const detail = new ErrorResourceInitFailed()
      .setId(thing.id)
      .setProperties(structOf(thing.outputs))
      .setInputs(structOf(thing.inputs))
      .setReasonsList([reason]);
    const any = new Any();
    any.pack(detail.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
    const status = new Status().setCode(grpc.status.UNKNOWN).setMessage(reason).setDetailsList([any]);
    const metadata = new grpc.Metadata();
    metadata.set("grpc-status-details-bin", Buffer.from(status.serializeBinary()));
    this.status = { code: grpc.status.UNKNOWN, details: reason, metadata };
  }
}
