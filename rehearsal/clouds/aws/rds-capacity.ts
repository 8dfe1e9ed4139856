import type { Properties } from "../catalogue";
import { isSet, numberAt } from "./values";

const INVALID = "InvalidParameterValue:";

/** What RDS finds wrong with the capacity of Serverless v2 [docs.aws.amazon.com: ServerlessV2ScalingConfiguration]. */
export function capacityFault(inputs: Properties): string | undefined {
  const at = (property: string) => `serverlessv2ScalingConfiguration.${property}`;
  if (!isSet(inputs, "serverlessv2ScalingConfiguration")) return undefined;
  const [min, max] = [numberAt(inputs, at("minCapacity")), numberAt(inputs, at("maxCapacity"))];
  const pause = numberAt(inputs, at("secondsUntilAutoPause"));
  if (min === undefined || max === undefined)
    return `${INVALID} Serverless v2 capacity takes a MinCapacity and a MaxCapacity`;
  const odd = [min, max].find((capacity) => capacity < 0 || capacity > 256 || capacity % 0.5 !== 0);
  if (odd !== undefined)
    return `${INVALID} Serverless v2 capacity ${odd} isn't valid: from 0 to 256 in steps of 0.5`;
  if (max < 1 || max < min)
    return `${INVALID} Serverless v2 maximum capacity ${max} isn't valid: at least 1, and not less than the minimum (${min})`;
  if (pause === undefined) return undefined;
  if (pause < 300 || pause > 86_400)
    return `expected seconds_until_auto_pause to be in the range (300 - 86400), got ${pause}`;
  return min > 0
    ? `${INVALID} SecondsUntilAutoPause can be specified only when the MinCapacity is 0 (it is ${min})`
    : undefined;
}
