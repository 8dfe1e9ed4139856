import { words, type Making, type Properties, type ResourceType } from "../catalogue";
import { digitsOf } from "../cloud";
import { arn } from "./arn";
import { groupFault } from "./elasticache-groups";
import { key, securityGroup, subnet } from "./refers";
import {
  CACHE_GROUP,
  CACHE_PARAMETERS,
  CACHE_SUBNET_GROUP,
  CACHE_USER,
  CACHE_USER_GROUP,
  LOG_GROUP,
} from "./tokens";
import { first, isSet, listAt, repeated, textAt, textsAt, thingAt } from "./values";

const NAME = (most: number) => ({
  pattern: new RegExp(`^[a-z](?!.*--)[a-z0-9-]{0,${most - 1}}(?<!-)$`),
  says: `1 to ${most} lower-case letters, digits and hyphens, a letter first, no two hyphens together and none last`,
});

/** ElastiCache's short words for regions, in the host names that it gives: `euw1`. */
const shortRegion = (region: string): string =>
  region
    .split("-")
    .map((part, at) => (at === 0 ? part : part.charAt(0)))
    .join("");

/** ElastiCache for Valkey with cluster mode; Redis, Memcached, serverless and global ones are left out. */
export const elasticache: Readonly<Record<string, ResourceType>> = {
  [CACHE_GROUP]: {
    inputs:
      words(`applyImmediately atRestEncryptionEnabled authToken autoMinorVersionUpgrade automaticFailoverEnabled
      clusterMode description durability engine engineVersion finalSnapshotIdentifier kmsKeyId
      logDeliveryConfigurations maintenanceWindow multiAzEnabled nodeType numNodeGroups parameterGroupName port
      replicasPerNodeGroup securityGroupIds snapshotRetentionLimit snapshotWindow subnetGroupName tags
      transitEncryptionEnabled transitEncryptionMode userGroupIds`),
    required: words("description nodeType"),
    name: {
      property: "replicationGroupId",
      ...NAME(40),
      unique: "region",
      taken: "ReplicationGroupAlreadyExists",
      automatic: false,
    },
    id: ({ name }) => name,
    computed: {
      arn: (making) => arn("elasticache", making, `replicationgroup:${making.name}`),
      configurationEndpointAddress: ({ name, account, region }) =>
        `clustercfg.${name}.${digitsOf(`elasticache|${account}|${region}`, 6)}.${shortRegion(region)}.cache.amazonaws.com`,
      engineVersionActual: ({ text }) => `${text("engineVersion")}.0`,
      memberClusters: membersOf,
    },
    defaults: { port: 6379, snapshotRetentionLimit: 0, autoMinorVersionUpgrade: true },
    // Whether a group is durable is chosen when it is made; between sync and async it changes in place.
    replacedBy: words("atRestEncryptionEnabled kmsKeyId port subnetGroupName"),
    limits: {
      engine: { among: words("valkey redis") },
      clusterMode: { among: words("enabled disabled compatible") },
      durability: { among: words("default sync async disabled") },
      numNodeGroups: { from: 1, to: 500 },
      replicasPerNodeGroup: { from: 0, to: 5 },
      snapshotRetentionLimit: { from: 0, to: 35 },
      transitEncryptionMode: { among: words("preferred required") },
      "logDeliveryConfigurations[].logType": { among: words("slow-log engine-log") },
      "logDeliveryConfigurations[].logFormat": { among: words("json text") },
      "logDeliveryConfigurations[].destinationType": { among: words("cloudwatch-logs kinesis-firehose") },
    },
    refers: [
      key("kmsKeyId"),
      securityGroup("securityGroupIds[]"),
      { at: "subnetGroupName", to: [CACHE_SUBNET_GROUP], form: "name", holds: "CacheSubnetGroupInUse" },
      {
        at: "parameterGroupName",
        to: [CACHE_PARAMETERS],
        form: "name",
        holds: "InvalidCacheParameterGroupState: one or more cache clusters are still members of it",
        builtIn: /^default\./,
      },
      { at: "userGroupIds[]", to: [CACHE_USER_GROUP], form: "name", holds: "InvalidUserGroupState" },
      { at: "logDeliveryConfigurations[].destination", to: [LOG_GROUP], form: "name" },
    ],
    refuseInputs: groupFault,
    refuseMaking: familyFault,
  },
  [CACHE_SUBNET_GROUP]: {
    inputs: words("description subnetIds tags"),
    required: words("subnetIds"),
    name: {
      property: "name",
      pattern: /^[a-z0-9-]{1,255}$/,
      says: "up to 255 lower-case letters, digits and hyphens",
      unique: "region",
      taken: "CacheSubnetGroupAlreadyExists",
      automatic: true,
    },
    id: ({ name }) => name,
    computed: { arn: (making) => arn("elasticache", making, `subnetgroup:${making.name}`) },
    defaults: { description: "Managed by Pulumi" },
    refers: [subnet("subnetIds[]")],
  },
  [CACHE_PARAMETERS]: {
    inputs: words("description family parameters tags"),
    required: words("family"),
    name: {
      property: "name",
      ...NAME(255),
      unique: "region",
      taken: "CacheParameterGroupAlreadyExists",
      automatic: true,
    },
    id: ({ name }) => name,
    computed: { arn: (making) => arn("elasticache", making, `parametergroup:${making.name}`) },
    defaults: { description: "Managed by Pulumi" },
    replacedBy: words("description family"),
    limits: { family: { among: words("valkey7 valkey8 valkey9") } },
    refuseInputs: parametersFault,
  },
  [CACHE_USER]: {
    inputs: words("accessString authenticationMode engine noPasswordRequired passwords tags userName"),
    required: words("accessString engine userName"),
    name: { property: "userId", ...NAME(40), unique: "region", taken: "UserAlreadyExists", automatic: false },
    id: ({ name }) => name,
    computed: { arn: (making) => arn("elasticache", making, `user:${making.name}`) },
    replacedBy: words("userName"),
    limits: {
      engine: { among: words("valkey redis") },
      "authenticationMode.type": { among: words("iam password no-password-required") },
    },
    refuseInputs: userFault,
  },
  [CACHE_USER_GROUP]: {
    inputs: words("engine tags userIds"),
    required: words("engine"),
    name: {
      property: "userGroupId",
      ...NAME(40),
      unique: "region",
      taken: "UserGroupAlreadyExists",
      automatic: false,
    },
    id: ({ name }) => name,
    computed: { arn: (making) => arn("elasticache", making, `usergroup:${making.name}`) },
    limits: { engine: { among: words("valkey redis") } },
    refers: [{ at: "userIds[]", to: [CACHE_USER], form: "name", holds: "InvalidUserState" }],
    refuseInputs: (inputs) => {
      const twice = repeated(textsAt(inputs, "userIds[]"));
      return twice && `DuplicateUserName: the user ${twice} is there twice`;
    },
    refuseMaking: membersFault,
  },
};

