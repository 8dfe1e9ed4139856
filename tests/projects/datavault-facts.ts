import { z } from "zod";
import type { Graph, Registered } from "../graph/graph";

export const SERVICE = "aws:ecs/service:Service";
export const TASK = "aws:ecs/taskDefinition:TaskDefinition";
export const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
export const EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";

/** What the tests look at of a container. */
const Container = z.object({
  name: z.string(),
  image: z.string(),
  user: z.string(),
  essential: z.boolean(),
  readonlyRootFilesystem: z.boolean(),
  stopTimeout: z.number(),
  environment: z.array(z.object({ name: z.string(), value: z.string() })),
  secrets: z.array(z.object({ name: z.string(), valueFrom: z.string() })),
  portMappings: z.array(z.object({ containerPort: z.number(), name: z.string().optional() })).default([]),
  mountPoints: z
    .array(z.object({ sourceVolume: z.string(), containerPath: z.string(), readOnly: z.boolean() }))
    .default([]),
  dependsOn: z.array(z.object({ containerName: z.string(), condition: z.string() })).default([]),
  healthCheck: z.object({ command: z.array(z.string()) }).optional(),
  logConfiguration: z.object({ options: z.record(z.string(), z.string()) }),
});
export type Container = z.infer<typeof Container>;

const Volume = z.object({
  name: z.string(),
  dockerVolumeConfiguration: z.object({ scope: z.string(), autoprovision: z.boolean() }).optional(),
  efsVolumeConfiguration: z
    .object({
      fileSystemId: z.string(),
      rootDirectory: z.string().optional(),
      transitEncryption: z.string(),
      authorizationConfig: z.object({ accessPointId: z.string(), iam: z.string() }),
    })
    .optional(),
});

/** @throws when the task has no such container */
export function containerOf(graph: Graph, task: string, name: string): Container {
  const found = containersOf(graph, task).find((container) => container.name === name);
  if (found) return found;
  throw new Error(`${task} has no container ${name}`);
}

export const containersOf = (graph: Graph, task: string): readonly Container[] =>
  z.array(Container).parse(JSON.parse(String(graph.one(TASK, task).inputs["containerDefinitions"])));

export const volumesOf = (graph: Graph, task: string) =>
  z.array(Volume).parse(graph.one(TASK, task).inputs["volumes"] ?? []);

/** What a container is told as plain text. */
export const valuesOf = ({ environment }: Container): Readonly<Record<string, string>> =>
  Object.fromEntries(environment.map(({ name, value }) => [name, value]));

/** Names of the workers' services in the program. */
export const workersOf = (graph: Graph): readonly string[] =>
  graph
    .of(SERVICE)
    .map(({ name }) => /^(worker-\d)-service$/.exec(name)?.[1])
    .filter((name) => name !== undefined);

/** Groups that a service's tasks are in. */
export const groupsOf = (service: Registered): readonly string[] =>
  z.object({ securityGroups: z.array(z.string()) }).parse(service.inputs["networkConfiguration"])
    .securityGroups;
