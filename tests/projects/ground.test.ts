import * as assert from "node:assert/strict";
import { z } from "zod";
import { estate, stages, type Stage } from "../../projects/estate";
import { valuesAt } from "../../rehearsal/clouds/properties";
import { deployerTables } from "../../components/identity/deployers/deployers";
import { deployers, type Deployer } from "../../components/names/names";
import { packInForce } from "../../components/contract/policy-pack";
import { statementsOf } from "../components/policy-evaluation";
import type { Graph } from "../graph/graph";
import { committedConfig, deployed, estateStack } from "../graph/project";
import { POLICIES } from "../graph/run";
import { committedTexts } from "../workflows/workflow-files";

const Regions = z.preprocess(
  (value) => (typeof value === "string" ? JSON.parse(value) : value),
  z.object({ primary: z.string(), second: z.string() }),
);

/** What each region has one of: what holds for machines that are made by hand, too, who scans images, what is backed up. */
const ONE_A_REGION = [
  "aws:backup/regionSettings:RegionSettings",
  "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration",
  "aws:inspector2/enabler:Enabler",
  "aws:ebs/encryptionByDefault:EncryptionByDefault",
  "aws:ebs/defaultKmsKey:DefaultKmsKey",
  "aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults",
];

const settings = (name: string, stage: Stage) => committedConfig(estateStack(name), stage);

describe("the root project", () => {
  it("tells where the state of all other stacks is, and what encrypts it", async () => {
    const graph = await deployed(estateStack("root"), "pre");
    assert.deepEqual(graph.outputs, {
      backend: "s3://strongroom-pre-state-111122223333?region=eu-west-1",
      secretsProvider: "awskms://alias/strongroom-pre-state?region=eu-west-1",
      policyPack: packInForce({ PULUMI_OPTION_POLICY_PACK: POLICIES }),
    });
    assert.deepEqual(graph.texts("aws:kms/alias:Alias", "name").toSorted(), [
      "alias/strongroom-pre-state",
      "alias/strongroom-pre-volumes",
      "alias/strongroom-pre-volumes",
    ]);
  });

  for (const stage of stages)
    it(`knows the regions of ${stage} as foundation does, and guards both`, async () => {
      const { primary, second } = Regions.parse(
        settings("foundation/base", stage)["foundation-base:regions"],
      );
      assert.deepEqual(Regions.parse(settings("root", stage)["strongroom:regions"]), { primary, second });
      const graph = await deployed(estateStack("root"), stage);
      for (const type of ONE_A_REGION)
        assert.deepEqual(
          graph
            .of(type)
            .map(({ outputs }) => String(outputs["region"]))
            .toSorted(),
          [primary, second].toSorted(),
          type,
        );
    });

  const placeOf = (stage: Stage) => ({
    stage,
    storageNamespace: String(settings("root", stage)["strongroom:storageNamespace"]),
    accountId: "",
    stateBucketName: "",
  });

  for (const stage of stages)
    it(`knows the namespace of ${stage} as storage/base does`, () =>
      assert.equal(
        placeOf(stage).storageNamespace,
        settings("storage/base", stage)["storage-base:namespace"],
      ));

  /** Roles that a deployer may make, and that only another stage has. */
  const notThere: Readonly<Record<Stage, Partial<Record<Deployer, readonly string[]>>>> = {
    // Where no canary is, nobody shifts requests, and nothing is tried before visitors meet it.
    pre: {
      "site-deploy": [
        "ecs strongroom-pre-web_deployments",
        "ecs strongroom-pre-web_smoke_test",
        "lambda strongroom-pre-web-smoke-test",
      ],
      // One worker is enough to try it, and Fargate has the disk for that.
      "datavault-deploy": [
        "ec2 strongroom-pre-datavault-machines-machines",
        "ecs-tasks strongroom-pre-datavault-worker-2_task_role",
        "ecs-tasks strongroom-pre-datavault-worker-3_task_role",
      ],
      // It searches in PostgreSQL.
      "platform-custodian": [
        "es strongroom-pre-search-snapshots",
        "lambda strongroom-pre-search-setup",
        "scheduler strongroom-pre-search-setup-daily",
        "scheduler strongroom-pre-search-setup-snapshots",
      ],
    },
    // Where the bag test runs when it is asked to, no schedule starts it.
    pro: {
      deploy: ["scheduler strongroom-pro-bag-test-daily"],
      // Three can be, and two are.
      "datavault-deploy": ["ecs-tasks strongroom-pro-datavault-worker-3_task_role"],
      // It searches in OpenSearch.
      "platform-custodian": ["monitoring.rds strongroom-pro-search-monitoring"],
    },
  };

  for (const who of deployers)
    for (const stage of stages)
      it(`lets ${who} of ${stage} make and hand over the roles of their stacks, and no others`, async function () {
        this.timeout(60_000);
        const root = await deployed(estateStack("root"), stage);
        const stacks = estate.filter(({ deployedBy }) => deployedBy === who);
        const made = await Promise.all(stacks.map((stack) => deployed(stack, stage)));
        const taken = made.flatMap((graph) =>
          graph.of("aws:iam/role:Role").map(({ inputs }) => {
            const [, service] =
              /"Service":"([a-z0-9.-]+)\.amazonaws\.com"/.exec(String(inputs["assumeRolePolicy"])) ?? [];
            return `${service} ${String(inputs["name"])}`;
          }),
        );
        const roles = deployerTables[who].roles(placeOf(stage));
        const known = Object.entries(roles).flatMap(([service, names]) =>
          names.map((name) => `${service} ${name}`),
        );
        assert.deepEqual(
          taken
            .filter((one) => !known.includes(one))
            .map((one) => `${one}: add it to components/identity/deployers/${who}`),
          [],
        );
        assert.deepEqual(
          known.filter((one) => !taken.includes(one)),
          notThere[stage][who] ?? [],
        );
        const names = Object.values(roles).flat();
        assert.ok(
          root.of("aws:iam/role:Role").every(({ inputs }) => !names.includes(String(inputs["name"]))),
        );
      });

  it("lets deploys try the archive by the machine that reporting/app makes", async function () {
    this.timeout(60_000);
    const [, machine = ""] =
      /stateMachine:([\w-]+)/.exec(committedTexts()["workflows/deploy.yml"] ?? "") ?? [];
    const app = await deployed(estateStack("reporting/app"), "pre");
    assert.deepEqual(app.texts("aws:sfn/stateMachine:StateMachine", "name"), [machine]);
    const root = await deployed(estateStack("root"), "pre");
    const { policy } = root.one("aws:iam/policy:Policy", "operators-deploy-policies-telling").inputs;
    const [started] = statementsOf(policy).filter(({ Action }) => Action.includes("states:StartExecution"));
    assert.deepEqual(started?.Resource, [`arn:aws:states:*:111122223333:stateMachine:${machine}`]);
  });

  it("watches the state's objects, and tells people what the account costs", async () => {
    const graph = await deployed(estateStack("root"), "pro");
    const { inputs } = graph.one("aws:cloudtrail/trail:Trail", "state-trail-trail");
    assert.deepEqual(valuesAt(inputs, "advancedEventSelectors[].fieldSelectors[].startsWiths[]"), [
      "arn:aws:s3:::strongroom-pro-state-444455556666/",
    ]);
    for (const { inputs: budget } of graph.of("aws:budgets/budget:Budget"))
      assert.deepEqual(
        new Set(valuesAt(budget, "notifications[].subscriberEmailAddresses[]")),
        new Set(["archive-operators@example.org"]),
      );
    assert.equal(graph.of("aws:budgets/budget:Budget").length, 2);
  });
});

