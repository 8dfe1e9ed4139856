import { words, type Properties, type ResourceType } from "../catalogue";
import { hasUnknown } from "../properties";
import { arn, MADE_AT } from "./arn";
import { invalidPrincipal, statementsOf } from "./policy-document";
import { key } from "./refers";
import { TABLE } from "./tokens";
import { first, isSet, listAt, numberAt, repeated, textAt, textsAt } from "./values";

const PROJECTION = { among: words("ALL KEYS_ONLY INCLUDE") };
const INDEX_NAME = { like: /^[A-Za-z0-9_.-]{3,255}$/, says: "3 to 255 letters, digits and _.-" };

/** Amazon DynamoDB. Global tables, imports and restores are left out. */
export const dynamodb: Readonly<Record<string, ResourceType>> = {
  [TABLE]: {
    inputs: words(`attributes billingMode deletionProtectionEnabled globalSecondaryIndexes hashKey
      localSecondaryIndexes onDemandThroughput pointInTimeRecovery rangeKey readCapacity serverSideEncryption
      streamEnabled streamViewType tableClass tags ttl writeCapacity`),
    required: words("attributes hashKey"),
    name: {
      property: "name",
      pattern: INDEX_NAME.like,
      says: INDEX_NAME.says,
      unique: "region",
      taken: "ResourceInUseException: Table already exists",
      automatic: true,
    },
    id: ({ name }) => name,
    computed: {
      arn: (making) => arn("dynamodb", making, `table/${making.name}`),
      streamArn: (making) =>
        making.inputs["streamEnabled"] === true
          ? arn("dynamodb", making, `table/${making.name}/stream/${STREAM}`)
          : "",
      streamLabel: ({ inputs }) => (inputs["streamEnabled"] === true ? STREAM : ""),
    },
    defaults: { billingMode: "PROVISIONED", tableClass: "STANDARD", deletionProtectionEnabled: false },
    replacedBy: words("hashKey rangeKey localSecondaryIndexes"),
    limits: {
      billingMode: { among: words("PROVISIONED PAY_PER_REQUEST") },
      tableClass: { among: words("STANDARD STANDARD_INFREQUENT_ACCESS") },
      streamViewType: { among: words("KEYS_ONLY NEW_IMAGE OLD_IMAGE NEW_AND_OLD_IMAGES") },
      "attributes[].type": { among: words("S N B") },
      "attributes[].name": { like: /^.{1,255}$/, says: "1 to 255 characters" },
      "globalSecondaryIndexes[].name": INDEX_NAME,
      "globalSecondaryIndexes[].projectionType": PROJECTION,
      "localSecondaryIndexes[].name": INDEX_NAME,
      "localSecondaryIndexes[].projectionType": PROJECTION,
      "pointInTimeRecovery.recoveryPeriodInDays": { from: 1, to: 35 },
    },
    refers: [key("serverSideEncryption.kmsKeyArn", { form: "arn" })],
    refuseInputs: (inputs) =>
      attributesFault(inputs) ?? capacityFault(inputs) ?? indexesFault(inputs) ?? settingsFault(inputs),
    refuseDelete: ({ inputs, id }) =>
      inputs["deletionProtectionEnabled"] === true
        ? `ValidationException: Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first. (${id})`
        : undefined,
  },
  "aws:dynamodb/resourcePolicy:ResourcePolicy": {
    inputs: words("confirmRemoveSelfResourceAccess policy resourceArn"),
    required: words("policy resourceArn"),
    id: ({ text }) => text("resourceArn"),
    computed: { revisionId: ({ digits }) => digits(13) },
    replacedBy: words("resourceArn"),
    documents: [{ property: "policy", max: 20_480, kind: "policy" }],
    refers: [{ at: "resourceArn", to: [TABLE], form: "arn" }],
    refuseInputs: ({ policy }) => policyFault(policy),
    refuseMaking: (making) => {
      const principal = invalidPrincipal(making.inputs["policy"], making);
      return principal && `ValidationException: Invalid principal in policy: ${principal.value}`;
    },
  },
};