/** `NAME-0001-001`: shard and node. */
function membersOf({ name, inputs }: Making): readonly string[] {
  const [shards, replicas] = [
    Number(inputs["numNodeGroups"] ?? 1),
    Number(inputs["replicasPerNodeGroup"] ?? 0),
  ];
  const padded = (value: number, length: number) => String(value + 1).padStart(length, "0");
  return Array.from({ length: shards }, (_shard, shard) =>
    Array.from({ length: replicas + 1 }, (_node, node) => `${name}-${padded(shard, 4)}-${padded(node, 3)}`),
  ).flat();
}

/** A group's parameters are of the release that the group is of, and say whether it has shards. */
function familyFault(making: Making): string | undefined {
  const parameters = thingAt([CACHE_PARAMETERS], making.text("parameterGroupName"), making);
  const family = `valkey${making.text("engineVersion").split(".")[0] ?? ""}`;
  if (parameters === undefined || making.text("engineVersion") === "") return undefined;
  if (textAt(parameters.inputs, "family") !== family)
    return `InvalidParameterCombination: Expected a parameter group of family ${family} but found one of family ${textAt(parameters.inputs, "family")}`;
  const sharded = listAt(parameters.inputs, "parameters[]").some(
    (each) => textAt(each, "name") === "cluster-enabled" && textAt(each, "value") === "yes",
  );
  return making.text("clusterMode") === "enabled" && !sharded
    ? `InvalidParameterCombination: Use a parameter group with cluster-enabled set to yes for cluster mode (${parameters.id})`
    : undefined;
}

const EVICTIONS = words(
  "volatile-lru allkeys-lru volatile-lfu allkeys-lfu volatile-random allkeys-random volatile-ttl noeviction",
);

/** What our programs set [docs.aws.amazon.com: Valkey and Redis OSS parameters]. */
const PARAMETERS: Readonly<Record<string, (value: string) => boolean>> = {
  "cluster-enabled": (value) => value === "yes" || value === "no",
  "maxmemory-policy": (value) => EVICTIONS.includes(value),
  "reserved-memory-percent": (value) => Number(value) >= 0 && Number(value) <= 100,
};

function parametersFault(inputs: Properties): string | undefined {
  return first(listAt(inputs, "parameters[]"), (parameter) => {
    const [name, value] = [textAt(parameter, "name"), textAt(parameter, "value")];
    if (PARAMETERS[name] === undefined)
      return `InvalidParameterValue: The parameter ${name} is not known (or add it to rehearsal/clouds/aws/elasticache.ts)`;
    return PARAMETERS[name](value) ? undefined : `InvalidParameterValue: ${name} cannot be ${value}`;
  });
}

function userFault(inputs: Properties): string | undefined {
  const byIam = textAt(inputs, "authenticationMode.type") === "iam";
  if (byIam && textAt(inputs, "userId") !== textAt(inputs, "userName"))
    return "InvalidParameterCombination: User Id and User Name must be identical for IAM authentication";
  if (byIam && isSet(inputs, "passwords"))
    return "InvalidParameterCombination: passwords are not for a user that signs in by IAM";
  return /^(on|off)( |$)/.test(textAt(inputs, "accessString"))
    ? undefined
    : "InvalidParameterValue: Access string must begin with on or off";
}

/** A Valkey group has none without a way to sign in; a Redis group has one that is named default. */
function membersFault(making: Making): string | undefined {
  const users = textsAt(making.inputs, "userIds[]").flatMap((id) => thingAt([CACHE_USER], id, making) ?? []);
  if (making.text("engine") === "redis")
    return users.some(({ inputs }) => inputs["userName"] === "default")
      ? undefined
      : "DefaultUserRequired: User group needs to contain a user with the user name default.";
  const open = users.find(
    ({ inputs }) =>
      inputs["noPasswordRequired"] === true ||
      textAt(inputs, "authenticationMode.type") === "no-password-required",
  );
  return (
    open && `InvalidParameterCombination: ${open.id} signs in without a password, which Valkey does not take`
  );
}
