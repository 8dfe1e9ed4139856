import { words, type Making, type ResourceType } from "../catalogue";
import { arn } from "./arn";
import { patternFault } from "./event-pattern";
import { key, queueArn } from "./refers";
import { EVENT_ARCHIVE, EVENT_BUS, EVENT_RULE, KINESIS_STREAM } from "./tokens";
import { isSet } from "./values";

/** Buses of EventBridge beside the default one, what is kept of their events, and streams of Kinesis. */
export const eventBuses: Readonly<Record<string, ResourceType>> = {
  [EVENT_BUS]: {
    inputs: words("deadLetterConfig description kmsKeyIdentifier logConfig tags"),
    name: {
      property: "name",
      pattern: /^(?!default$)[.\-_A-Za-z0-9]{1,256}$/,
      says: 'up to 256 letters, digits and .-_, and not "default"',
      unique: "region",
      taken: "ResourceAlreadyExistsException",
      automatic: true,
    },
    id: ({ name }) => name,
    computed: { arn: (making) => arn("events", making, `event-bus/${making.name}`) },
    limits: {
      description: { like: /^[^]{0,512}$/, says: "at most 512 characters" },
      "logConfig.level": { among: words("OFF ERROR INFO TRACE") },
      "logConfig.includeDetail": { among: words("NONE FULL") },
    },
    refers: [key("kmsKeyIdentifier"), queueArn("deadLetterConfig.arn")],
    refuseDelete: ({ id, account, region }, cloud) => {
      const rule = cloud
        .all(EVENT_RULE)
        .find(
          (each) => each.account === account && each.region === region && each.inputs["eventBusName"] === id,
        );
      return rule && `ValidationException: Event bus ${id} can't be deleted since it has rules. (${rule.id})`;
    },
  },
  [EVENT_ARCHIVE]: {
    inputs: words("description eventPattern eventSourceArn kmsKeyIdentifier retentionDays"),
    required: words("eventSourceArn"),
    name: {
      property: "name",
      pattern: /^[.\-_A-Za-z0-9]{1,48}$/,
      says: "up to 48 letters, digits and .-_",
      unique: "region",
      taken: "ResourceAlreadyExistsException",
      automatic: true,
    },
    id: ({ name }) => name,
    computed: { arn: (making) => arn("events", making, `archive/${making.name}`) },
    defaults: { retentionDays: 0 },
    replacedBy: words("eventSourceArn"),
    limits: { retentionDays: { from: 0, to: 2_147_483_647 } },
    refers: [
      {
        at: "eventSourceArn",
        to: [EVENT_BUS],
        form: "arn",
        builtIn: /:event-bus\/default$/,
      },
      key("kmsKeyIdentifier"),
    ],
    refuseInputs: ({ eventPattern }) => patternFault(eventPattern),
  },
  [KINESIS_STREAM]: {
    inputs: words("encryptionType kmsKeyId retentionPeriod shardCount streamModeDetails tags"),
    name: {
      property: "name",
      pattern: /^[a-zA-Z0-9_.-]{1,128}$/,
      says: "up to 128 letters, digits and _.-",
      unique: "region",
      taken: "ResourceInUseException",
      automatic: true,
    },
    // The provider's id is the ARN.
    id: streamArn,
    computed: { arn: streamArn },
    defaults: { encryptionType: "NONE", retentionPeriod: 24 },
    limits: {
      encryptionType: { among: words("NONE KMS") },
      retentionPeriod: { from: 24, to: 8760 },
      "streamModeDetails.streamMode": { among: words("PROVISIONED ON_DEMAND") },
    },
    refers: [key("kmsKeyId")],
    refuseInputs: (inputs) =>
      inputs["encryptionType"] === "KMS" && !isSet(inputs, "kmsKeyId")
        ? "KMS Key Id required when setting encryption_type is not set as NONE"
        : undefined,
  },
};

function streamArn(making: Making): string {
  return arn("kinesis", making, `stream/${making.name}`);
}
