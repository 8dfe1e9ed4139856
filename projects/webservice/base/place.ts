import type * as pulumi from "@pulumi/pulumi";
import type { AccessLogs } from "../../../components/buckets/bucket-ground";
import type { foundation } from "../../foundation/contract";

/** Where the web service is, and what the stage has for it. */
export interface ServicePlace {
  readonly stage: string;
  readonly accountId: pulumi.Output<string>;
  readonly ground: ReturnType<(typeof foundation)["receive"]>;
  readonly accessLogs: AccessLogs;
  /** In the stage's account: in its primary region, in its second one, and in us-east-1. */
  readonly primary: pulumi.ComponentResourceOptions;
  readonly second: pulumi.ComponentResourceOptions;
  readonly edge: () => pulumi.ComponentResourceOptions;
}
