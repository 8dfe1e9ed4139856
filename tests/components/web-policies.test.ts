import * as assert from "node:assert/strict";
import { findingsOf } from "../policies/findings";
import { ACCOUNT } from "./ground";
import { packOfPre } from "./pack-of-pre";
import { canary, makeHttpService, PROGRAM } from "./web";

/** The policy of the log bucket is a test's own. */
const judged = (name: string) => name !== "admission";

describe("the policy pack", () => {
  for (const preview of [true, false])
    it(`finds nothing wrong with an HttpService ${preview ? "in a preview" : "that is deployed"}`, async () => {
      const graph = await makeHttpService({ rollout: canary }, { preview, migrates: true });
      assert.deepEqual(await findingsOf(graph, packOfPre, judged), []);
    });

  it("would find it", async () => {
    const elsewhere = { ...PROGRAM, image: PROGRAM.image.replace(ACCOUNT, "999988887777") };
    const graph = await makeHttpService({ program: elsewhere });
    const [finding, ...others] = await findingsOf(graph, packOfPre, judged);
    assert.match(String(finding), /^ecs-image-trusted-registry: images-task: /);
    assert.deepEqual(others, []);
  });
});
