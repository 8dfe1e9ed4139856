import * as assert from "node:assert/strict";
import type { HttpServiceArgs } from "../../components/services/http-service-args";
import { hasUnknown } from "../../rehearsal/clouds/properties";
import type { Graph, Registered } from "../graph/graph";
import { image, REGION } from "./ground";
import { makeHttpService, PROGRAM } from "./web";

const SERVICE = "aws:ecs/service:Service";
const TASK = "aws:ecs/taskDefinition:TaskDefinition";
const TARGETS = "aws:lb/targetGroup:TargetGroup";
const RULE = "aws:lb/listenerRule:ListenerRule";

const containersOf = (graph: Graph, task = "images-task"): readonly Readonly<Record<string, unknown>>[] =>
  JSON.parse(String(graph.one(TASK, task).inputs["containerDefinitions"]));

describe("HttpService", () => {
  let graph: Graph;
  let service: Registered;
  before(async () => {
    graph = await makeHttpService();
    service = graph.one(SERVICE, "images-service");
  });

  it("keeps the least number of tasks from interruption, and lets three of four others be interrupted", async () => {
    assert.deepEqual(service.inputs["capacityProviderStrategies"], [
      { capacityProvider: "FARGATE", base: 3, weight: 1 },
      { capacityProvider: "FARGATE_SPOT", weight: 3 },
    ]);
    const without = (await makeHttpService({ spot: false })).one(SERVICE, "images-service").inputs;
    assert.deepEqual(without["capacityProviderStrategies"], [{ capacityProvider: "FARGATE", weight: 1 }]);
  });

  it("begins with the least number of tasks, and leaves their number to the scaling", () => {
    assert.equal(service.inputs["desiredCount"], 3);
    assert.deepEqual(service.ignoreChanges, ["desiredCount"]);
  });

  it("has a deploy wait, and its last revision come back when an alarm begins", () => {
    assert.equal(service.inputs["waitForSteadyState"], true);
    assert.deepEqual(service.inputs["deploymentCircuitBreaker"], { enable: true, rollback: true });
    assert.deepEqual(service.inputs["alarms"], {
      alarmNames: ["images-pro_blue_5xx"],
      enable: true,
      rollback: true,
    });
    assert.equal("deploymentConfiguration" in service.inputs, false);
  });

  it("runs in private subnets, in the group that the load balancer reaches, without a shell for anybody", () => {
    assert.deepEqual(service.inputs["networkConfiguration"], {
      subnets: graph.outputs["subnetIds"],
      securityGroups: [graph.outputs["taskGroupId"]],
      assignPublicIp: false,
    });
    assert.equal(service.inputs["enableExecuteCommand"], false);
  });

  it("is asked whether it is ready, and thrown away after 90 seconds in which it was not", () => {
    const targets = graph.one(TARGETS, "images-blue");
    assert.deepEqual(targets.inputs, {
      name: "images-pro-blue",
      targetType: "ip",
      protocol: "HTTP",
      port: 8000,
      vpcId: graph.outputs["vpcId"],
      deregistrationDelay: 60,
      healthCheck: {
        protocol: "HTTP",
        path: "/healthz/ready",
        port: "traffic-port",
        interval: 15,
        timeout: 5,
        healthyThreshold: 2,
        unhealthyThreshold: 6,
        matcher: "200",
      },
    });
    assert.deepEqual(service.inputs["loadBalancers"], [
      { targetGroupArn: targets.outputs["arn"], containerName: "web", containerPort: 8000 },
    ]);
    assert.equal(service.inputs["healthCheckGracePeriodSeconds"], 90);
  });

  it("answers to its own names", () => {
    assert.deepEqual(
      graph.of(RULE).map(({ inputs }) => inputs),
      [
        {
          listenerArn: graph.outputs["httpsListenerArn"],
          priority: 10,
          conditions: [{ hostHeader: { values: ["images.example.org"] } }],
          actions: [{ type: "forward", targetGroupArn: graph.one(TARGETS, "images-blue").outputs["arn"] }],
        },
      ],
    );
  });

  it("confines its program, asks whether it lives, and gives it longer to stop than its requests have", () => {
    assert.deepEqual(containersOf(graph), [
      {
        name: "web",
        image: image("images"),
        essential: true,
        user: "10001:10001",
        readonlyRootFilesystem: true,
        environment: [{ name: "DJANGO_ALLOWED_HOSTS", value: "images.example.org" }],
        secrets: [],
        portMappings: [{ containerPort: 8000, protocol: "tcp" }],
        linuxParameters: {
          initProcessEnabled: true,
          capabilities: { drop: ["ALL"] },
          tmpfs: [{ containerPath: "/tmp", size: 64 }],
        },
        healthCheck: {
          command: ["CMD", "curl", "-fsS", "http://127.0.0.1:8000/healthz/live"],
          interval: 15,
          timeout: 5,
          retries: 3,
          startPeriod: 60,
        },
        stopTimeout: 120,
        logConfiguration: {
          logDriver: "awslogs",
          options: {
            "awslogs-group": "/strongroom/images-pro",
            "awslogs-region": REGION,
            "awslogs-stream-prefix": "web",
          },
        },
      },
    ]);
    assert.deepEqual(graph.one("aws:cloudwatch/logGroup:LogGroup", "images-log").inputs, {
      name: "/strongroom/images-pro",
      retentionInDays: 365,
      kmsKeyId: graph.outputs["keyArn"],
    });
  });

  it("may do what it was given, and nothing else; a preview knows so", async () => {
    const planned = await makeHttpService({}, { preview: true });
    const { policy } = planned.one("aws:iam/rolePolicy:RolePolicy", "images-task-role-permissions").inputs;
    assert.equal(hasUnknown(policy), false);
    const { Statement }: { Statement: unknown } = JSON.parse(String(policy));
    assert.deepEqual(Statement, [
      { Sid: "ReadMedia", Effect: "Allow", Action: ["s3:GetObject"], Resource: "arn:aws:s3:::media/*" },
    ]);
  });

  it("is for the processor that its image is for", async () => {
    const { inputs } = (await makeHttpService({ processor: "ARM64" })).one(TASK, "images-task");
    assert.deepEqual(inputs["runtimePlatform"], { cpuArchitecture: "ARM64", operatingSystemFamily: "LINUX" });
    assert.equal("runtimePlatform" in graph.one(TASK, "images-task").inputs, false);
  });

  it("is called by the load balancer alone, which by its own group calls it", () => {
    const port = { ipProtocol: "tcp", fromPort: 8000, toPort: 8000 };
    const [tasks, balancer] = [graph.outputs["taskGroupId"], graph.outputs["balancerGroupId"]];
    const rule = (type: string, name: string) => {
      const { description, ...others } = graph.one(
        `aws:vpc/securityGroup${type}Rule:SecurityGroup${type}Rule`,
        name,
      ).inputs;
      assert.equal(typeof description, "string");
      return others;
    };
    assert.deepEqual(rule("Ingress", "images-called"), {
      securityGroupId: tasks,
      referencedSecurityGroupId: balancer,
      ...port,
    });
    assert.deepEqual(rule("Egress", "images-balancer-calls"), {
      securityGroupId: balancer,
      referencedSecurityGroupId: tasks,
      ...port,
    });
    assert.deepEqual(rule("Egress", "images-https"), {
      securityGroupId: tasks,
      cidrIpv4: "0.0.0.0/0",
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
    });
  });
});

