import * as assert from "node:assert/strict";
import { stages } from "../../projects/estate";
import { textAt } from "../../rehearsal/clouds/aws/values";
import { valuesAt } from "../../rehearsal/clouds/properties";
import { statementsOf } from "../components/policy-evaluation";
import type { Graph } from "../graph/graph";
import { deployed, estateStack } from "../graph/project";

const ROLE = "aws:iam/role:Role";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const ACCOUNTS = { pre: "111122223333", pro: "444455556666" };

/** Rows of the seed that other stacks answer, or both of DataVault's together (datavault.md 12). */
for (const stage of stages)
  describe(`what the seed could not do, in ${stage}`, () => {
    let root: Graph;
    let ground: Graph;
    let base: Graph;
    let app: Graph;
    before(async function () {
      this.timeout(120_000);
      root = await deployed(estateStack("root"), stage);
      ground = await deployed(estateStack("foundation/base"), stage);
      base = await deployed(estateStack("datavault/base"), stage);
      app = await deployed(estateStack("datavault/app"), stage);
    });
    const account = ACCOUNTS[stage];
    const trustOf = (role: string) =>
      statementsOf(root.one(ROLE, `operators-${role}-role`).inputs["assumeRolePolicy"]);

    it("S1: DataVault is deployed by one workflow, which GitHub vouches for, and no key of a user is anywhere", () => {
      for (const graph of [root, ground, base, app])
        assert.deepEqual(graph.of("aws:iam/accessKey:AccessKey"), []);
      const [trust] = trustOf("deploy");
      assert.deepEqual(trust?.Action, ["sts:AssumeRoleWithWebIdentity"]);
      const names = Object.keys(trust?.Condition["StringEquals"] ?? {}).map((name) => name.split(":")[1]);
      for (const name of ["aud", "sub", "repository_id"]) assert.ok(names.includes(name), name);
    });

    it("S2: each of its stacks has a role of its own to be deployed in, which that workflow alone takes, within a boundary", () => {
      assert.deepEqual(
        ["datavault/base", "datavault/app"].map((name) => estateStack(name).deployedBy),
        ["datavault-custodian", "datavault-deploy"],
      );
      for (const role of ["datavault-custodian", "datavault-deploy"]) {
        assert.deepEqual(
          trustOf(role).map(({ Action, Principal }) => [Action, Object(Principal).AWS].flat()),
          [["sts:AssumeRole", `arn:aws:iam::${account}:role/strongroom-${stage}-deploy`]],
        );
        assert.equal(
          root.one(ROLE, `operators-${role}-role`).inputs["permissionsBoundary"],
          `arn:aws:iam::${account}:policy/strongroom-${stage}-${role}-boundary`,
        );
      }
    });

    it("S5: machines have the newest image of ECS, tokens for their metadata, an encrypted disk and no key pair", () => {
      for (const { inputs } of app.of("aws:ec2/launchTemplate:LaunchTemplate")) {
        assert.match(String(inputs["imageId"]), /^resolve:ssm:.*\/amazon-linux-2023\/recommended\/image_id$/);
        assert.deepEqual(
          ["httpTokens", "httpPutResponseHopLimit"].map((key) => Object(inputs["metadataOptions"])[key]),
          ["required", 1],
        );
        assert.equal(textAt(inputs, "blockDeviceMappings[].ebs.encrypted"), "true");
        assert.equal("keyName" in inputs, false);
      }
    });

    it("S6: machines come and go by themselves, over all zones, and none goes while a task is on it", () => {
      const groups = app.of("aws:autoscaling/group:Group");
      assert.equal(groups.length, stage === "pro" ? 1 : 0);
      for (const { inputs } of groups)
        assert.deepEqual(
          [inputs["protectFromScaleIn"], valuesAt(inputs, "vpcZoneIdentifiers[]").length],
          [true, 3],
        );
      for (const { inputs } of app.of("aws:ecs/capacityProvider:CapacityProvider")) {
        const { managedScaling, managedTerminationProtection, managedDraining } = Object(
          inputs["autoScalingGroupProvider"],
        );
        assert.deepEqual(
          [managedScaling, managedTerminationProtection, managedDraining],
          [{ status: "ENABLED", targetCapacity: 100 }, "ENABLED", "ENABLED"],
        );
      }
    });

    it("S17: the state's bucket is the root project's, which no stack of DataVault makes or names", () => {
      const { inputs, protect } = root.one("aws:s3/bucket:Bucket", "state");
      assert.equal(protect, true);
      for (const graph of [base, app])
        assert.equal(
          JSON.stringify(graph.custom.map((each) => each.inputs)).includes(String(inputs["bucket"])),
          false,
        );
      assert.deepEqual(estateStack("root").needs, []);
    });

    it("S19: whoever takes a role of the app comes from the account, and may do something everywhere only where AWS knows no other", () => {
      for (const { name, inputs } of app.of(ROLE)) {
        const trust = statementsOf(inputs["assumeRolePolicy"]);
        assert.equal(trust.length, 1, name);
        const { Principal, Condition = {} } = trust[0] ?? {};
        // EC2 tells a role of a machine nothing of whose it is.
        if ([Object(Principal).Service].flat().includes("ec2.amazonaws.com")) continue;
        assert.deepEqual(Condition["StringEquals"]?.["aws:SourceAccount"], [account], name);
      }
      const everywhere = app
        .of("aws:iam/rolePolicy:RolePolicy")
        .flatMap(({ inputs }) => statementsOf(inputs["policy"]))
        .filter(({ Effect, Resource }) => Effect === "Allow" && [Resource].flat().includes("*"))
        .flatMap(({ Action }) => Action);
      const ofMachines = ["cloudwatch:PutMetricData", "ecs:DiscoverPollEndpoint"];
      const ofAll = ["ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets", "ecr:GetAuthorizationToken"];
      assert.deepEqual(
        [...new Set(everywhere)].toSorted(),
        [...ofAll, ...(stage === "pro" ? ofMachines : [])].toSorted(),
      );
    });

    it("S21: there are three zones, a way out of each by a fixed address, and none out of the isolated subnets", () => {
      const names = (type: string) => ground.of(type).map(({ name }) => name);
      assert.equal(names("aws:ec2/subnet:Subnet").filter((name) => name.includes("isolated")).length, 3);
      assert.equal(
        ground.of("aws:ec2/natGateway:NatGateway").filter(({ inputs }) => inputs["allocationId"]).length,
        stage === "pro" ? 3 : 1,
      );
      assert.deepEqual(
        names("aws:ec2/route:Route").filter((name) => name.includes("isolated")),
        [],
      );
      const endpoints = ground
        .of("aws:ec2/vpcEndpoint:VpcEndpoint")
        .map(({ inputs }) => String(inputs["serviceName"]).split(".").slice(3).join("."));
      for (const service of ["s3", "ecr.api", "ecr.dkr", "logs", "secretsmanager", "kms"])
        assert.ok(endpoints.includes(service), service);
      assert.ok(ground.of("aws:ec2/flowLog:FlowLog").length > 0);
    });

    it("S22: database, queues, files, archive, balancer and each service are watched, and a secret that got no new value is told", () => {
      const watched = JSON.stringify([...base.of(ALARM), ...app.of(ALARM)].map(({ inputs }) => inputs));
      for (const thing of [
        textAt(base.outputs, "database.instanceName"),
        textAt(base.outputs, "queue.brokerName"),
        textAt(base.outputs, "files.kept.fileSystemId"),
        textAt(base.outputs, "files.scratch.fileSystemId"),
        textAt(base.outputs, "balancer.arnSuffix"),
        textAt(base.outputs, "archive.bucketName"),
        ...app.of("aws:ecs/service:Service").map(({ inputs }) => String(inputs["name"])),
        ...app.of("aws:lambda/function:Function").map(({ inputs }) => String(inputs["name"])),
      ])
        assert.ok(watched.includes(thing), thing);
      assert.ok(ground.texts(ALARM, "name").includes(`strongroom-${stage}-secrets_not_rotated`));
    });
  });
