import * as assert from "node:assert/strict";
import { AlarmTopic } from "../../components/alerts/alarm-topic";
import { TaskCluster } from "../../components/cluster/task-cluster";
import { ServiceRole } from "../../components/identity/service-role";
import { hasUnknown } from "../../rehearsal/clouds/properties";
import { ACCOUNT, REGION, role, runComponent } from "./ground";
import { allows, statementsOf } from "./policy-evaluation";

describe("AlarmTopic", () => {
  const make = (preview = false) =>
    runComponent(({ keyArn }, opts) => {
      const args = { topicName: "stage-alarms", accountId: ACCOUNT, region: REGION, keyArn };
      return { keyArn, arn: new AlarmTopic("alarms", args, opts).arn };
    }, preview);

  it("is encrypted, and tells its ARN", async () => {
    const graph = await make();
    assert.deepEqual(graph.one("aws:sns/topic:Topic", "alarms-topic").inputs, {
      name: "stage-alarms",
      kmsMasterKeyId: graph.outputs["keyArn"],
    });
    assert.equal(graph.outputs["arn"], `arn:aws:sns:${REGION}:${ACCOUNT}:stage-alarms`);
  });

  it("lets CloudWatch of its own account publish, and nobody else; it knows so in a preview", async () => {
    const graph = await make(true);
    const { policy } = graph.one("aws:sns/topicPolicy:TopicPolicy", "alarms-policy").inputs;
    const publish = (principal: string, account: string) =>
      allows(policy, {
        principal,
        action: "sns:Publish",
        resource: `arn:aws:sns:${REGION}:${ACCOUNT}:stage-alarms`,
        context: { "aws:SourceAccount": account },
      });
    assert.equal(publish("cloudwatch.amazonaws.com", ACCOUNT), true);
    assert.equal(publish("cloudwatch.amazonaws.com", "999988887777"), false);
    assert.equal(publish("events.amazonaws.com", ACCOUNT), false);
    assert.equal(publish("arn:aws:iam::999988887777:role/stranger", ACCOUNT), false);
  });

  it("lets EventBridge of its own account publish, where it is told to", async () => {
    const graph = await runComponent(({ keyArn }, opts) => {
      const publishers = ["cloudwatch", "events"] as const;
      const args = { topicName: "stage-alarms", accountId: ACCOUNT, region: REGION, keyArn, publishers };
      return { arn: new AlarmTopic("alarms", args, opts).arn };
    });
    const { policy } = graph.one("aws:sns/topicPolicy:TopicPolicy", "alarms-policy").inputs;
    const publish = (account: string) =>
      allows(policy, {
        principal: "events.amazonaws.com",
        action: "sns:Publish",
        resource: `arn:aws:sns:${REGION}:${ACCOUNT}:stage-alarms`,
        context: { "aws:SourceAccount": account },
      });
    assert.deepEqual([publish(ACCOUNT), publish("999988887777")], [true, false]);
  });
});

describe("TaskCluster", () => {
  const CAPACITY = "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders";
  const make = () =>
    runComponent(({ vpcId, boundaryArn, keyArn }, opts) => {
      const args = {
        clusterName: "stage",
        namespaceName: "pre.strongroom.internal",
        vpcId,
        disksKeyArn: keyArn,
      };
      const { arn, clusterName, namespaceArn } = new TaskCluster("cluster", args, opts);
      new ServiceRole(
        "user",
        {
          roleName: "user",
          service: "ecs-tasks.amazonaws.com",
          accountId: ACCOUNT,
          boundaryArn,
          statements: [{ Sid: "Run", Effect: "Allow", Action: ["ecs:RunTask"], Resource: arn }],
        },
        opts,
      );
      return { arn, clusterName, namespaceArn, vpcId, keyArn };
    });

  it("has Fargate and Fargate Spot, and takes Fargate where a service says nothing", async () => {
    const graph = await make();
    assert.deepEqual(graph.one(CAPACITY, "cluster-capacity").inputs, {
      clusterName: "stage",
      capacityProviders: ["FARGATE", "FARGATE_SPOT"],
      defaultCapacityProviderStrategies: [{ capacityProvider: "FARGATE", weight: 1 }],
    });
  });

  it("watches its containers with enhanced Container Insights", async () => {
    const { inputs } = (await make()).one("aws:ecs/cluster:Cluster", "cluster-cluster");
    assert.deepEqual(
      [inputs["name"], inputs["settings"]],
      ["stage", [{ name: "containerInsights", value: "enhanced" }]],
    );
  });

  it("encrypts the disks of its tasks on Fargate with a key of ours", async () => {
    const graph = await make();
    const { inputs } = graph.one("aws:ecs/cluster:Cluster", "cluster-cluster");
    assert.deepEqual(inputs["configuration"], {
      managedStorageConfiguration: { fargateEphemeralStorageKmsKeyId: graph.outputs["keyArn"] },
    });
  });

  it("lets whoever uses its ARN wait for its capacity providers", async () => {
    const graph = await make();
    const user = graph.one("aws:iam/rolePolicy:RolePolicy", "user-permissions");
    assert.ok(user.propertyDependencies["policy"]?.includes(graph.one(CAPACITY, "cluster-capacity").urn));
    assert.equal(graph.outputs["arn"], `arn:aws:ecs:${REGION}:${ACCOUNT}:cluster/stage`);
    assert.equal(graph.outputs["clusterName"], "stage");
  });

  it("has a private namespace in the stage's network", async () => {
    const graph = await make();
    const type = "aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace";
    const { inputs, outputs } = graph.one(type, "cluster-namespace");
    assert.equal(inputs["name"], "pre.strongroom.internal");
    assert.equal(inputs["vpc"], graph.outputs["vpcId"]);
    assert.equal(outputs["arn"], graph.outputs["namespaceArn"]);
  });
});