describe("foundation/base", () => {
  it("lets each stage differ by its data alone", async () => {
    const [pre, pro] = await Promise.all(
      (["pre", "pro"] as const).map((stage) => deployed(estateStack("foundation/base"), stage)),
    );
    assert.ok(pre && pro);
    assert.equal(pre.of("aws:ec2/natGateway:NatGateway").length, 1);
    assert.equal(pro.of("aws:ec2/natGateway:NatGateway").length, 3);
    const lawful = { profile: "lawful-deletion", logDays: 365 };
    assert.deepEqual(pre.outputs["retention"], { ...lawful, lockDays: 1, renewEveryDays: 0, floorDays: 0 });
    assert.deepEqual(pro.outputs["retention"], {
      ...lawful,
      lockDays: 180,
      renewEveryDays: 90,
      floorDays: 90,
    });
    const components = ({ resources }: Graph) =>
      resources.filter(({ custom }) => !custom).map(({ type, name }) => `${type} ${name}`);
    assert.deepEqual(components(pre).slice(1), components(pro).slice(1));
  });

  it("tells the roles that may delete or reconfigure, before they are there", async () => {
    const { outputs } = await deployed(estateStack("foundation/base"), "pro");
    assert.equal(outputs["breakGlassRoleArn"], "arn:aws:iam::444455556666:role/strongroom-pro-break-glass");
    assert.deepEqual(outputs["custodianRoleArns"], [
      "arn:aws:iam::444455556666:role/strongroom-pro-custodian",
    ]);
    assert.deepEqual(outputs["serviceCustodianRoleArns"], {
      platform: ["arn:aws:iam::444455556666:role/strongroom-pro-platform-custodian"],
      webservice: ["arn:aws:iam::444455556666:role/strongroom-pro-site-custodian"],
      datavault: ["arn:aws:iam::444455556666:role/strongroom-pro-datavault-custodian"],
    });
  });

  it("keeps the networks of the stages apart", async () => {
    const cidrs = await Promise.all(
      (["pre", "pro"] as const).map(async (stage) => {
        const { outputs } = await deployed(estateStack("foundation/base"), stage);
        return valuesAt(outputs, "network.cidr")[0];
      }),
    );
    assert.deepEqual(cidrs, ["10.20.0.0/16", "10.30.0.0/16"]);
  });
});
