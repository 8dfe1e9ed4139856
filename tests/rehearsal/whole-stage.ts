import assert from "node:assert/strict";
import { parameters } from "../../policies/parameters";
import { prove } from "../../policies/proof/prove";
import { isRefusal } from "../../policies/proof/verdict";
import { stageParameters } from "../../configuring/stage-parameters";
import { rehearsedState } from "../../proving/stacks";
import { estate, stages, type Stage } from "../../projects/estate";
import { rules } from "../../policies/catalogue";
import { engineFirst } from "./engine-first";
import { EstateCopy } from "./estate-copy";
import { whatStands } from "./what-stands";

/** The whole command, for one stage. */
export function rehearsesWhole(stage: Stage): void {
  describe(`rehearsing ${stage} on the real engine`, function () {
    this.timeout("10m");
    engineFirst();
    const copy = new EstateCopy();
    after(() => copy.remove());
    let first: unknown;

    it("brings every stack up under the policy pack, and a second preview changes nothing", async () => {
      const { exitCode, output } = await copy.rehearse("--stage", stage);
      assert.equal(exitCode, 0, output);
      assert.equal(copy.summary.proved, true);
      assert.deepEqual(
        copy.summary.stacks.map(({ name, outcome }) => [name, outcome]),
        estate.map(({ name }) => [name, "up"]),
      );
      for (const stack of copy.summary.stacks) {
        assert.deepEqual(Object.keys(stack.changes), ["create"], `${stack.name} starts from nothing`);
        assert.ok(stack.resources > 10, `${stack.name} has resources`);
        assert.equal(stack.policies, rules.length, `${stack.name} was judged by the whole pack`);
        assert.deepEqual(stack.passedOver, [], `${stack.name} has nothing that a policy could not judge`);
      }
      assert.match(output, /Proved in .* a second preview changes nothing/);
      first = whatStands(copy, stage);
    });

    it("is proved: nobody but who is named for it could end what the vaults hold", () => {
      const settings = parameters.parse(stageParameters(copy.folder, stage));
      const { verdicts } = prove(rehearsedState(copy.folder, stage), settings);
      assert.deepEqual(verdicts.filter(isRefusal), []);
      const subjects = new Set(verdicts.map(({ subject }) => subject));
      const vaults = [...subjects].map((each) => /^archive-(\w+-\w+-\w+)-\d{12}$/.exec(each)?.[1]);
      assert.deepEqual(
        vaults.filter((each) => each !== undefined).toSorted(),
        [
          `replica-${stage}-datavault`,
          `replica-${stage}-mirror`,
          `vault-${stage}-datavault`,
          `vault-${stage}-glacier`,
          `vault-${stage}-primary`,
        ],
        "every vault that a stage has was asked about",
      );
    });

    // The first run's own previews have shown it for every stack; here it is the command, for one.
    if (stage !== stages[0]) return;

    it("changes nothing when it is run again", async () => {
      const { exitCode, output } = await copy.rehearse("--stage", stage, "--only", "root");
      assert.equal(exitCode, 0, output);
      for (const stack of copy.summary.stacks)
        assert.deepEqual(Object.keys(stack.changes), ["same"], stack.name);
      assert.deepEqual(whatStands(copy, stage), first);
    });
  });
}