describe("HttpService refuses", () => {
  const program = (more: Partial<HttpServiceArgs["program"]>) => ({ program: { ...PROGRAM, ...more } });
  const HOSTS = 'hostNames: give the public names that the service answers to, as ["images.example.org"]';
  const canary = { percent: 5, minutes: 10, bakeMinutes: 10 };
  const repository = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/images";
  const cases: readonly (readonly [
    string,
    Partial<HttpServiceArgs>,
    string | RegExp,
    Partial<HttpServiceArgs>,
  ])[] = [
    [
      "every host",
      { hostNames: ["*"] },
      `${HOSTS}: got "*", by which it would answer to names that are not its own. Write each name out`,
      {},
    ],
    [
      "hosts below one",
      { hostNames: ["a.example.org", "*.example.org"] },
      /got "\*\.example\.org"/,
      { hostNames: ["a.example.org"] },
    ],
    ["no host", { hostNames: [] }, `${HOSTS}: got none`, {}],
    [
      "a URL for a host",
      { hostNames: ["https://images.example.org"] },
      /without scheme, port or path, got "https/,
      {},
    ],
    [
      "six hosts",
      { hostNames: "abcdef".split("").map((name) => `${name}.example.org`) },
      /at most 5 .* got 6/,
      { hostNames: "abcde".split("").map((name) => `${name}.example.org`) },
    ],
    [
      "an image by its tag",
      program({ image: `${repository}:1.2` }),
      `container web: image: give it by its digest, REGISTRY/NAME@sha256:…, not by a tag: got ${repository}:1.2. The digest: aws ecr describe-images --repository-name images --image-ids imageTag=1.2 --query "imageDetails[0].imageDigest" --output text`,
      {},
    ],
    ["a short digest", program({ image: `${repository}@sha256:0123` }), /by its digest/, {}],
    ...["root", "0", "0:0", "root:10001", "", "00"].map(
      (user) =>
        [
          `the user ${JSON.stringify(user)}`,
          program({ user }),
          `container web: user: never root, give one of the image's own by its numbers, as 10001:10001, got ${JSON.stringify(user)}`,
          program({ user: "1000" }),
        ] as const,
    ),
    [
      "life that asks the database",
      program({ liveCheck: ["curl", "http://127.0.0.1:8000/healthz/ready"] }),
      /liveCheck: .*one outage would end every task/,
      {},
    ],
    [
      "a long name",
      { serviceName: "a".repeat(27) },
      /serviceName: at most 26/,
      { serviceName: "a".repeat(26) },
    ],
    [
      "no task",
      { tasks: { min: 0, max: 2, requestsPerMinute: 600 } },
      /tasks: at least 1.*got 0 to 2/,
      { tasks: { min: 1, max: 1, requestsPerMinute: 600 } },
    ],
    [
      "more tasks at least than at most",
      { tasks: { min: 3, max: 2, requestsPerMinute: 600 } },
      /got 3 to 2/,
      {},
    ],
    [
      "tasks that answer nothing",
      { tasks: { min: 1, max: 2, requestsPerMinute: 0 } },
      /requestsPerMinute: more than 0/,
      {},
    ],
    [
      "a canary of everything",
      { rollout: { ...canary, percent: 100 } },
      /rollout.percent: .*got 100/,
      { rollout: { ...canary, percent: 0.1 } },
    ],
    [
      "a canary without time",
      { rollout: { ...canary, minutes: 0 } },
      /rollout.minutes/,
      { rollout: { ...canary, minutes: 1 } },
    ],
    [
      "a bake too short for its alarms",
      { rollout: { ...canary, bakeMinutes: 9 } },
      /rollout.bakeMinutes: 10 to 15.*got 9/,
      { rollout: { ...canary, bakeMinutes: 15 } },
    ],
  ];
  for (const [what, refused, message, accepted] of cases)
    it(`${what}, and takes its neighbour`, async () => {
      await assert.rejects(makeHttpService(refused), { message });
      await makeHttpService(accepted);
    });
});
