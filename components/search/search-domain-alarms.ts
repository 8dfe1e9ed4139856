import type * as pulumi from "@pulumi/pulumi";
import { alarm, type AlarmArgs } from "../alerts/alarm";
import { searchLogGroup } from "./search-domain-logs";
import { NODE_COUNT } from "./search-nodes";

export interface SearchDomainAlarmsArgs {
  readonly domainName: string;
  readonly accountId: pulumi.Input<string>;
  /** GiB of each data node's volume. */
  readonly volumeGiB: number;
  readonly topicArn: pulumi.Input<string>;
}

/** What a domain is watched for. */
interface Watch {
  readonly says: string;
  readonly whatToDo: string;
  /** Metric of AWS/ES. */
  readonly metric: string;
  readonly over: "Sum" | "Minimum" | "Maximum";
  readonly minutes: number;
  readonly when: AlarmArgs["when"];
}

/** Something that is 1 when it is wrong, and stays as it was when nothing is heard. */
const isOne = { comparison: "atLeast", threshold: 1, missing: "asBefore" } as const;

/**
 * By the alarms' names in the program; their physical names are the domain's and these, with underscores. Limits and
 * times are AWS's [AWS: Recommended CloudWatch alarms for Amazon OpenSearch Service] unless a line says otherwise.
 */
const watches = (volumeGiB: number): Readonly<Record<string, Watch>> => ({
  red: {
    says: "the cluster is red: a primary shard is nowhere, and what it holds is neither found nor written",
    whatToDo:
      "GET _cluster/allocation/explain says why. If disks are full, see FreeStorageSpace; if a shard is lost, restore its index from the newest snapshot",
    metric: "ClusterStatus.red",
    over: "Maximum",
    minutes: 1,
    when: isOne,
  },
  yellow: {
    says: "the cluster is yellow: a copy of a shard is missing, and the loss of one more node could lose data",
    whatToDo:
      "wait for an hour if a node is being replaced (Nodes). Else GET _cluster/allocation/explain says why",
    metric: "ClusterStatus.yellow",
    over: "Maximum",
    minutes: 1,
    when: { ...isOne, periods: 5 },
  },
  storage: {
    says: "a data node has less than a quarter of its disk left: at a fifth, or at 20 GiB if that is less, writes begin to fail",
    whatToDo: "raise volumeGiB in reporting-base's settings and deploy, or keep logs for fewer days",
    metric: "FreeStorageSpace",
    over: "Minimum",
    minutes: 1,
    // The metric is in MiB.
    when: { comparison: "below", threshold: (volumeGiB * 1024) / 4, missing: "asBefore" },
  },
  "writes-blocked": {
    says: "the cluster refuses to write: nothing is indexed or logged until it does",
    whatToDo:
      "look at FreeStorageSpace and JVMMemoryPressure: one of them is the reason. More disk or larger nodes mend it",
    metric: "ClusterIndexWritesBlocked",
    over: "Maximum",
    minutes: 5,
    when: isOne,
  },
  nodes: {
    says: "a node has been gone for an hour",
    whatToDo:
      "OpenSearch Service replaces nodes by itself: if it has not after an hour, open a support case, and deploy nothing to the domain until the node is back",
    metric: "Nodes",
    // The greatest of an hour: a node that is replaced meanwhile is no alarm. AWS waits for a day.
    over: "Maximum",
    minutes: 60,
    when: { comparison: "below", threshold: NODE_COUNT, missing: "bad" },
  },
  snapshot: {
    says: "OpenSearch Service's own hourly snapshot failed",
    whatToDo:
      "a red cluster is the usual reason: mend that first. Our own daily snapshots are in the bucket of snapshots",
    metric: "AutomatedSnapshotFailure",
    over: "Maximum",
    minutes: 1,
    when: isOne,
  },
  processor: {
    says: "a data node has been busy for 45 minutes",
    whatToDo:
      "the slow logs name the searches and writes that take long; if they are needed, choose a larger dataType",
    metric: "CPUUtilization",
    over: "Maximum",
    minutes: 15,
    when: { comparison: "atLeast", threshold: 80, periods: 3, missing: "asBefore" },
  },
  memory: {
    says: "a data node is running out of memory: it will refuse requests, then stop",
    whatToDo:
      "the slow logs name large searches; GET _cat/shards says whether there are too many shards. If neither helps, choose a dataType with more memory",
    metric: "JVMMemoryPressure",
    over: "Maximum",
    minutes: 1,
    when: { comparison: "atLeast", threshold: 95, periods: 3, missing: "asBefore" },
  },
  "manager-processor": {
    says: "the managers have been busy for 45 minutes",
    whatToDo:
      "GET _cat/pending_tasks says with what; too many shards or mappings are the usual reason. Else choose a larger managerType",
    metric: "MasterCPUUtilization",
    over: "Maximum",
    minutes: 15,
    when: { comparison: "atLeast", threshold: 50, periods: 3, missing: "asBefore" },
  },
  "manager-memory": {
    says: "a manager is running out of memory: without managers the cluster stops",
    whatToDo:
      "too many shards or fields are the usual reason (GET _cluster/stats). Else choose a larger managerType",
    metric: "MasterJVMMemoryPressure",
    over: "Maximum",
    minutes: 1,
    when: { comparison: "atLeast", threshold: 95, periods: 3, missing: "asBefore" },
  },
  "key-error": {
    says: "the key that encrypts the domain is disabled: the domain stops working",
    whatToDo: "enable the key of the stage's data in KMS at once: the domain then works again by itself",
    metric: "KMSKeyError",
    over: "Maximum",
    minutes: 1,
    when: isOne,
  },
  "key-inaccessible": {
    says: "the key that encrypts the domain was deleted, or its grants to OpenSearch Service were",
    whatToDo:
      "if the key waits for its deletion, cancel that at once. A domain in this state does not come back: make a new one, and restore our own snapshots",
    metric: "KMSKeyInaccessible",
    over: "Maximum",
    minutes: 1,
    when: isOne,
  },
  failures: {
    says: "requests fail by the cluster's own fault (5xx)",
    whatToDo: "the cluster's application log says why; its memory and processors come first",
    metric: "5xx",
    // AWS takes a tenth of all requests: ours are so few that a number is plainer.
    over: "Sum",
    minutes: 5,
    when: { comparison: "atLeast", threshold: 10, missing: "good" },
  },
});

/** Everything about a domain that people are told of. */
export function searchDomainAlarms(
  name: string,
  { domainName, accountId, volumeGiB, topicArn }: SearchDomainAlarmsArgs,
  child: pulumi.CustomResourceOptions,
): void {
  for (const [role, { says, whatToDo, metric, over, minutes, when }] of Object.entries(watches(volumeGiB)))
    alarm(
      `${name}-${role}`,
      {
        alarmName: `${domainName}_${role.replaceAll("-", "_")}`,
        text: {
          says: `${domainName}: ${says}`,
          whatToDo,
          log: { group: searchLogGroup(domainName, "application") },
        },
        metric: {
          namespace: "AWS/ES",
          name: metric,
          dimensions: { DomainName: domainName, ClientId: accountId },
          statistic: over,
          periodSeconds: minutes * 60,
        },
        when,
        topicArn,
      },
      child,
    );
}
