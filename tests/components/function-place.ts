import type { FunctionPlace } from "../../components/functions/node-function";
import { ACCOUNT, REGION, type Ground } from "./ground";

/** Where functions run on the ground of the tests. */
export const functionPlace = ({
  keyArn,
  boundaryArn,
  alarmTopicArn,
}: Pick<Ground, "keyArn" | "boundaryArn" | "alarmTopicArn">): FunctionPlace => ({
  region: REGION,
  accountId: ACCOUNT,
  boundaryArn,
  dataKey: { keyArn },
  logsKeyArn: keyArn,
  logDays: 365,
  alarmTopicArn,
});
