import * as token from "../../../rehearsal/clouds/aws/tokens";
import type { Properties } from "../../../rehearsal/clouds/catalogue";
import { casesOf, holds, refusals, type Step } from "./cases";
import { subnetGroup, twoZones } from "./databases";
import { logGroup } from "./things";

const parameters = (name: string, family: string, more: readonly Properties[] = []): Step => ({
  type: token.CACHE_PARAMETERS,
  name,
  inputs: { name, family, parameters: [{ name: "cluster-enabled", value: "yes" }, ...more] },
});

const user = (change: Properties = {}): Properties => ({
  userId: "app",
  userName: "app",
  engine: "valkey",
  accessString: "on ~* +@all",
  authenticationMode: { type: "iam" },
  ...change,
});

const aUser: Step = { type: token.CACHE_USER, name: "app", inputs: user() };
const users: Step = {
  type: token.CACHE_USER_GROUP,
  name: "users",
  inputs: { userGroupId: "users", engine: "valkey", userIds: ["app"] },
};

const group = (change: Properties = {}): Properties => ({
  replicationGroupId: "cache",
  description: "a cache",
  engine: "valkey",
  engineVersion: "8.2",
  nodeType: "cache.t4g.small",
  clusterMode: "enabled",
  numNodeGroups: 2,
  replicasPerNodeGroup: 1,
  automaticFailoverEnabled: true,
  multiAzEnabled: true,
  parameterGroupName: "eight",
  transitEncryptionEnabled: true,
  ...change,
});

const aGroup: Step = { type: token.CACHE_GROUP, name: "cache", inputs: group() };

describe("the simulated AWS: ElastiCache for Valkey", () => {
  const ground = [
    ...twoZones,
    { type: token.CACHE_SUBNET_GROUP, name: "isolated", inputs: subnetGroup(["a", "b"]) },
    parameters("eight", "valkey8"),
    parameters("nine", "valkey9"),
    { type: token.CACHE_PARAMETERS, name: "plain", inputs: { name: "plain", family: "valkey8" } },
    aUser,
    users,
    logGroup("slow"),
  ];
  const case_ = casesOf("a group", token.CACHE_GROUP, group, ground);
  const durable = {
    engineVersion: "9.0",
    parameterGroupName: "nine",
    durability: "sync",
    nodeType: "cache.r7g.large",
  };
  const delivery = (destination: string) => ({
    logDeliveryConfigurations: [
      { destination, destinationType: "cloudwatch-logs", logFormat: "json", logType: "slow-log" },
    ],
  });
  refusals([
    case_("called Cache", { replicationGroupId: "Cache" }, /1 to 40 lower-case/),
    case_("of Redis", { engine: "redis" }, /makes groups of valkey alone/),
    case_("of a version that there is not", { engineVersion: "8.9" }, /Cannot find version 8\.9/),
    case_(
      "of another release than its parameters",
      { parameterGroupName: "nine" },
      /Expected a parameter group of family valkey8/,
    ),
    case_(
      "with shards, whose parameters say none",
      { parameterGroupName: "plain" },
      /cluster-enabled set to yes/,
    ),
    case_(
      "over zones with no failover",
      { automaticFailoverEnabled: false },
      /automatic_failover_enabled must be true/,
    ),
    case_("over zones with no copy", { replicasPerNodeGroup: 0 }, /at least one replica/),
    case_(
      "with shards and no failover",
      { automaticFailoverEnabled: false, multiAzEnabled: false },
      /Automatic failover must be enabled/,
    ),
    case_(
      "of users without TLS",
      { userGroupIds: ["users"], transitEncryptionEnabled: false },
      /requires encryption-in-transit/,
      { userGroupIds: ["users"] },
    ),
    case_("of users that are not there", { userGroupIds: ["none"] }, /none does not exist/),
    case_(
      "that asks for TLS and has none",
      { transitEncryptionMode: "required", transitEncryptionEnabled: false },
      /transit_encryption_mode needs/,
      { transitEncryptionMode: "required" },
    ),
    case_(
      "of users and a token",
      { userGroupIds: ["users"], authToken: "x" },
      /either an AuthToken or a user group/,
    ),
    case_(
      "that is durable below 9.0",
      { durability: "sync", nodeType: "cache.r7g.large" },
      /requires Valkey 9\.0/,
      durable,
    ),
    case_(
      "that is durable on small nodes",
      { ...durable, nodeType: "cache.t4g.small" },
      /not supported on cache\.t4g\.small/,
      durable,
    ),
    case_(
      "that is durable in one zone",
      { ...durable, multiAzEnabled: false },
      /requires cluster mode and Multi-AZ/,
      durable,
    ),
    case_(
      "that is durable without TLS",
      { ...durable, transitEncryptionEnabled: false },
      /requires encryption in transit/,
      durable,
    ),
    case_(
      "with a key and no encryption",
      { kmsKeyId: "alias/aws/elasticache" },
      /needs at_rest_encryption_enabled/,
      { kmsKeyId: "alias/aws/elasticache", atRestEncryptionEnabled: true },
    ),
    case_(
      "that writes into a log that is not there",
      delivery("none"),
      /none does not exist/,
      delivery("slow"),
    ),
  ]);

  const aParameter = (name: string, value: string) => ({
    name: "other",
    family: "valkey8",
    parameters: [{ name, value }],
  });
  const parameter = casesOf("parameters", token.CACHE_PARAMETERS, (change) => ({
    ...aParameter("maxmemory-policy", "noeviction"),
    ...change,
  }));
  refusals([
    parameter("that nobody knows", aParameter("maxmemory", "1"), /maxmemory is not known/),
    parameter("with a policy that is none", aParameter("maxmemory-policy", "none"), /cannot be none/),
    parameter("of a release that there is not", { family: "valkey6" }, /valkey7/),
  ]);

  const aPerson = casesOf("a user", token.CACHE_USER, user);
  refusals([
    aPerson("of IAM with two names", { userName: "other" }, /must be identical for IAM/),
    aPerson("who is neither on nor off", { accessString: "~* +@all" }, /must begin with on or off/, {
      accessString: "off ~* -@all",
    }),
  ]);

  const inGroup = casesOf(
    "a group of users",
    token.CACHE_USER_GROUP,
    (change) => ({ userGroupId: "more", engine: "valkey", userIds: ["app"], ...change }),
    [aUser],
  );
  refusals([
    inGroup("of Redis, without a user named default", { engine: "redis" }, /DefaultUserRequired/),
    inGroup("with one of them twice", { userIds: ["app", "app"] }, /DuplicateUserName/),
    inGroup("with nobody who is there", { userIds: ["none"] }, /none does not exist/),
  ]);

  holds([
    {
      what: "users of a group that is there",
      given: [...ground, { ...aGroup, inputs: group({ userGroupIds: ["users"] }) }],
      held: "users",
      because: /InvalidUserGroupState/,
      until: ["cache"],
    },
    {
      what: "parameters of a group that is there",
      given: [...ground, aGroup],
      held: "eight",
      because: /InvalidCacheParameterGroupState/,
      until: ["cache"],
    },
  ]);
});
