import * as assert from "node:assert/strict";
import { COMPONENT_VERSION, rangeFault, versionFault } from "../../components/contract/component-version";
import packageJson from "../../package.json";
import { stages } from "../../projects/estate";
import type { Graph } from "../graph/graph";
import { committedConfig, deployed, estateStack, onTopOf, runProject } from "../graph/project";

const base = estateStack("webservice/base");
const app = estateStack("webservice/app");

describe("W29: a base stack's hold on the version of the components", () => {
  it("is on the repository's own version", () => assert.equal(COMPONENT_VERSION, packageJson.version));

  for (const [range, version, admits] of [
    ["^0.1.0", "0.1.0", true],
    ["^0.1.0", "0.1.7", true],
    ["^0.1.0", "0.2.0", false],
    ["^1.2.0", "1.9.0", true],
    ["^1.2.0", "1.1.9", false],
    [">=1.2.0 <1.4.0", "1.4.0", false],
    ["^1.2.0", "1.3.0-rc.1", false],
  ] as const)
    it(`${admits ? "admits" : "does not admit"} ${version} where ${range} is`, () =>
      assert.equal(versionFault(range, version) === undefined, admits));

  it("is a range, or is refused", () => {
    assert.equal(rangeFault("^0.1.0 || ^1"), undefined);
    assert.match(rangeFault("new ones") ?? "", /is no range of versions, such as \^1\.2\.0: "new ones"/);
  });

  for (const stage of stages) {
    /** The app stack on a base that admits some versions. */
    async function onBaseOf(componentRange: string): Promise<Graph> {
      const [ground, lasting] = [
        await deployed(estateStack("foundation/base"), stage),
        await deployed(base, stage),
      ];
      const told = Object.assign(Object.create(lasting), {
        outputs: { ...lasting.outputs, componentRange },
      });
      return runProject(app, stage, {
        ...onTopOf({ [`foundation-base/${stage}`]: ground, [`webservice-base/${stage}`]: lasting }),
        stacks: { [`foundation-base/${stage}`]: ground, [`webservice-base/${stage}`]: told },
      });
    }

    it(`refuses the app of ${stage} in one line, with what to do, and takes its neighbour`, async function () {
      this.timeout(60_000);
      await assert.rejects(onBaseOf("^0.2.0"), {
        message: `webservice-app: webservice/base of ${stage} does not admit it: components of version ${COMPONENT_VERSION} are not among ^0.2.0, which are admitted. Deploy it from one of those, or first let webservice-base:componentRange have this one`,
      });
      await onBaseOf(`^${COMPONENT_VERSION}`);
    });

    it(`refuses a base of ${stage} that would not admit itself`, async function () {
      this.timeout(60_000);
      const run = async (range: string) =>
        runProject(base, stage, {
          ...onTopOf({ [`foundation-base/${stage}`]: await deployed(estateStack("foundation/base"), stage) }),
          config: { ...committedConfig(base, stage), "webservice-base:componentRange": range },
        });
      await assert.rejects(
        run("^0.2.0"),
        /componentRange: components of version 0\.1\.0 are not among \^0\.2\.0/,
      );
      await assert.rejects(run("latest!"), /componentRange: is no range of versions/);
    });
  }
});
