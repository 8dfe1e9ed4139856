import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { z } from "zod";
import { POLICIES } from "../graph/run";
import { findingsOf, type RuleConfigurations } from "../policies/findings";
import { ACCOUNT, REGION } from "./ground";
import { canary, makeHttpService, PROGRAM } from "./web";

const approved = { approvedBoundaryArns: [`arn:aws:iam::${ACCOUNT}:policy/boundary`] };

/** As the stage pre configures the pack, but for the tests' own boundary and registry, and no vaults. */
const configurations: RuleConfigurations = {
  ...z
    .record(z.string(), z.looseObject({}))
    .parse(JSON.parse(fs.readFileSync(path.join(POLICIES, "config/pre.json"), "utf8"))),
  "iam-no-wildcard-resource": approved,
  "iam-pass-role-scoped": approved,
  "iam-permissions-boundary": approved,
  "ecs-image-trusted-registry": { trustedRegistries: [`${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com/`] },
  "vault-inventory-complete": { expectedVaults: {} },
};

/** The policy of the log bucket is a test's own. */
const judged = (name: string) => name !== "admission";

describe("the policy pack", () => {
  for (const preview of [true, false])
    it(`finds nothing wrong with an HttpService ${preview ? "in a preview" : "that is deployed"}`, async () => {
      const graph = await makeHttpService({ rollout: canary }, { preview, migrates: true, tried: ["/"] });
      assert.deepEqual(await findingsOf(graph, configurations, judged), []);
    });

  it("would find it", async () => {
    const elsewhere = { ...PROGRAM, image: PROGRAM.image.replace(ACCOUNT, "999988887777") };
    const graph = await makeHttpService({ program: elsewhere });
    const [finding, ...others] = await findingsOf(graph, configurations, judged);
    assert.match(String(finding), /^ecs-image-trusted-registry: images-task: /);
    assert.deepEqual(others, []);
  });
});
