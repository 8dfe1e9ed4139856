import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { estate, stages } from "../../projects/estate";
import { committedConfig, deployed, projectFile, ROOT } from "../graph/project";
import { contracts } from "./contracts";

const names = estate.map(({ name }) => name);

describe("the estate", () => {
  it("lists every project there is, by its own name and folder", () => {
    const folders = fs
      .readdirSync(path.join(ROOT, "projects"), { recursive: true, encoding: "utf8" })
      .filter((file) => path.basename(file) === "Pulumi.yaml")
      .map((file) => path.join("projects", path.dirname(file)));
    assert.deepEqual(estate.map(({ folder }) => folder).toSorted(), [".", ...folders].toSorted());
    for (const stack of estate) assert.equal(projectFile(stack).name, stack.project);
  });

  it("has settings for every stack in every stage, and for no other stage", () => {
    for (const stack of estate) {
      const files = fs
        .readdirSync(path.join(ROOT, stack.folder))
        .filter((file) => /^Pulumi\..+\.yaml$/.test(file));
      assert.deepEqual(
        files.toSorted(),
        stages.map((stage) => `Pulumi.${stage}.yaml`).toSorted(),
        stack.name,
      );
    }
  });

  it("lets no stack use a cloud without a provider of its own", () => {
    for (const stack of estate)
      for (const stage of stages)
        assert.equal(
          committedConfig(stack, stage)["pulumi:disable-default-providers"],
          JSON.stringify(["aws", "azure-native"]),
          `${stack.name} in ${stage}`,
        );
  });

  it("needs of each stack just the contracts that its program receives", async function () {
    this.timeout(60_000);
    for (const stack of estate) {
      const { references } = await deployed(stack, "pre");
      const needed = estate.filter(({ name }) => name !== "root" && stack.needs.includes(name));
      assert.deepEqual(
        references.toSorted(),
        needed.map(({ project }) => `${project}/pre`).toSorted(),
        `needs of ${stack.name} in projects/estate.ts`,
      );
    }
  });

  it("can be deployed in an order in which all that a stack needs comes before it", () => {
    const placed = new Set<string>();
    for (let before = -1; before < placed.size;) {
      before = placed.size;
      for (const { name, needs } of estate) if (needs.every((need) => placed.has(need))) placed.add(name);
    }
    assert.deepEqual(
      names.filter((name) => !placed.has(name)),
      [],
    );
  });

  it("builds no base stack on an app stack", () => {
    const upsideDown = estate.filter(
      ({ name, needs }) => name.endsWith("/base") && needs.some((need) => need.endsWith("/app")),
    );
    assert.deepEqual(upsideDown, []);
  });

  for (const { project, version, promises } of contracts)
    it(`keeps the contract of ${project}: its base stack publishes it, and all of it`, async () => {
      const publisher = estate.find((stack) => stack.project === project);
      assert.ok(publisher, `${project} is in the estate`);
      const { outputs } = await deployed(publisher, "pre");
      assert.equal(outputs["contractVersion"], version);
      assert.deepEqual(
        Object.keys(outputs).toSorted(),
        ["contractVersion", "policyPack", ...Object.keys(promises)].toSorted(),
      );
    });
});
