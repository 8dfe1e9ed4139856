import { textAt } from "../../rehearsal/clouds/aws/values";
import type { Stage } from "../../projects/estate";
import type { Graph } from "../graph/graph";
import { committedConfig, deployed, estateStack, onTopOf, runProject } from "../graph/project";

export const base = estateStack("platform/base");
export const stageOf = (stage: Stage): Promise<Graph> => deployed(base, stage);

export const ACCOUNTS: Readonly<Record<Stage, string>> = { pre: "111122223333", pro: "444455556666" };
export const EDGE = "us-east-1";

export const CLUSTER = "aws:rds/cluster:Cluster";
export const INSTANCE = "aws:rds/clusterInstance:ClusterInstance";
export const DOMAIN = "aws:opensearch/domain:Domain";
export const KEY = "aws:kms/key:Key";
export const RECORD = "aws:route53/record:Record";

/** The base stack of a stage with some other settings, each whole. */
export async function withSettings(stage: Stage, others: Readonly<Record<string, object>>): Promise<Graph> {
  const given = Object.entries(others).map(
    ([key, value]) => [`platform-base:${key}`, JSON.stringify(value)] as const,
  );
  const below = await Promise.all(
    base.needs.map(async (name) => {
      const stack = estateStack(name);
      return [`${stack.project}/${stage}`, await deployed(stack, stage)] as const;
    }),
  );
  return runProject(base, stage, {
    ...onTopOf(Object.fromEntries(below)),
    config: { ...committedConfig(base, stage), ...Object.fromEntries(given) },
  });
}

/** The clusters of a database engine. */
export const clustersOf = (graph: Graph, engine: "aurora-mysql" | "aurora-postgresql") =>
  graph.of(CLUSTER).filter(({ inputs }) => inputs["engine"] === engine);

/** What a value of a contract looks like, and not what it is: the same words, the same kinds. */
export const shapeOf = (value: unknown): unknown =>
  typeof value === "object" && value !== null
    ? Object.fromEntries(
        Object.entries(value)
          .toSorted(([one], [other]) => (one < other ? -1 : 1))
          .map(([key, each]) => [key, shapeOf(each)]),
      )
    : typeof value;

/** Settings of a database as the tests need one more. */
export const orders = {
  minAcu: 0.5,
  maxAcu: 2,
  highlyAvailable: false,
  readers: { least: 2, most: 4 },
  backtrackHours: 0,
};

/** Where the things of a type are. */
export const regionsOf = (graph: Graph, type: string): readonly string[] =>
  [...new Set(graph.of(type).map(({ outputs }) => textAt(outputs, "region")))].toSorted();
