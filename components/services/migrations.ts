import * as path from "node:path";
import * as lambda from "@pulumi/aws/lambda";
import * as pulumi from "@pulumi/pulumi";
import { bundleDigest } from "../functions/bundle";
import { NodeFunction, type FunctionPlace } from "../functions/node-function";
import type { Statement } from "../identity/policy";
import { roleArn } from "../names/names";
import type { Container } from "./container";
import { containerFault } from "./container-fault";
import { restartRights, restartWhenChanged, type SecretReaders } from "./restart-when-changed";
import type { ServicePlace } from "./service-place";
import { serviceTask, taskRoleName, type ServiceTaskArgs } from "./task-definition";

export interface MigrationsArgs {
  /** Physical name of the function, and of the task definition: at most 50 letters, digits and hyphens. */
  readonly functionName: string;
  /** What the task is made of; its one container ends by itself, with 0 when all is done. */
  readonly task: Omit<ServiceTaskArgs, "family" | "containers" | "executionRoleArn"> & {
    readonly container: Container;
  };
  /** Physical name of the role by which ECS starts the task, and its ARN. */
  readonly executionRole: { readonly roleName: string; readonly arn: pulumi.Input<string> };
  readonly securityGroupIds: pulumi.Input<readonly pulumi.Input<string>[]>;
  /** Log group that the container writes to, with `streamPrefix` before its streams' names. */
  readonly logs: { readonly groupName: string; readonly streamPrefix: string };
  /** Where the function runs. */
  readonly functionPlace: FunctionPlace;
  /**
   * Services of the cluster that read secrets when their tasks start, by words: when one of these changes, the task runs
   * again, so that the database takes a new password over, and then the services start anew. By default none does.
   */
  readonly readers?: Readonly<Record<string, SecretReaders>>;
  /** What must be there before: the database, and whatever lets the task reach it. */
  readonly after: readonly pulumi.Resource[];
}

const ENTRY = path.resolve(__dirname, "../../functions/migrate/index.ts");

/** Lambda's greatest: what takes longer is stopped, and belongs to be done in steps. */
const TIMEOUT_SECONDS = 900;

/**
 * Migrates a database before a service's tasks change: a task of its own, never on Spot, which a function of ours runs
 * in every deploy that brings another image or setting, and waits for. The deploy fails with the container's last words
 * when it does, and the service stays as it is. The old tasks go on meanwhile: what they need must outlast a migration
 * (expand first, contract in a later release). A migration that is run again changes nothing.
 */
export class Migrations extends pulumi.ComponentResource {
  /** Whoever waits for it waits for the end of the migrations. */
  readonly done: pulumi.Resource;

  constructor(name: string, args: MigrationsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:services:Migrations", name, {}, opts);
    const fault = containerFault(args.task.container);
    if (fault !== undefined) throw new pulumi.ResourceError(fault, this);
    const child = { parent: this };
    const { functionName, functionPlace } = args;
    const { container, ...shape } = args.task;
    const { definition, role } = serviceTask(
      name,
      {
        ...shape,
        family: functionName,
        containers: [container],
        executionRoleArn: args.executionRole.arn,
      },
      child,
    );
    const migrate = new NodeFunction(
      `${name}-run`,
      {
        functionName,
        description: "Runs a service's migrations before its tasks change",
        entry: ENTRY,
        memoryMiB: 256,
        timeoutSeconds: TIMEOUT_SECONDS,
        environment: {},
        statements: runStatements(args),
        place: functionPlace,
        // Two deploys must not migrate one database at a time.
        reservedConcurrency: 1,
      },
      child,
    );
    const request = requestOf(args, definition.arn);
    restartWhenChanged(name, { functionName, called: migrate, request, readers: args.readers ?? {} }, child);
    this.done = new lambda.Invocation(
      `${name}-now`,
      {
        functionName: migrate.functionName,
        input: pulumi.jsonStringify(request),
        triggers: { code: bundleDigest(ENTRY) },
      },
      { ...child, dependsOn: [migrate, definition, role, ...args.after] },
    );
    this.registerOutputs({});
  }
}

/** What functions/migrate is called with; the task's ARN has its revision, which changes with the image and all settings. */
const requestOf = (args: MigrationsArgs, taskDefinitionArn: pulumi.Input<string>) => ({
  clusterArn: args.task.place.clusterArn,
  taskDefinitionArn,
  containerName: args.task.container.name,
  subnetIds: args.task.place.subnetIds,
  securityGroupIds: args.securityGroupIds,
  logGroupName: args.logs.groupName,
  streamPrefix: args.logs.streamPrefix,
  tag: args.functionName,
  thenRestart: [],
});

/** To run this task and no other, to see how it stands, to stop it, and to read what it says. */
function runStatements(args: MigrationsArgs): readonly Statement[] {
  const { functionName, task, executionRole, logs } = args;
  const { place } = task;
  const tasks = ofEcs(place, pulumi.interpolate`task/${place.clusterName}/*`);
  const inCluster = {
    ArnEquals: { "ecs:cluster": ofEcs(place, pulumi.interpolate`cluster/${place.clusterName}`) },
  };
  const roles = [taskRoleName(functionName), executionRole.roleName];
  return [
    {
      Sid: "RunTheMigrations",
      Effect: "Allow",
      Action: ["ecs:RunTask"],
      Resource: ofEcs(place, `task-definition/${functionName}:*`),
      Condition: inCluster,
    },
    {
      Sid: "MarkTheTask",
      Effect: "Allow",
      Action: ["ecs:TagResource"],
      Resource: tasks,
      Condition: { StringEquals: { "ecs:CreateAction": "RunTask" } },
    },
    {
      Sid: "SeeHowItStands",
      Effect: "Allow",
      Action: ["ecs:DescribeTasks"],
      Resource: tasks,
      Condition: inCluster,
    },
    {
      Sid: "StopIt",
      Effect: "Allow",
      Action: ["ecs:StopTask"],
      Resource: tasks,
      Condition: { ...inCluster, StringEquals: { "aws:ResourceTag/migrates": functionName } },
    },
    {
      Sid: "HandOverItsRoles",
      Effect: "Allow",
      Action: ["iam:PassRole"],
      Resource: roles.map((role) =>
        pulumi.all([place.accountId, role]).apply(([account, roleName]) => roleArn(account, roleName)),
      ),
      Condition: { StringEquals: { "iam:PassedToService": ["ecs-tasks.amazonaws.com"] } },
    },
    {
      Sid: "ReadItsLastWords",
      Effect: "Allow",
      Action: ["logs:GetLogEvents"],
      Resource: pulumi.interpolate`arn:aws:logs:${place.region}:${place.accountId}:log-group:${logs.groupName}:log-stream:${logs.streamPrefix}/*`,
    },
    ...restartRights(place, args.readers ?? {}),
  ];
}

const ofEcs = ({ region, accountId }: ServicePlace, rest: pulumi.Input<string>): pulumi.Output<string> =>
  pulumi.interpolate`arn:aws:ecs:${region}:${accountId}:${rest}`;