/** A table's own policy says who, and is about DynamoDB alone. */
function policyFault(policy: unknown): string | undefined {
  return first(statementsOf(policy), ({ hasPrincipal, actions }) => {
    if (!hasPrincipal) return "ValidationException: Policy document is missing a Principal";
    const foreign = actions.find((action) => !/^(\*|dynamodb:.+)$/i.test(action));
    return foreign && `ValidationException: ${foreign} is no action of DynamoDB`;
  });
}

const STREAM = MADE_AT.replace("Z", ".000");

/** A table defines the attributes of its keys and of its indexes' keys, and no others. */
function attributesFault(inputs: Properties): string | undefined {
  const defined = textsAt(inputs, "attributes[].name");
  const twice = repeated(defined);
  if (twice !== undefined) return `ValidationException: Duplicate attribute name: ${twice}`;
  if (isSet(inputs, "rangeKey") && inputs["rangeKey"] === inputs["hashKey"])
    return "ValidationException: Both the Hash Key and the Range Key element in the KeySchema have the same name";
  const keys = [
    "hashKey",
    "rangeKey",
    ...words("hashKey rangeKey keySchemas[].attributeName").map((path) => `globalSecondaryIndexes[].${path}`),
    "localSecondaryIndexes[].rangeKey",
  ].flatMap((path) => textsAt(inputs, path));
  if (hasUnknown(inputs["attributes"]) || hasUnknown(inputs["globalSecondaryIndexes"])) return undefined;
  const missing = keys.find((name) => !defined.includes(name));
  if (missing !== undefined)
    return `ValidationException: One or more parameter values were invalid: Some index key attributes are not defined in AttributeDefinitions (${missing})`;
  const unused = defined.filter((name) => !keys.includes(name));
  return unused.length === 0
    ? undefined
    : `all attributes must be indexed. Unused attributes: ${JSON.stringify(unused)}`;
}

function capacityFault(inputs: Properties): string | undefined {
  if ((inputs["billingMode"] ?? "PROVISIONED") !== "PROVISIONED") return undefined;
  const lacks = (where: unknown) =>
    ["readCapacity", "writeCapacity"].some((path) => !isSet(where, path) || (numberAt(where, path) ?? 1) < 1);
  if (lacks(inputs))
    return "ValidationException: ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED";
  const index = listAt(inputs, "globalSecondaryIndexes[]").find(lacks);
  return index === undefined
    ? undefined
    : `ValidationException: ProvisionedThroughput must be specified for index: ${textAt(index, "name")}`;
}

function indexesFault(inputs: Properties): string | undefined {
  const indexes = [
    ...listAt(inputs, "globalSecondaryIndexes[]"),
    ...listAt(inputs, "localSecondaryIndexes[]"),
  ];
  const twice = repeated(indexes.map((index) => textAt(index, "name")));
  if (twice !== undefined) return `ValidationException: Duplicate index name: ${twice}`;
  if (listAt(inputs, "globalSecondaryIndexes[]").length > 20)
    return "LimitExceededException: at most 20 global secondary indexes";
  if (isSet(inputs, "localSecondaryIndexes") && !isSet(inputs, "rangeKey"))
    return "ValidationException: Table KeySchema does not have a range key, which is required when specifying a LocalSecondaryIndex";
  return first(indexes, (index) => {
    const included = textAt(index, "projectionType") === "INCLUDE";
    return included === isSet(index, "nonKeyAttributes")
      ? undefined
      : `ValidationException: nonKeyAttributes are for the projection INCLUDE, and only for that (${textAt(index, "name")})`;
  });
}

function settingsFault(inputs: Properties): string | undefined {
  if (inputs["streamEnabled"] === true && !isSet(inputs, "streamViewType"))
    return "stream_view_type is required when stream_enabled = true";
  if (listAt(inputs, "ttl.enabled")[0] === true && !isSet(inputs, "ttl.attributeName"))
    return "ValidationException: TimeToLiveSpecification.attributeName: the attribute's name is required";
  return listAt(inputs, "serverSideEncryption.enabled")[0] === false &&
    isSet(inputs, "serverSideEncryption.kmsKeyArn")
    ? "ValidationException: a KMS key is given while server-side encryption with KMS is not enabled"
    : undefined;
}
