import type * as pulumi from "@pulumi/pulumi";
import type { FunctionPlace } from "../../../components/functions/node-function";
import type { foundation } from "../../foundation/contract";

/** Where DataVault is, and what the stage has for it. */
export interface DataVaultPlace {
  readonly stage: string;
  readonly accountId: pulumi.Output<string>;
  readonly ground: ReturnType<(typeof foundation)["receive"]>;
  /** In the stage's account: in its primary region, and in its second one. */
  readonly primary: pulumi.ComponentResourceOptions;
  readonly second: pulumi.ComponentResourceOptions;
  /** Where functions run in the primary region. */
  readonly functions: FunctionPlace;
}
