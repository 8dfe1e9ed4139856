import * as assert from "node:assert/strict";
import { findingsOf } from "../policies/findings";
import { ACCOUNT } from "./ground";
import { configurations } from "./pack-configurations";
import { canary, makeHttpService, PROGRAM } from "./web";

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
