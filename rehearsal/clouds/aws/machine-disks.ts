import type { Making } from "../catalogue";
import { parsed } from "./policy-document";
import { ALIAS, KEY, LAUNCH_TEMPLATE } from "./tokens";
import { textAt, textsAt, thingAt } from "./values";

/** Why Auto Scaling could start no machine: the key of its disks must let its own role in [docs.aws.amazon.com: Required AWS KMS key policy for use with encrypted volumes]. */
export function allowsRole(making: Making): string | undefined {
  const template = thingAt([LAUNCH_TEMPLATE], textAt(making.inputs, "launchTemplate.id"), making);
  const role = `arn:aws:iam::${making.account}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`;
  const shut = textsAt(template?.inputs, "blockDeviceMappings[].ebs.kmsKeyId").find((handle) => {
    const alias = thingAt([ALIAS], handle, making);
    const key = thingAt([KEY], alias ? textAt(alias.inputs, "targetKeyId") : handle, making);
    return key !== undefined && !JSON.stringify(parsed(key.outputs["policy"]) ?? "").includes(role);
  });
  return (
    shut &&
    `Client.InvalidKMSKey.InvalidState: the machines of ${making.name} would end at once: the policy of the key ${shut} does not let in ${role}`
  );
}
