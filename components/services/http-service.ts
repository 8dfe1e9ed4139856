import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as pulumi from "@pulumi/pulumi";
import { mapValues } from "es-toolkit/object";
import type { Container } from "./container";
import { deploymentRoleArn } from "./deployment-role";
import { executionRole } from "./execution-role";
import { FargateService, type Balanced } from "./fargate-service";
import { httpAlarms } from "./http-alarms";
import { MIGRATIONS_STREAM, migratingContainer, webContainer } from "./http-containers";
import { scaleByRequests } from "./http-scaling";
import type { HttpServiceArgs, HttpSmokeTest } from "./http-service-args";
import { httpServiceFault } from "./http-service-fault";
import { LIVE_PATH, oneGroup, READY_PATH, twoGroups, type HttpTargets } from "./http-targets";
import { Migrations } from "./migrations";
import { SmokeTest } from "./smoke-test";

/** Of the tasks beyond the least number one is on demand for three on Spot (W36). */
const SHARE = { onDemandWeight: 1, spotWeight: 3 };

/** Seconds that a program may take to be ready (W37). */
const GRACE_SECONDS = 90;

/** Minutes that new tasks may take to start and the old ones to end, beside what a canary waits. */
const SETTLE_MINUTES = 20;

/**
 * A service that answers HTTP requests behind a load balancer: it scales with them, migrates its database before its
 * tasks change, and goes back to its last revision when the new one does not answer well. A deploy waits for all that.
 */
export class HttpService extends pulumi.ComponentResource {
  readonly serviceName: pulumi.Output<string>;
  readonly logGroupName: pulumi.Output<string>;
  /** The last part of each target group's ARN, by colour, for dashboards. */
  readonly groupArnSuffixes: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: HttpServiceArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:services:HttpService", name, {}, opts);
    const { serviceName, place, tasks } = args;
    const containers = containersOf(args);
    const fault = httpServiceFault(args, Object.values(containers).flat());
    if (fault !== undefined) throw new pulumi.ResourceError(fault, this);
    const child = { parent: this };
    const ground = groundOf(name, args, Object.values(containers).flat(), child);
    const { balanced, groups } = balancedBy(name, args, child);
    this.groupArnSuffixes = groups;
    const watched = {
      clusterName: place.clusterName,
      balancerArnSuffix: args.entrance.arnSuffix,
      groupArnSuffixes: groups,
    };
    const alarms = httpAlarms(
      name,
      {
        ...watched,
        serviceName,
        minTasks: tasks.min,
        logGroupName: ground.logGroupName,
        topicArn: args.alarmTopicArn,
      },
      child,
    );
    const service = new FargateService(
      name,
      {
        ...shapeOf(args),
        serviceName,
        spot: args.spot && { onDemandBase: tasks.min, ...SHARE },
        containers: containers.ofService,
        tasks: { atFirst: tasks.min },
        executionRoleArn: ground.execution.arn,
        statements: args.statements,
        keepsNoTask: true,
        securityGroupIds: args.securityGroupIds,
        balanced,
        rollbackAlarms: alarms.rollback.map((alarm) => alarm.name),
        waitMinutes: waitMinutes(args),
        after: [...ground.first, ...migrated(name, args, containers.ofMigrations, ground, child)],
      },
      child,
    );
    scaleByRequests(
      `${name}-scaling`,
      { ...watched, tasks, plainServiceName: serviceName, serviceName: service.serviceName },
      child,
    );
    this.serviceName = service.serviceName;
    this.logGroupName = ground.log.name;
    this.registerOutputs({ serviceName: this.serviceName, logGroupName: this.logGroupName });
  }
}

/** Log group of all containers of a service. */
export const logGroupNameOf = (serviceName: string): string => `/strongroom/${serviceName}`;

function containersOf(args: HttpServiceArgs) {
  const logGroupName = logGroupNameOf(args.serviceName);
  const { migrations, sidecars = [] } = args;
  return {
    ofService: [webContainer(args, logGroupName), ...sidecars],
    ofMigrations: migrations ? [migratingContainer(args, migrations, logGroupName)] : [],
  };
}

/** What tasks of the service and of its migrations have in common. */
const shapeOf = ({ place, size, processor }: HttpServiceArgs) => ({
  place,
  size,
  ...(processor ? { processor } : {}),
});

type HttpGround = ReturnType<typeof groundOf>;

