import * as assert from "node:assert/strict";
import * as token from "../../../rehearsal/clouds/aws/tokens";
import type { Properties } from "../../../rehearsal/clouds/catalogue";
import { ACCOUNT, holds, inAccount, refusals, type Inputs, type Refusal, type Step } from "./cases";
import { cluster, container, group, network, subnet, task, taskStep, vpc } from "./things";

const bridged = taskStep("bridged", {
  family: "bridged",
  networkMode: "bridge",
  containerDefinitions: JSON.stringify([container({ memory: 128 })]),
});

const ported = taskStep(
  "ported",
  task([container({ portMappings: [{ containerPort: 80 }] })], { family: "ported" }),
);

const registered: readonly Step[] = [
  {
    type: token.NAMESPACE,
    name: "namespace",
    inputs: (made) => ({ name: "archive.local", vpc: made("vpc").id }),
  },
  {
    type: token.REGISTRY,
    name: "registry",
    inputs: (made) => ({
      name: "app",
      dnsConfig: { namespaceId: made("namespace").id, dnsRecords: [{ type: "A", ttl: 10 }] },
    }),
  },
];

const service =
  (more: Inputs = {}): Inputs =>
  (made) => ({
    name: "app",
    cluster: made("cluster").id,
    taskDefinition: made("task").outputs["arn"],
    launchType: "FARGATE",
    networkConfiguration: { subnets: [made("subnet").id], securityGroups: [made("group").id] },
    ...(typeof more === "function" ? more(made) : more),
  });

