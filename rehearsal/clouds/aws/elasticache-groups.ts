import type { Properties } from "../catalogue";
import { isSet, numberAt, textAt } from "./values";

/** Whose nodes can be durable [docs.aws.amazon.com: Durability in ElastiCache, Limitations]. */
const DURABLE = /^cache\.(r6g|r7g|m6g|m7g|c7gn)\./;

const COMBINATION = "InvalidParameterCombination:";

/** What ElastiCache finds wrong with a group's own settings [docs.aws.amazon.com: CreateReplicationGroup]. */
export function groupFault(inputs: Properties): string | undefined {
  const [engine, version] = [textAt(inputs, "engine") || "redis", textAt(inputs, "engineVersion")];
  if (engine !== "valkey")
    return `${COMBINATION} the simulated ElastiCache makes groups of valkey alone, not of ${engine}`;
  if (version !== "" && !/^(7\.2|8\.[0-2]|9\.0)$/.test(version))
    return `InvalidParameterValue: Cannot find version ${version} for valkey`;
  return failoverFault(inputs) ?? encryptionFault(inputs) ?? durabilityFault(inputs, version);
}

function failoverFault(inputs: Properties): string | undefined {
  const failover = inputs["automaticFailoverEnabled"] === true;
  if (inputs["multiAzEnabled"] === true && !failover)
    return `${COMBINATION} automatic_failover_enabled must be true if multi_az_enabled is true`;
  if (inputs["multiAzEnabled"] === true && (numberAt(inputs, "replicasPerNodeGroup") ?? 0) < 1)
    return `${COMBINATION} Multi-AZ needs at least one replica for each shard`;
  return textAt(inputs, "clusterMode") === "enabled" && !failover
    ? `InvalidParameterValue: Automatic failover must be enabled for a cluster mode enabled replication group`
    : undefined;
}

function encryptionFault(inputs: Properties): string | undefined {
  const tls = inputs["transitEncryptionEnabled"] === true;
  if (isSet(inputs, "kmsKeyId") && inputs["atRestEncryptionEnabled"] !== true)
    return `${COMBINATION} kms_key_id needs at_rest_encryption_enabled`;
  if (isSet(inputs, "userGroupIds") && !tls)
    return `${COMBINATION} User group based access control requires encryption-in-transit to be enabled`;
  if (isSet(inputs, "authToken") && isSet(inputs, "userGroupIds"))
    return `${COMBINATION} a group has either an AuthToken or a user group`;
  return isSet(inputs, "transitEncryptionMode") && !tls
    ? `${COMBINATION} transit_encryption_mode needs transit_encryption_enabled`
    : undefined;
}

function durabilityFault(inputs: Properties, version: string): string | undefined {
  const durability = textAt(inputs, "durability");
  if (durability === "") return undefined;
  if (Number(version.split(".")[0]) < 9)
    return `${COMBINATION} durability requires Valkey 9.0 or higher, got ${version}`;
  if (durability === "disabled" || durability === "default") return undefined;
  if (textAt(inputs, "clusterMode") !== "enabled" || inputs["multiAzEnabled"] !== true)
    return `${COMBINATION} durability requires cluster mode and Multi-AZ`;
  if (inputs["transitEncryptionEnabled"] !== true)
    return `${COMBINATION} durability requires encryption in transit`;
  return DURABLE.test(textAt(inputs, "nodeType"))
    ? undefined
    : `${COMBINATION} durability is not supported on ${textAt(inputs, "nodeType")}`;
}
