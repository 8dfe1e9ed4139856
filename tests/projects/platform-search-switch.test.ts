import * as assert from "node:assert/strict";
import { z } from "zod";
import { stages, type Stage } from "../../projects/estate";
import { listAt, textAt } from "../../rehearsal/clouds/aws/values";
import type { Graph } from "../graph/graph";
import { committedConfig, deployed, estateStack, onTopOf, runProject } from "../graph/project";
import { clustersOf, DOMAIN, shapeOf, withSettings } from "./platform-facts";

const TASK = "aws:ecs/taskDefinition:TaskDefinition";

const Search = z.looseObject({ engine: z.string() });
const committedSearch = (stage: Stage) =>
  Search.parse(
    JSON.parse(committedConfig(estateStack("platform/base"), stage)["platform-base:search"] ?? ""),
  );

/** The engine of each stage, and that of the other stage, which it is switched to. */
const switched = { pre: committedSearch("pro"), pro: committedSearch("pre") };

for (const stage of stages)
  describe(`search of ${stage}, switched to the other engine`, function () {
    this.timeout(120_000);
    const app = estateStack("platform/app");
    let base: { readonly before: Graph; readonly after: Graph };
    let apps: typeof base;
    before(async () => {
      base = {
        before: await deployed(estateStack("platform/base"), stage),
        after: await withSettings(stage, { search: switched[stage] }),
      };
      const bases = {
        [`foundation-base/${stage}`]: await deployed(estateStack("foundation/base"), stage),
        [`platform-base/${stage}`]: base.after,
      };
      apps = { before: await deployed(app, stage), after: await runProject(app, stage, onTopOf(bases)) };
    });
    const enginesOf = (graph: Graph) => ({
      opensearch: graph.of(DOMAIN).length,
      postgres: clustersOf(graph, "aurora-postgresql").length,
    });
    /** What a task is told, by its words. */
    const toldTo = (graph: Graph, name: string) =>
      Object.fromEntries(
        listAt(
          { containers: JSON.parse(String(graph.one(TASK, name).inputs["containerDefinitions"])) },
          "containers[].environment[]",
        ).map((each) => [textAt(each, "name"), textAt(each, "value")]),
      );

    it("P15: has the other one, and the first no more", () => {
      const [one, other] = [enginesOf(base.before), enginesOf(base.after)];
      assert.deepEqual(other, { opensearch: one.postgres, postgres: one.opensearch });
      assert.equal(one.opensearch + one.postgres, 1);
    });

    it("P15: keeps the contract: the same promises of the same kind, and all but search's the same", () => {
      const { search: before, ...others } = base.before.outputs;
      const { search: after, ...same } = base.after.outputs;
      assert.deepEqual(shapeOf(after), shapeOf(before));
      assert.deepEqual(same, others);
    });

    it("P15: has the app stack stand on it as it is, and tells nobody but what fills search of the change", () => {
      const names = (graph: Graph) => graph.custom.map(({ type, name }) => `${type} ${name}`).toSorted();
      assert.deepEqual(names(apps.after), names(apps.before));
      for (const { name } of apps.before.of(TASK)) {
        const [before, after] = [toldTo(apps.before, name), toldTo(apps.after, name)];
        assert.deepEqual(Object.keys(after).toSorted(), Object.keys(before).toSorted(), name);
        const others = Object.keys(after).filter((word) => !word.startsWith("SEARCH_"));
        for (const word of others) assert.equal(after[word], before[word], `${word} of ${name}`);
      }
      const engines = [apps.before, apps.after].map(
        (graph) => toldTo(graph, "reindex-task")["SEARCH_ENGINE"],
      );
      assert.deepEqual(engines, [committedSearch(stage).engine, switched[stage].engine]);
    });
  });
