import type * as pulumi from "@pulumi/pulumi";
import type { Received } from "../../../components/contract";
import type { FunctionPlace } from "../../../components/functions/node-function";
import type { ServicePlace } from "../../../components/services/service-place";
import type { foundation } from "../../foundation/contract";

export type Ground = Received<typeof foundation.promises>;

/** Where DataVault's services run: in a cluster of their own. */
export const servicePlace = (
  ground: Ground,
  cluster: { readonly name: string; readonly arn: pulumi.Input<string> },
): ServicePlace => ({
  region: ground.regions.primary,
  accountId: ground.accountId,
  boundaryArn: ground.boundaryArn,
  clusterArn: cluster.arn,
  clusterName: cluster.name,
  vpcId: ground.network.vpcId,
  subnetIds: ground.network.privateSubnetIds,
  logsKeyArn: ground.keyArns.logs,
  secretsKeyArn: ground.keyArns.secrets,
  logDays: ground.retention.logDays,
});

export const functionPlace = ({
  regions,
  accountId,
  boundaryArn,
  keyArns,
  retention,
  alarmTopicArn,
}: Ground): FunctionPlace => ({
  region: regions.primary,
  accountId,
  boundaryArn,
  dataKey: { keyArn: keyArns.data },
  logsKeyArn: keyArns.logs,
  logDays: retention.logDays,
  alarmTopicArn,
});