describe("the simulated AWS: ECS services", () => {
  const ground: readonly Step[] = [...network, ...cluster(), taskStep()];
  const spot: readonly Step[] = [...network, ...cluster("cluster", ["FARGATE", "FARGATE_SPOT"]), taskStep()];
  const on = (capacityProvider: string) => ({
    launchType: undefined,
    capacityProviderStrategies: [{ capacityProvider, weight: 1 }],
  });
  const services = (
    what: string,
    refused: Properties,
    because: RegExp,
    accepted: Properties = {},
    before = ground,
  ): Refusal => ({
    what: `a service ${what}`,
    given: before,
    type: token.SERVICE,
    refused: service(refused),
    because,
    accepted: service(accepted),
  });
  refusals([
    services(
      "on Spot without a capacity provider",
      on("FARGATE_SPOT"),
      /capacity provider 'FARGATE_SPOT' was not found/,
    ),
    services("on Fargate's capacity without a capacity provider", on("FARGATE"), /'FARGATE' was not found/),
    services(
      "on capacity that the cluster lacks",
      on("OTHER"),
      /'OTHER' was not found/,
      on("FARGATE_SPOT"),
      spot,
    ),
    services(
      "with a launch type and a strategy",
      { ...on("FARGATE"), launchType: "FARGATE" },
      /both a launch type and capacity provider strategy/,
      on("FARGATE"),
      spot,
    ),
    services(
      "with neither, where the cluster has no default",
      { launchType: undefined },
      /No Container Instances were found/,
    ),
    services("of a cluster that does not exist", { cluster: "clusters" }, /clusters does not exist/, {
      cluster: "cluster",
    }),
    services(
      "of a task that does not exist",
      { taskDefinition: "app:2" },
      /Unable to find task definition app:2/,
      { taskDefinition: "app:1" },
    ),
    services(
      "without a network",
      { networkConfiguration: undefined },
      /Network Configuration must be provided/,
    ),
    services(
      "in a subnet that does not exist",
      { networkConfiguration: { subnets: ["subnet-0"] } },
      /subnet-0 does not exist/,
    ),
    services(
      "behind targets that do not exist",
      {
        loadBalancers: [
          {
            targetGroupArn: `arn:aws:elasticloadbalancing:eu-west-1:${ACCOUNT}:targetgroup/a/b`,
            containerName: "app",
            containerPort: 80,
          },
        ],
      },
      /targetgroup\/a\/b does not exist/,
    ),
    services(
      "registered where nothing exists",
      { serviceRegistries: { registryArn: `arn:aws:servicediscovery:eu-west-1:${ACCOUNT}:service/srv-x` } },
      /srv-x does not exist/,
    ),
    services(
      "that may neither stop nor start a task",
      { deploymentMaximumPercent: 100 },
      /will block deployments/,
      { deploymentMaximumPercent: 100, deploymentMinimumHealthyPercent: 0 },
    ),
    services(
      "with half a circuit breaker",
      { deploymentCircuitBreaker: { enable: true } },
      /takes enable, rollback/,
      { deploymentCircuitBreaker: { enable: true, rollback: true } },
    ),
    services(
      "with grace for health checks that nobody makes",
      { healthCheckGracePeriodSeconds: 60 },
      /Health check grace period/,
    ),
    services("with commands in tasks without a role", { enableExecuteCommand: true }, /valid taskRoleArn/),
    services("of less than no tasks", { desiredCount: -1 }, /desiredCount/, { desiredCount: 0 }),
    services(
      "that keeps more tasks than it may have",
      { deploymentMaximumPercent: 110, deploymentMinimumHealthyPercent: 120 },
      /is greater than maximumPercent/,
    ),
    services(
      "with a circuit breaker that CodeDeploy would need",
      {
        deploymentController: { type: "CODE_DEPLOY" },
        deploymentCircuitBreaker: { enable: true, rollback: true },
      },
      /only supported with ECS deployment controller/,
      { deploymentController: { type: "CODE_DEPLOY" } },
    ),
    services(
      "on Fargate of a task that is not for it",
      { taskDefinition: "bridged" },
      /does not support launch_type FARGATE/,
      {},
      [...ground, bridged],
    ),
    services(
      "in subnets with a task on a bridge",
      { taskDefinition: "bridged", launchType: "EC2" },
      /Network Configuration is not valid/,
      { taskDefinition: "bridged", launchType: "EC2", networkConfiguration: undefined },
      [...ground, bridged],
    ),
    ...["other", "app"].map((containerName) => ({
      what: `a service registered by a port of the container ${containerName}`,
      given: [...ground, ...registered, ported],
      type: token.SERVICE,
      refused: service((made) => ({
        taskDefinition: "ported",
        serviceRegistries: { registryArn: made("registry").outputs["arn"], containerName, containerPort: 81 },
      })),
      because: /container other does not exist|container app did not have a container port 81/,
      accepted: service((made) => ({
        taskDefinition: "ported",
        serviceRegistries: {
          registryArn: made("registry").outputs["arn"],
          containerName: "app",
          containerPort: 80,
        },
      })),
    })),
    {
      what: "a service with a group of another network",
      given: [...ground, vpc("other-vpc"), group("stranger", "other-vpc")],
      type: token.SERVICE,
      refused: service((made) => ({
        networkConfiguration: { subnets: [made("subnet").id], securityGroups: [made("stranger").id] },
      })),
      because: /must be in the same VPC/,
      accepted: service(),
    },
    {
      what: "a service's name that the cluster has",
      given: [...ground, { type: token.SERVICE, name: "first", inputs: service() }],
      type: token.SERVICE,
      refused: service(),
      because: /AlreadyExists/,
      accepted: service({ name: "app-2" }),
    },
  ]);

  holds([
    {
      what: "a cluster with services",
      given: [...ground, { type: token.SERVICE, name: "service", inputs: service() }],
      held: "cluster",
      because: /ClusterContainsServicesException/,
      until: ["service"],
    },
    {
      what: "a subnet in which a service runs",
      given: [...ground, { type: token.SERVICE, name: "service", inputs: service() }],
      held: "subnet",
      because: /DependencyViolation/,
      until: ["service"],
    },
    {
      what: "a security group of a service",
      given: [...ground, { type: token.SERVICE, name: "service", inputs: service() }],
      held: "group",
      because: /DependencyViolation/,
      until: ["service"],
    },
    {
      what: "the capacity that a service uses",
      given: [...spot, { type: token.SERVICE, name: "service", inputs: service(on("FARGATE_SPOT")) }],
      held: "cluster-capacity",
      because: /ResourceInUseException/,
      until: ["service"],
    },
  ]);

  it(
    "has the real id, and wants to be told before it restarts tasks for another strategy",
    inAccount(async (account) => {
      await account.makeAll([
        ...spot,
        { type: token.SERVICE, name: "service", inputs: service(on("FARGATE")) },
      ]);
      const made = account.made("service");
      assert.equal(made.id, `arn:aws:ecs:eu-west-1:${ACCOUNT}:service/cluster/app`);
      const { capacityProviderStrategies } = on("FARGATE_SPOT");
      await assert.rejects(
        account.change("service", { capacityProviderStrategies }),
        /force_new_deployment should be true/,
      );
      await account.change("service", { capacityProviderStrategies, forceNewDeployment: true });
      const moved = await account.provider.difference(account.made("service"), {
        ...account.made("service").inputs,
        capacityProviderStrategies: undefined,
        launchType: "FARGATE",
        desiredCount: 2,
      });
      assert.deepEqual([moved.replacesList, moved.deletebeforereplace], [["launchType"], true]);
    }),
  );

  it(
    "finds the ports that a service is reached by",
    inAccount(async (account) => {
      const inputs = task([container({ portMappings: [{ containerPort: 9000, name: "http" }] })]);
      await account.makeAll([...network, subnet("second", 2, "b"), ...cluster(), taskStep("task", inputs)]);
      const connect = (portName: string) => ({
        serviceConnectConfiguration: { enabled: true, services: [{ portName }] },
      });
      const step = (more: Properties): Step => ({
        type: token.SERVICE,
        name: "service",
        inputs: service(more),
      });
      await assert.rejects(
        account.make(step(connect("web"))),
        /portName\(web\) does not refer to any named PortMapping/,
      );
      await account.make(step(connect("http")));
    }),
  );
});