describe("ServiceRole", () => {
  const make = (
    statements: ConstructorParameters<typeof ServiceRole>[1]["statements"],
    preview = false,
    others: Partial<ConstructorParameters<typeof ServiceRole>[1]> = {},
  ) =>
    runComponent(({ boundaryArn }, opts) => {
      const args = {
        roleName: "writer",
        service: "vpc-flow-logs.amazonaws.com",
        accountId: ACCOUNT,
        boundaryArn,
        statements,
        ...others,
      };
      const { arn, roleName } = new ServiceRole("writer", args, opts);
      return { arn, roleName };
    }, preview);
  const list = [
    { Sid: "List", Effect: "Allow", Action: ["s3:ListBucket"], Resource: "arn:aws:s3:::logs" },
  ] as const;

  it("is taken by its service alone, working for its account", async () => {
    const graph = await make(list);
    const { inputs } = graph.one("aws:iam/role:Role", "writer-role");
    const take = (principal: string, account: string) =>
      allows(inputs["assumeRolePolicy"], {
        principal,
        action: "sts:AssumeRole",
        resource: "*",
        context: { "aws:SourceAccount": account },
      });
    assert.equal(inputs["name"], "writer");
    assert.equal(take("vpc-flow-logs.amazonaws.com", ACCOUNT), true);
    assert.equal(take("vpc-flow-logs.amazonaws.com", "999988887777"), false);
    assert.equal(take("ecs-tasks.amazonaws.com", ACCOUNT), false);
    assert.equal(take(role("administrator"), ACCOUNT), false);
    assert.deepEqual(graph.outputs, { arn: role("writer"), roleName: "writer" });
  });

  it("is within the stage's boundary", async () => {
    const graph = await make(list);
    const { inputs } = graph.one("aws:iam/role:Role", "writer-role");
    assert.equal(inputs["permissionsBoundary"], `arn:aws:iam::${ACCOUNT}:policy/boundary`);
  });

  it("is taken by its service for whomever where the service names no account", async () => {
    const graph = await make(list, false, { namesNoAccount: true });
    const { assumeRolePolicy } = graph.one("aws:iam/role:Role", "writer-role").inputs;
    const take = (principal: string) =>
      allows(assumeRolePolicy, { principal, action: "sts:AssumeRole", resource: "*" });
    assert.equal(take("vpc-flow-logs.amazonaws.com"), true);
    assert.equal(take("ecs-tasks.amazonaws.com"), false);
  });

  it("may do what its statements say, in one inline policy that a preview knows", async () => {
    const { inputs } = (await make(list, true)).one("aws:iam/rolePolicy:RolePolicy", "writer-permissions");
    assert.deepEqual([inputs["name"], inputs["role"]], ["permissions", "writer"]);
    assert.equal(hasUnknown(inputs), false);
    assert.deepEqual(statementsOf(inputs["policy"]), [
      { ...list[0], Action: ["s3:ListBucket"], Resource: ["arn:aws:s3:::logs"], Condition: {} },
    ]);
  });

  it("refuses to be a role that may do nothing", async () => {
    await assert.rejects(make([]), { message: "statements: at least one is needed" });
  });
});
