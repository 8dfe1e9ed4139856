import { ALARMS, RULES } from "../../rights/kinds";
import { ALL, named, TAGS, words, type Works } from "../../rights/work";
import { backups, bus, dataClusters, memory, originals, queues, search, searchSetup } from "./names";

/** What ElastiCache is made of, with the words by which IAM knows it, and what its names end in. */
const MEMORY = words("cluster:N* parametergroup:N-* replicationgroup:N subnetgroup:N user:N-* usergroup:N");
/** AWS's own, in which a user group begins. */
const AWS_OWN = words("securitygroup:* user:default");

/** What is encrypted with a key is asked for on that key, too, whose own policy says who may use it. */
const anyKey = named("kms", () => "key/*");

/**
 * What the platform keeps in memory, what carries its events, and what watches all of its base stack: what the provider
 * calls for their resource types [Terraform provider's sources; AWS: Service authorization reference]. What would lose
 * events or items is not here, but for rules and alarms.
 */
export const platformMemoryAndEvents: Works = {
  cloudwatch: [
    {
      actions: ALARMS,
      on: named(
        "cloudwatch",
        (at) =>
          [originals(at), backups(at), search(at), searchSetup(at), ...memory(at), ...dataClusters(at)].map(
            (name) => `alarm:${name}_*`,
          ),
        (at) => queues(at).map((name) => `alarm:${name}_old`),
        // Of the zone's signatures and certificates, by the zone's name, which the root project is not told.
        () => words("alarm:*_signing-* alarm:*_certificate"),
      ),
    },
    {
      // What watches for lost messages lasts as the queue does.
      actions: words(`PutMetricAlarm ${TAGS}`),
      on: named("cloudwatch", (at) => queues(at).map((name) => `alarm:${name}_dlq_not_empty`)),
    },
  ],
  elasticache: [
    {
      actions:
        words(`AddTagsToResource CreateCacheParameterGroup CreateCacheSubnetGroup CreateReplicationGroup
        CreateUser CreateUserGroup DecreaseReplicaCount IncreaseReplicaCount ModifyCacheParameterGroup
        ModifyCacheSubnetGroup ModifyReplicationGroup ModifyReplicationGroupShardConfiguration ModifyUser
        ModifyUserGroup RemoveTagsFromResource`),
      on: named(
        "elasticache",
        (at) => memory(at).flatMap((name) => MEMORY.map((kind) => kind.replace("N", name))),
        () => AWS_OWN,
      ),
    },
  ],
  events: [
    {
      actions: RULES,
      on: named("events", (at) => [`rule/${backups(at)}-failed`, `rule/${bus(at)}/*`]),
    },
    {
      actions: words(`CreateArchive CreateEventBus ${TAGS} UpdateArchive UpdateEventBus`),
      on: (at) => [
        ...named("events", () => [`archive/${bus(at)}`, `event-bus/${bus(at)}`])(at),
        ...anyKey(at),
      ],
    },
  ],
  kinesis: [
    {
      actions: words(`AddTagsToStream CreateStream IncreaseStreamRetentionPeriod RemoveTagsFromStream
        StartStreamEncryption ${TAGS}`),
      on: (at) => [
        ...named("kinesis", ({ stage }) => `stream/strongroom-${stage}-changes`)(at),
        ...anyKey(at),
      ],
    },
    { actions: words("UpdateStreamMode"), on: ALL },
  ],
  logs: [
    {
      // Of Valkey's logs [AWS: ElastiCache, Log delivery, permissions].
      actions: words(`CreateLogDelivery DeleteLogDelivery GetLogDelivery ListLogDeliveries PutResourcePolicy
        UpdateLogDelivery`),
      on: ALL,
    },
  ],
  sqs: [
    {
      actions: words("CreateQueue SetQueueAttributes TagQueue UntagQueue"),
      on: named("sqs", (at) => queues(at).flatMap((name) => [name, `${name}_dlq`])),
    },
  ],
};
