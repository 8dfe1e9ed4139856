import { words, type Making, type Properties, type ResourceType } from "../catalogue";
import { arn, uuid } from "./arn";
import { invalidPrincipal } from "./policy-document";
import { key } from "./refers";
import { SECRET, SECRET_POLICY } from "./tokens";
import { isSet, setOf, textAt, thingAt } from "./values";

/** AWS Secrets Manager. */
export const secretsmanager: Readonly<Record<string, ResourceType>> = {
  [SECRET]: {
    inputs: words(
      "description forceOverwriteReplicaSecret kmsKeyId policy recoveryWindowInDays replicas tags",
    ),
    name: {
      property: "name",
      pattern: /^[A-Za-z0-9/_+=.@-]{1,512}$/,
      says: "up to 512 letters, digits and /_+=.@-",
      unique: "region",
      taken: "ResourceExistsException",
      automatic: true,
      // Until the recovery window has passed [docs.aws.amazon.com: DeleteSecret].
      staysTaken: ({ inputs }) => inputs["recoveryWindowInDays"] !== 0,
    },
    id: (making) => arn("secretsmanager", making, `secret:${making.name}-${making.digits(6)}`),
    computed: { arn: ({ id }) => id },
    defaults: { recoveryWindowInDays: 30, forceOverwriteReplicaSecret: false },
    limits: { description: { like: /^[^]{0,2048}$/, says: "at most 2048 characters" } },
    refers: [key("kmsKeyId"), key("replicas[].kmsKeyId", { anyRegion: true })],
    documents: [{ property: "policy", max: 20_480, kind: "policy" }],
    refuseInputs: windowFault,
    refuseMaking: principalFault,
  },
  [SECRET_POLICY]: {
    inputs: words("blockPublicPolicy policy secretArn"),
    required: words("policy secretArn"),
    id: ({ text }) => text("secretArn"),
    defaults: { blockPublicPolicy: false },
    replacedBy: words("secretArn"),
    refers: [{ at: "secretArn", to: [SECRET], form: "arn" }],
    documents: [{ property: "policy", max: 20_480, kind: "policy" }],
    refuseMaking: principalFault,
  },
  "aws:secretsmanager/secretVersion:SecretVersion": {
    inputs: words("secretBinary secretId secretString versionStages"),
    required: words("secretId"),
    id: (making) => `${secretArn(making)}|${uuid(making.digits(32))}`,
    computed: {
      arn: secretArn,
      secretArn,
      versionId: ({ digits }) => uuid(digits(32)),
      versionStages: ({ inputs }) => inputs["versionStages"] ?? ["AWSCURRENT"],
      hasSecretStringWo: () => false,
    },
    replacedBy: words("secretId secretString secretBinary"),
    refers: [{ at: "secretId", to: [SECRET] }],
    refuseInputs: valueFault,
  },
};

function principalFault(making: Making): string | undefined {
  const invalid = invalidPrincipal(making.inputs["policy"], making);
  return (
    invalid &&
    `MalformedPolicyDocumentException: This resource policy contains an unsupported principal. (${invalid.value})`
  );
}

function secretArn(making: Making): string {
  return textAt(thingAt([SECRET], making.text("secretId"), making)?.outputs, "arn");
}

function windowFault(inputs: Properties): string | undefined {
  const days = inputs["recoveryWindowInDays"];
  return typeof days !== "number" || days === 0 || (days >= 7 && days <= 30)
    ? undefined
    : `expected recovery_window_in_days to be in the range (7 - 30) or 0, got ${days}`;
}

function valueFault(inputs: Properties): string | undefined {
  if (setOf(inputs, "secretString", "secretBinary").length !== 1 || !isSet(inputs, "secretId"))
    return "InvalidRequestException: You must provide either SecretString or SecretBinary.";
  const length = Math.max(textAt(inputs, "secretString").length, textAt(inputs, "secretBinary").length);
  return length > 65_536
    ? `ValidationException: the secret's value has ${length} characters, at most 65536 are allowed`
    : undefined;
}
