import { words, type Making, type ResourceType } from "../catalogue";
import { arn } from "./arn";
import { allowsService } from "./policy-document";
import { key } from "./refers";
import { KEY, LOG_GROUP } from "./tokens";
import { textAt, thingAt } from "./values";

/** [docs.aws.amazon.com: PutRetentionPolicy]; 0 keeps for ever. */
const RETENTIONS = [
  0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/** CloudWatch Logs. */
export const logs: Readonly<Record<string, ResourceType>> = {
  [LOG_GROUP]: {
    inputs: words("deletionProtectionEnabled kmsKeyId logGroupClass retentionInDays tags"),
    name: {
      property: "name",
      pattern: /^(?!aws\/)[A-Za-z0-9_/.#-]{1,512}$/,
      says: 'up to 512 letters, digits and _/.#-, and not beginning with "aws/"',
      unique: "region",
      taken: "ResourceAlreadyExistsException: The specified log group already exists",
      automatic: true,
    },
    id: ({ name }) => name,
    computed: { arn: (making) => arn("logs", making, `log-group:${making.name}`) },
    defaults: { retentionInDays: 0, logGroupClass: "STANDARD", deletionProtectionEnabled: false },
    replacedBy: words("logGroupClass"),
    limits: {
      retentionInDays: { among: RETENTIONS },
      logGroupClass: { among: words("STANDARD INFREQUENT_ACCESS DELIVERY") },
    },
    refers: [key("kmsKeyId", { form: "arn" })],
    refuseMaking: keyRefused,
    refuseDelete: ({ inputs, id }) =>
      inputs["deletionProtectionEnabled"] === true
        ? `ValidationException: log group ${id} cannot be deleted: deletion protection is enabled`
        : undefined,
  },
};

/** CloudWatch Logs tries the key at once: the key's own policy must let the region's Logs service use it. */
function keyRefused(making: Making): string | undefined {
  const found = thingAt([KEY], making.text("kmsKeyId"), making);
  const service = `logs.${making.region}.amazonaws.com`;
  if (found === undefined || allowsService(textAt(found.outputs, "policy"), service, ["kms:Encrypt"]))
    return undefined;
  const group = arn("logs", making, `log-group:${making.name}`);
  return `AccessDeniedException: The specified KMS key does not exist or is not allowed to be used with Arn '${group}' (its policy does not allow ${service})`;
}
