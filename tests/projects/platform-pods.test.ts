import * as assert from "node:assert/strict";
import { stages } from "../../projects/estate";
import { valuesAt } from "../../rehearsal/clouds/properties";
import { statementsOf } from "../components/policy-evaluation";
import { deployed, estateStack } from "../graph/project";

for (const stage of stages)
  describe(`pods of platform/app in ${stage}`, function () {
    this.timeout(120_000);

    it("P5: read the key that signs images, and no other secret", async () => {
      const graph = await deployed(estateStack("platform/app"), stage);
      const { policy } = graph.one("aws:iam/rolePolicy:RolePolicy", "catalogue-role-permissions").inputs;
      const read = statementsOf(String(policy)).filter(({ Action }) =>
        Action.some((action) => action.startsWith("secretsmanager:")),
      );
      assert.deepEqual(
        read.flatMap(({ Resource }) => (Resource ?? []).map((arn) => arn.split(":secret:")[1])),
        [`strongroom/${stage}/platform/image-signing-key-??????`],
      );
    });

    it("P19: are told of the certificate that their balancer shows", async () => {
      const graph = await deployed(estateStack("platform/app"), stage);
      const base = await deployed(estateStack("platform/base"), stage);
      assert.deepEqual(
        valuesAt(graph.outputs, "manifests.certificateArn"),
        valuesAt(base.outputs, "certificateArns.home"),
      );
    });
  });
