import type { AuroraArgs } from "../../components/databases/aurora-cluster";
import { ACCOUNT, REGION, type Ground } from "./ground";

/** What a cluster of Aurora stands on in the tests, whatever its engine. */
export const auroraGround = ({ keyArn, vpcId, subnetIds, alarmTopicArn, boundaryArn }: Ground) =>
  ({
    place: { accountId: ACCOUNT, region: REGION, vpcId, subnetIds },
    keyArn,
    secretsKeyArn: keyArn,
    logsKeyArn: keyArn,
    logDays: 365,
    boundaryArn,
    alarmTopicArn,
  }) satisfies Partial<AuroraArgs>;
