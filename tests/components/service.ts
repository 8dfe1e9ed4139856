import type * as pulumi from "@pulumi/pulumi";
import { executionRole } from "../../components/services/execution-role";
import { FargateService, type FargateServiceArgs } from "../../components/services/fargate-service";
import { logRouter, logRouterSecrets } from "../../components/services/log-router";
import { ServiceGround } from "../../components/services/service-ground";
import type { ServicePlace } from "../../components/services/service-place";
import type { Graph } from "../graph/graph";
import { ACCOUNT, image, REGION, runComponent, type Ground } from "./ground";

/** Name of the ground's cluster. */
export const CLUSTER = "ground";

/** Of a key that only policies name. */
export const SECRETS_KEY = `arn:aws:kms:${REGION}:${ACCOUNT}:key/secrets`;

/** Where services run on the ground of the tests. */
export const servicePlace = (ground: Ground): ServicePlace => ({
  region: REGION,
  accountId: ACCOUNT,
  boundaryArn: ground.boundaryArn,
  clusterArn: ground.clusterArn,
  clusterName: ground.clusterName,
  vpcId: ground.vpcId,
  subnetIds: ground.subnetIds,
  logsKeyArn: ground.keyArn,
  secretsKeyArn: SECRETS_KEY,
  logDays: 365,
});

/** What services share; another group stands for the load balancer's. */
export function makeGround(ground: Ground, opts: pulumi.ComponentResourceOptions): ServiceGround {
  return new ServiceGround(
    "services",
    {
      place: servicePlace(ground),
      logGroupName: "ns-log-routers",
      balancerGroupId: ground.groupId,
      balancedPort: 9000,
      calledPort: 8080,
    },
    opts,
  );
}

/** A service of one program and its log router, which works off a queue. */
export const makeService = (others: Partial<FargateServiceArgs> = {}): Promise<Graph> =>
  runComponent((ground, opts) => {
    const place = servicePlace(ground);
    const shared = makeGround(ground, opts);
    const images = [image("worker"), image("fluentbit")];
    const execution = executionRole(
      "execution",
      {
        roleName: "ns_execution_role",
        place,
        images,
        secrets: logRouterSecrets,
        logGroupName: shared.logGroupName,
      },
      opts,
    );
    const { serviceName } = new FargateService(
      "worker",
      {
        serviceName: "ns-worker",
        place,
        size: { cpu: 512, memoryMiB: 1024 },
        spot: false,
        containers: [
          {
            name: "app",
            image: image("worker"),
            essential: true,
            environment: { colour: "blue" },
            secrets: {},
            user: "10001:10001",
            logs: { driver: "awsfirelens" },
          },
          logRouter(image("fluentbit"), "ns-worker", shared.logGroupName, REGION),
        ],
        tasks: { queueName: "ns_input", maxTasks: 10, idleSeconds: 900 },
        executionRoleArn: execution.arn,
        statements: [
          { Sid: "Publish", Effect: "Allow", Action: ["sns:Publish"], Resource: "arn:aws:sns:::ns_uploads" },
        ],
        securityGroupIds: [shared.workerGroupId],
        ...others,
      },
      opts,
    );
    return { ...ground, serviceName };
  });
