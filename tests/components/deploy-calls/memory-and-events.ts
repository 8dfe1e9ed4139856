import { aKey, arnIn, own, text, type Calls, type CallsByType } from "./calls";
import { valuesAt } from "../../../rehearsal/clouds/properties";

const elasticache = (calls: string): Calls => ({
  service: "elasticache",
  make: `Create${calls} AddTagsToResource`,
  read: `Describe${calls}s ListTagsForResource`,
  change: `Modify${calls} RemoveTagsFromResource`,
  remove: `Delete${calls}`,
});

/** What is kept in memory, what carries events, and what looks at uploads. */
export const memoryAndEventsCalls: CallsByType = {
  "aws:cloudwatch/eventArchive:EventArchive": {
    service: "events",
    make: "CreateArchive kms:DescribeKey",
    read: "DescribeArchive",
    change: "UpdateArchive",
    remove: "DeleteArchive",
    on: (thing, at) => [...own(thing), text(thing, "eventSourceArn"), aKey(at)],
  },
  "aws:cloudwatch/eventBus:EventBus": {
    service: "events",
    make: "CreateEventBus TagResource kms:DescribeKey",
    read: "DescribeEventBus ListTagsForResource",
    change: "UpdateEventBus UntagResource",
    remove: "DeleteEventBus",
    on: (thing, at) => [...own(thing), aKey(at)],
  },
  "aws:elasticache/parameterGroup:ParameterGroup": {
    ...elasticache("CacheParameterGroup"),
    make: "CreateCacheParameterGroup ModifyCacheParameterGroup AddTagsToResource",
    read: "DescribeCacheParameterGroups DescribeCacheParameters ListTagsForResource",
  },
  "aws:elasticache/replicationGroup:ReplicationGroup": {
    ...elasticache("ReplicationGroup"),
    // Who sets it up lets its logs in [AWS: ElastiCache, Log delivery], and lets it have its key.
    make: `CreateReplicationGroup AddTagsToResource kms:CreateGrant kms:DescribeKey logs:CreateLogDelivery
      logs:DescribeLogGroups logs:DescribeResourcePolicies logs:GetLogDelivery logs:ListLogDeliveries
      logs:PutResourcePolicy`,
    read: "DescribeReplicationGroups DescribeCacheClusters ListTagsForResource",
    change: `ModifyReplicationGroup ModifyReplicationGroupShardConfiguration IncreaseReplicaCount
      DecreaseReplicaCount RemoveTagsFromResource logs:DeleteLogDelivery logs:UpdateLogDelivery`,
    on: (thing, at) => {
      const name = text(thing, "replicationGroupId");
      return [
        ...own(thing),
        arnIn("elasticache", `cluster:${name}-0001-001`, at),
        arnIn("elasticache", `parametergroup:${text(thing, "parameterGroupName")}`, at),
        arnIn("elasticache", `subnetgroup:${text(thing, "subnetGroupName")}`, at),
        ...valuesAt(thing.inputs, "userGroupIds[]").map((id) =>
          arnIn("elasticache", `usergroup:${String(id)}`, at),
        ),
        aKey(at),
      ];
    },
    uses: "elasticache",
  },
  "aws:elasticache/subnetGroup:SubnetGroup": elasticache("CacheSubnetGroup"),
  "aws:elasticache/user:User": elasticache("User"),
  "aws:elasticache/userGroup:UserGroup": {
    ...elasticache("UserGroup"),
    on: (thing, at) => [
      ...own(thing),
      ...valuesAt(thing.inputs, "userIds[]").map((id) => arnIn("elasticache", `user:${String(id)}`, at)),
    ],
  },
  "aws:guardduty/malwareProtectionPlan:MalwareProtectionPlan": {
    service: "guardduty",
    make: "CreateMalwareProtectionPlan TagResource",
    read: "GetMalwareProtectionPlan",
    change: "UpdateMalwareProtectionPlan UntagResource",
    remove: "DeleteMalwareProtectionPlan",
    passes: [{ role: "role", to: "malware-protection-plan.guardduty.amazonaws.com" }],
  },
  "aws:kinesis/stream:Stream": {
    service: "kinesis",
    make: `CreateStream AddTagsToStream TagResource IncreaseStreamRetentionPeriod StartStreamEncryption
      kms:DescribeKey`,
    read: "DescribeStreamSummary ListTagsForResource ListTagsForStream",
    change: "UpdateStreamMode RemoveTagsFromStream UntagResource",
    remove: "DeleteStream",
    on: (thing, at) => [...own(thing), aKey(at)],
  },
  "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy": {
    service: "sqs",
    make: "SetQueueAttributes",
    read: "GetQueueAttributes",
    change: "SetQueueAttributes",
    on: (thing, at) => [arnIn("sqs", text(thing, "queueUrl").split("/").at(-1) ?? "", at)],
  },
};
