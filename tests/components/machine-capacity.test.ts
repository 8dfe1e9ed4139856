import * as assert from "node:assert/strict";
import { MachineCapacity, type MachineCapacityArgs } from "../../components/capacity/machine-capacity";
import { tasksOn } from "../../components/capacity/machine-types";
import { ConnectedCluster } from "../../components/cluster/connected-cluster";
import { RegionGuards } from "../../components/ground/region-guards";
import { maskedLog } from "../../components/logging/masked-log";
import { hasUnknown } from "../../rehearsal/clouds/properties";
import type { Graph } from "../graph/graph";
import { findingsOf } from "../policies/findings";
import { configurations } from "./pack-configurations";
import { around } from "./api";
import { ACCOUNT, REGION, role, runComponent } from "./ground";
import { allows } from "./policy-evaluation";

const TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";
const GROUP = "aws:autoscaling/group:Group";
const PROVIDER = "aws:ecs/capacityProvider:CapacityProvider";

/** Machines, and the cluster that they join. */
const make = (others: Partial<MachineCapacityArgs> = {}, preview = false): Promise<Graph> =>
  runComponent((ground, opts) => {
    const { vpcId, subnetIds, keyArn, boundaryArn, alarmTopicArn } = ground;
    const guards = new RegionGuards(
      "region",
      { accountId: ACCOUNT, volumesKeyAlias: "alias/volumes", custodianRoleArns: [role("custodian")] },
      opts,
    );
    const { providerName } = new MachineCapacity(
      "machines",
      {
        capacityName: "archive-machines",
        clusterName: "archive",
        machineType: "m7i.xlarge",
        diskGiB: 6841,
        maxMachines: 3,
        diskKeyArn: `arn:aws:kms:${REGION}:${ACCOUNT}:alias/volumes`,
        tags: { owner: "archive", environment: "pre" },
        alarmTopicArn,
        place: { region: REGION, accountId: ACCOUNT, boundaryArn, vpcId, subnetIds },
        ...others,
      },
      { ...opts, dependsOn: [guards] },
    );
    const { group } = maskedLog("log", { logGroupName: "archive", keyArn, keepDays: 365 }, around(opts));
    const cluster = new ConnectedCluster(
      "cluster",
      {
        clusterName: "archive",
        capacityProviders: [providerName],
        disksKeyArn: keyArn,
        sessions: { logGroupName: group.name, keyArn },
      },
      opts,
    );
    return { ...ground, clusterArn: cluster.arn, namespaceArn: cluster.namespaceArn };
  }, preview);

