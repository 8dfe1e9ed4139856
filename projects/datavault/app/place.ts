import type { Received } from "../../../components/contract";
import type { FunctionPlace } from "../../../components/functions/node-function";
import type { foundation } from "../../foundation/contract";

export type Ground = Received<typeof foundation.promises>;

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