/** A log, and the role by which ECS starts the tasks. */
function groundOf(
  name: string,
  args: HttpServiceArgs,
  containers: readonly Container[],
  child: pulumi.CustomResourceOptions,
) {
  const { place, serviceName } = args;
  const logGroupName = logGroupNameOf(args.serviceName);
  const log = new cloudwatch.LogGroup(
    `${name}-log`,
    { name: logGroupName, retentionInDays: place.logDays, kmsKeyId: place.logsKeyArn },
    child,
  );
  const roleName = `${serviceName}_execution_role`;
  const execution = executionRole(
    `${name}-execution`,
    {
      roleName,
      place,
      images: containers.map(({ image }) => image),
      secrets: [...new Set(containers.flatMap(({ secrets }) => Object.values(secrets)))],
      logGroupName,
    },
    child,
  );
  return { log, logGroupName, roleName, execution, first: [log, execution, ...(args.after ?? [])] };
}

/** Runs the migrations, if there are any. */
function migrated(
  name: string,
  args: HttpServiceArgs,
  [container]: readonly Container[],
  { logGroupName, roleName, execution, first }: HttpGround,
  child: pulumi.CustomResourceOptions,
): readonly pulumi.Resource[] {
  const { migrations, serviceName } = args;
  if (container === undefined || migrations === undefined) return [];
  const { done } = new Migrations(
    `${name}-migrations`,
    {
      functionName: `${serviceName}-migrate`,
      task: { ...shapeOf(args), container, statements: migrations.statements },
      executionRole: { roleName, arn: execution.arn },
      securityGroupIds: migrations.securityGroupIds ?? args.securityGroupIds,
      logs: { groupName: logGroupName, streamPrefix: MIGRATIONS_STREAM },
      functionPlace: migrations.functionPlace,
      after: first,
    },
    child,
  );
  return [done];
}

/** How the load balancer reaches the service: by one group of tasks, or by two between which ECS shifts the requests. */
function balancedBy(
  name: string,
  args: HttpServiceArgs,
  child: pulumi.CustomResourceOptions,
): { readonly balanced: Balanced; readonly groups: Readonly<Record<string, pulumi.Output<string>>> } {
  const { serviceName, place, program, hostNames, entrance, rollout, smokeTest } = args;
  const targets = { serviceName, vpcId: place.vpcId, port: program.port, hostNames, entrance };
  const reached = ({ primaryArn }: HttpTargets) => ({
    targetGroupArn: primaryArn,
    containerName: "web",
    port: program.port,
    graceSeconds: GRACE_SECONDS,
  });
  if (rollout === "rolling") {
    const one = oneGroup(name, targets, child);
    return { balanced: reached(one), groups: suffixes(one) };
  }
  const two = twoGroups(name, targets, child);
  const roleArn = deploymentRoleArn(
    `${name}-deployments`,
    { roleName: `${serviceName}_deployments`, place, groupPrefix: serviceName },
    child,
  );
  const shift = {
    ...rollout,
    alternateTargetGroupArn: two.alternateArn,
    productionRuleArn: two.productionRuleArn,
    testRuleArn: two.testRuleArn,
    roleArn,
    ...(smokeTest && { smokeTest: triedBy(name, args, smokeTest, child).hook }),
  };
  return { balanced: { ...reached(two), shift }, groups: suffixes(two) };
}

/** What a new revision has to answer: its health checks, and the pages that it is asked for. */
const triedBy = (
  name: string,
  { serviceName, place, hostNames }: HttpServiceArgs,
  { pages, door, functionPlace }: HttpSmokeTest,
  child: pulumi.CustomResourceOptions,
) =>
  new SmokeTest(
    `${name}-smoke-test`,
    {
      functionName: `${serviceName}-smoke-test`,
      hookRoleName: `${serviceName}_smoke_test`,
      place,
      functionPlace,
      door,
      siteHost: hostNames[0] ?? "",
      paths: [...new Set([LIVE_PATH, READY_PATH, ...pages])],
    },
    child,
  );

const suffixes = ({ groups }: HttpTargets) => mapValues({ ...groups }, ({ arnSuffix }) => arnSuffix);

const waitMinutes = ({ rollout }: HttpServiceArgs): number =>
  SETTLE_MINUTES + (rollout === "rolling" ? 0 : rollout.minutes + rollout.bakeMinutes);
