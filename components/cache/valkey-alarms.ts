import type * as pulumi from "@pulumi/pulumi";
import { alarm, type Metric } from "../alerts/alarm";
import type { ValkeyNodes, ValkeyRole } from "./valkey-role";

export interface ValkeyAlarmsArgs {
  readonly groupName: string;
  readonly role: ValkeyRole;
  readonly nodes: ValkeyNodes;
  /** Log group with the engine's words. */
  readonly log: string;
  readonly topicArn: pulumi.Input<string>;
}

/** What a shard is watched for: the worst of its nodes. */
interface Watch {
  readonly says: string;
  readonly whatToDo: string;
  /** Metric of AWS/ElastiCache. */
  readonly metric: string;
  readonly over: "Maximum" | "Sum";
  readonly above: number;
  /** Minutes in a row. */
  readonly minutes: number;
}

/** What becomes of a group that is full, by its role. */
const FULL: Readonly<Record<ValkeyRole, string>> = {
  cache: "soon it forgets what is still asked for",
  store: "when it is full it refuses every write, for it forgets nothing",
};

/** By the alarms' names; limits are webservice-and-platform.md P13's and AWS's [AWS: Which metrics should I monitor?]. */
const watches = (role: ValkeyRole): Readonly<Record<string, Watch>> => ({
  memory: {
    says: `uses more than 75 % of its memory: ${FULL[role]}`,
    whatToDo:
      role === "store"
        ? "look first whether what was written is taken on: the age of the queue of `sync`. If it is, add a shard"
        : "add a shard, or a larger nodeType; keys without an end of their own (TTL) are the usual reason",
    metric: "DatabaseMemoryUsageCountedForEvictPercentage",
    over: "Maximum",
    above: 75,
    minutes: 5,
  },
  evictions: {
    says: "forgets keys before their time: it is too small for what is asked of it",
    whatToDo:
      role === "store"
        ? "a store must forget nothing: look whether its parameter group still says noeviction, and stop what writes to it until it does"
        : "add a shard or a larger nodeType; a few are no harm, and the data is elsewhere",
    metric: "Evictions",
    over: "Sum",
    above: role === "store" ? 0 : 1000,
    minutes: 15,
  },
  processor: {
    says: "has had its one working thread busy for more than 80 % of five minutes",
    whatToDo:
      "the slow log names commands that walk through many keys; else add a shard, which shares the work",
    metric: "EngineCPUUtilization",
    over: "Maximum",
    above: 80,
    minutes: 5,
  },
  lag: {
    says: "has a replica more than 5 seconds behind: what is read there is old, and a failover would take longer",
    whatToDo:
      "very many writes at once are the usual reason; a replica that stays behind is best replaced by AWS",
    metric: "ReplicationLag",
    over: "Maximum",
    above: 5,
    minutes: 5,
  },
});

/** ElastiCache's own names of a shard's nodes: `NAME-0001-001`. */
const nodesOf = (groupName: string, shard: string, { replicas }: ValkeyNodes): readonly string[] =>
  Array.from({ length: replicas + 1 }, (_, at) => `${groupName}-${shard}-${digits(at + 1, 3)}`);

const digits = (value: number, length: number): string => String(value).padStart(length, "0");

/** Everything about a group that people are told of, for each of its shards. */
export function valkeyAlarms(
  name: string,
  { groupName, role, nodes, log, topicArn }: ValkeyAlarmsArgs,
  child: pulumi.CustomResourceOptions,
): void {
  for (let shard = 1; shard <= nodes.shards; shard++) {
    const id = digits(shard, 4);
    for (const [what, watch] of Object.entries(watches(role))) {
      const metrics = nodesOf(groupName, id, nodes).map((node, at): readonly [string, Metric] => [
        `node${at + 1}`,
        {
          namespace: "AWS/ElastiCache",
          name: watch.metric,
          dimensions: { CacheClusterId: node },
          statistic: watch.over,
          periodSeconds: 60,
        },
      ]);
      alarm(
        `${name}-${id}-${what}`,
        {
          alarmName: `${groupName}_${id}_${what}`,
          text: {
            says: `${groupName}: shard ${id} ${watch.says}`,
            whatToDo: watch.whatToDo,
            log: { group: log },
          },
          metric: {
            expression: `MAX([${metrics.map(([node]) => node).join(", ")}])`,
            label: watch.metric,
            metrics: Object.fromEntries(metrics),
          },
          when: { comparison: "above", threshold: watch.above, periods: watch.minutes, missing: "good" },
          topicArn,
        },
        child,
      );
    }
  }
}
