import type * as pulumi from "@pulumi/pulumi";
import type { PrivateSubnets } from "../../../components/functions/behind-nat";
import type { FunctionPlace } from "../../../components/functions/node-function";
import type { SearchGround } from "../../../components/search/search-ground";
import type { AccessLogs } from "../../../components/buckets/bucket-ground";

/** Where the clusters of a stage are, and what the stage has for them. */
export interface ClusterPlace {
  readonly stage: string;
  readonly region: pulumi.Output<string>;
  readonly accountId: pulumi.Output<string>;
  /** Subnets of the nodes: no road leads out of them. */
  readonly isolatedSubnetIds: pulumi.Output<string[]>;
  /** Where the functions are that set them up. */
  readonly network: PrivateSubnets;
  readonly place: FunctionPlace;
  readonly dataKeyArn: pulumi.Output<string>;
  readonly secretsKeyArn: pulumi.Output<string>;
  readonly accessLogs: AccessLogs;
  readonly snapshotDays: number;
  /** What every domain needs. */
  readonly ground: SearchGround;
  /** In the stage's account. */
  readonly opts: pulumi.ComponentResourceOptions;
}
