import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { z } from "zod";
import { estate, stages } from "../../projects/estate";
import { aws } from "../../rehearsal/clouds/aws";
import { azureNative } from "../../rehearsal/clouds/azure-native";
import { valuesAt } from "../../rehearsal/clouds/properties";
import type { Graph, Registered } from "../graph/graph";
import { deployed } from "../graph/project";

/** Of each persistent resource, by its types (parents' first) and its name: what would replace it if it changed. */
const Pins = z.record(z.string(), z.record(z.string(), z.unknown()));
type Pins = z.infer<typeof Pins>;

const RENEW = "UPDATE_PINS=1 npx mocha tests/projects/pins.test.ts";

/** The inputs whose change makes the cloud give up the resource and make another. */
function replacingInputs({ type, inputs, outputs }: Registered): Record<string, unknown> {
  const entry = aws.types[type] ?? azureNative.types[type];
  const paths = ["region", ...(entry?.name ? [entry.name.property] : []), ...(entry?.replacedBy ?? [])];
  return Object.fromEntries(
    paths
      .toSorted()
      .map((at) => [at, valuesAt({ region: outputs["region"], ...inputs }, at)] as const)
      .filter(([, values]) => values.length > 0)
      .map(([at, values]) => [at, values.length === 1 ? values[0] : values]),
  );
}

/** What makes it the same resource to the engine: its URN without the stack. */
const identity = ({ urn }: Registered): string => urn.split("::").slice(2).join(" ");

function pinsOf(graph: Graph): Pins {
  const persistent = graph.custom.filter(({ protect }) => protect);
  return Object.fromEntries(
    persistent
      .map((resource) => [identity(resource), replacingInputs(resource)] as const)
      .toSorted(([one], [other]) => (one < other ? -1 : 1)),
  );
}

/** Every difference, one line each. */
function differences(pinned: Pins, found: Pins): readonly string[] {
  return [...new Set([...Object.keys(pinned), ...Object.keys(found)])].flatMap((key) => {
    const [before, after] = [JSON.stringify(pinned[key]), JSON.stringify(found[key])];
    if (before === after) return [];
    if (after === undefined) return [`${key} is gone: its pin was ${before}`];
    if (before === undefined) return [`${key} is new: ${after}`];
    return [`${key} would be replaced: ${before} became ${after}`];
  });
}

describe("pins of what lasts", () => {
  for (const stack of estate)
    for (const stage of stages) {
      const file = path.join(__dirname, "pins", `${stack.project}.${stage}.json`);

      it(`are kept by ${stack.name} in ${stage}`, async () => {
        const found = pinsOf(await deployed(stack, stage));
        if (process.env["UPDATE_PINS"] === "1") fs.writeFileSync(file, `${JSON.stringify(found, null, 2)}\n`);
        const pinned = Pins.parse(JSON.parse(fs.readFileSync(file, "utf8")));
        const changes = differences(pinned, found);
        if (changes.length > 0)
          assert.fail(
            `${changes.join("\n")}\nReview this as you would a deletion. Renew the pins with: ${RENEW}`,
          );
      });
    }

  it("are there for no other stack", () => {
    const files = estate.flatMap(({ project }) => stages.map((stage) => `${project}.${stage}.json`));
    assert.deepEqual(fs.readdirSync(path.join(__dirname, "pins")).toSorted(), files.toSorted());
  });
});
