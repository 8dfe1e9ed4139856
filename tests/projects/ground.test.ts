import * as assert from "node:assert/strict";
import { z } from "zod";
import { stages } from "../../projects/estate";
import { valuesAt } from "../../rehearsal/clouds/properties";
import { appRoles } from "../../components/identity/deploy-rights/roles";
import { packInForce } from "../../components/contract/policy-pack";
import type { Graph } from "../graph/graph";
import { committedConfig, deployed, estateStack } from "../graph/project";
import { POLICIES } from "../graph/run";

const Regions = z.preprocess(
  (value) => (typeof value === "string" ? JSON.parse(value) : value),
  z.object({ primary: z.string(), second: z.string() }),
);

/** What holds for machines of a region that are made by hand, too. */
const GUARDS = [
  "aws:ebs/encryptionByDefault:EncryptionByDefault",
  "aws:ebs/defaultKmsKey:DefaultKmsKey",
  "aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults",
];

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
      const settings = (name: string) => committedConfig(estateStack(name), stage);
      const { primary, second } = Regions.parse(settings("foundation/base")["foundation-base:regions"]);
      assert.deepEqual(Regions.parse(settings("root")["strongroom:regions"]), { primary, second });
      const graph = await deployed(estateStack("root"), stage);
      for (const type of GUARDS)
        assert.deepEqual(
          new Set(graph.of(type).map(({ outputs }) => outputs["region"])),
          new Set([primary, second]),
          type,
        );
    });

  for (const stage of stages)
    it(`lets deploys of ${stage} make and hand over the roles of its app stacks, and no others`, async function () {
      this.timeout(60_000);
      const root = await deployed(estateStack("root"), stage);
      const settings = (name: string) => committedConfig(estateStack(name), stage);
      const storageNamespace = String(settings("root")["strongroom:storageNamespace"]);
      assert.equal(storageNamespace, settings("storage/base")["storage-base:namespace"]);
      const at = { stage, storageNamespace, accountId: "", custodianRoleName: "", stateBucketName: "" };
      const made = await Promise.all(
        ["storage/app", "reporting/app"].map(async (name) => deployed(estateStack(name), stage)),
      );
      const taken = made.flatMap((graph) =>
        graph.of("aws:iam/role:Role").map(({ inputs }) => {
          const [, service] = /"Service":"([a-z-]+)\./.exec(String(inputs["assumeRolePolicy"])) ?? [];
          return `${service} ${String(inputs["name"])}`;
        }),
      );
      const listed = Object.entries(appRoles(at)).flatMap(([service, names]) =>
        names.map((name) => `${service} ${name}`),
      );
      assert.deepEqual(
        taken.filter((one) => !listed.includes(one)),
        [],
      );
      const notThere = listed.filter((one) => !taken.includes(one));
      // Where the bag test runs when it is asked to, no schedule starts it.
      assert.deepEqual(notThere, stage === "pro" ? ["scheduler strongroom-pro-bag-test-daily"] : []);
      assert.ok(root.of("aws:iam/role:Role").every(({ inputs }) => !listed.includes(String(inputs["name"]))));
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