describe("MachineCapacity", () => {
  let graph: Graph;
  before(async () => (graph = await make()));

  it("starts machines of the newest image of ECS, with sessions alone, an encrypted disk of ours and no key pair", () => {
    const { inputs } = graph.one(TEMPLATE, "machines-template");
    assert.equal(
      inputs["imageId"],
      "resolve:ssm:/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id",
    );
    assert.deepEqual(inputs["metadataOptions"], {
      httpEndpoint: "enabled",
      httpTokens: "required",
      httpPutResponseHopLimit: 1,
    });
    assert.deepEqual(inputs["blockDeviceMappings"], [
      {
        deviceName: "/dev/xvda",
        ebs: {
          volumeType: "gp3",
          volumeSize: 6841,
          encrypted: "true",
          kmsKeyId: `arn:aws:kms:${REGION}:${ACCOUNT}:alias/volumes`,
          deleteOnTermination: "true",
        },
      },
    ]);
    assert.equal("keyName" in inputs, false);
    assert.equal(inputs["instanceType"], "m7i.xlarge");
  });

  it("tags the machine, its disk and its network card, which no provider tags", () => {
    const tags = { Name: "archive-machines", owner: "archive", environment: "pre" };
    assert.deepEqual(graph.one(TEMPLATE, "machines-template").inputs["tagSpecifications"], [
      { resourceType: "instance", tags },
      { resourceType: "volume", tags },
      { resourceType: "network-interface", tags },
    ]);
  });

  it("has a machine join its own cluster, and no task get at the machine's credentials", () => {
    const { inputs } = graph.one(TEMPLATE, "machines-template");
    const lines = Buffer.from(String(inputs["userData"]), "base64").toString().split("\n");
    assert.ok(lines.includes("ECS_CLUSTER=archive"));
    assert.ok(lines.includes("ECS_AWSVPC_BLOCK_IMDS=true"));
    assert.equal(lines[0], "#!/bin/bash");
  });

  it("has none at first, three at most, over three zones, each kept while tasks are on it", () => {
    const { inputs, ignoreChanges } = graph.one(GROUP, "machines-machines");
    assert.deepEqual([inputs["minSize"], inputs["maxSize"], inputs["protectFromScaleIn"]], [0, 3, true]);
    assert.deepEqual(inputs["vpcZoneIdentifiers"], graph.outputs["subnetIds"]);
    assert.deepEqual(ignoreChanges, ["desiredCapacity"]);
    assert.deepEqual(Object(graph.one(PROVIDER, "machines-provider").inputs["autoScalingGroupProvider"]), {
      autoScalingGroupArn: graph.one(GROUP, "machines-machines").outputs["arn"],
      managedScaling: { status: "ENABLED", targetCapacity: 100 },
      managedTerminationProtection: "ENABLED",
      managedDraining: "ENABLED",
    });
  });

  it("lets a machine do what its agent does in its own cluster, and no more; it knows so in a preview", async () => {
    const planned = await make({}, true);
    const { policy } = planned.one("aws:iam/rolePolicy:RolePolicy", "machines-machine-permissions").inputs;
    assert.equal(hasUnknown(policy), false);
    const may = (action: string, resource: string, cluster = "archive") =>
      allows(policy, {
        principal: role("archive-machines-machines"),
        action,
        resource,
        context: { "ecs:cluster": `arn:aws:ecs:${REGION}:${ACCOUNT}:cluster/${cluster}` },
      });
    const of = (cluster: string) => `arn:aws:ecs:${REGION}:${ACCOUNT}:cluster/${cluster}`;
    assert.equal(may("ecs:RegisterContainerInstance", of("archive")), true);
    assert.equal(may("ecs:RegisterContainerInstance", of("another")), false);
    for (const action of [
      "secretsmanager:GetSecretValue",
      "ssm:StartSession",
      "s3:GetObject",
      "ecr:BatchGetImage",
    ])
      assert.equal(may(action, "*"), false, action);
  });

  it("is called by nobody", () => {
    const own = graph.one("aws:ec2/securityGroup:SecurityGroup", "machines-group").id;
    const admitted = graph
      .of("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")
      .filter(({ inputs }) => inputs["securityGroupId"] === own);
    assert.deepEqual(admitted, []);
  });

  it("tells when a disk is more than 80 % full", () => {
    const { inputs } = graph.one("aws:cloudwatch/metricAlarm:MetricAlarm", "machines-disks");
    assert.deepEqual(
      [inputs["metricName"], inputs["threshold"], inputs["dimensions"]],
      ["disk_used_percent", 80, { capacity: "archive-machines" }],
    );
    const told = Buffer.from(String(graph.one(TEMPLATE, "machines-template").inputs["userData"]), "base64");
    assert.match(told.toString(), /"append_dimensions":\{"capacity":"archive-machines"\}/);
  });

  it("passes the policy pack, with its cluster", async () => {
    const found = await findingsOf(graph, configurations, (name) => /^(machines|cluster-|log-)/.test(name));
    assert.deepEqual(found, []);
  });

  for (const [what, others, says] of [
    ["no machine", { maxMachines: 0 }, "maxMachines: 1 or more, got 0"],
    ["a disk that the image does not fit on", { diskGiB: 29 }, "diskGiB: 30 to 16384, got 29"],
    ["a disk that EBS does not have", { diskGiB: 16_385 }, "diskGiB: 30 to 16384, got 16385"],
    [
      "a name that ECS keeps for itself",
      { capacityName: "ecs-machines" },
      "capacityName: must not begin with aws, ecs or fargate, got ecs-machines",
    ],
  ] as const)
    it(`refuses ${what}`, async () => {
      await assert.rejects(make(others), ({ message }: Error) => message.includes(says));
    });
});

describe("ConnectedCluster", () => {
  it("S3: has enhanced insights, and writes down encrypted what would be done in a container", async () => {
    const graph = await make();
    const { inputs } = graph.one("aws:ecs/cluster:Cluster", "cluster-cluster");
    assert.deepEqual(inputs["settings"], [{ name: "containerInsights", value: "enhanced" }]);
    assert.deepEqual(Object(inputs["configuration"]).executeCommandConfiguration, {
      kmsKeyId: graph.outputs["keyArn"],
      logging: "OVERRIDE",
      logConfiguration: { cloudWatchEncryptionEnabled: true, cloudWatchLogGroupName: "archive" },
    });
    assert.deepEqual(Object(inputs["configuration"]).managedStorageConfiguration, {
      fargateEphemeralStorageKmsKeyId: graph.outputs["keyArn"],
    });
    assert.deepEqual(inputs["serviceConnectDefaults"], { namespace: graph.outputs["namespaceArn"] });
    assert.deepEqual(
      graph.one("aws:ecs/clusterCapacityProviders:ClusterCapacityProviders", "cluster-capacity").inputs[
        "capacityProviders"
      ],
      ["FARGATE", "archive-machines"],
    );
  });
});

describe("tasksOn", () => {
  for (const [size, tasks] of [
    [{ cpu: 4096, memoryMiB: 8192 }, 1],
    [{ cpu: 2048, memoryMiB: 4096 }, 2],
    [{ cpu: 1024, memoryMiB: 15_073 }, 1],
    [{ cpu: 1024, memoryMiB: 15_074 }, 0],
    [{ cpu: 4097, memoryMiB: 1024 }, 0],
  ] as const)
    it(`is ${tasks} of ${size.cpu} CPU units and ${size.memoryMiB} MiB on an m7i.xlarge`, () => {
      assert.equal(tasksOn("m7i.xlarge", size), tasks);
    });
});
