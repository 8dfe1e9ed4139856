import * as assert from "node:assert/strict";
import { valuesAt } from "../../rehearsal/clouds/properties";
import { packInForce } from "../../components/contract/policy-pack";
import type { Graph } from "../graph/graph";
import { deployed, estateStack } from "../graph/project";

describe("the root project", () => {
  it("tells where the state of all other stacks is, and what encrypts it", async () => {
    const graph = await deployed(estateStack("root"), "pre");
    assert.deepEqual(graph.outputs, {
      backend: "s3://strongroom-pre-state-111122223333?region=eu-west-1",
      secretsProvider: "awskms://alias/strongroom-pre-state?region=eu-west-1",
      policyPack: packInForce(),
    });
    assert.equal(graph.of("aws:kms/alias:Alias")[0]?.inputs["name"], "alias/strongroom-pre-state");
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
