import assert from "node:assert/strict";
import { BootstrappedEstate } from "../bootstrapping/bootstrapped-estate";
import { kill, type Kill } from "../bootstrapping/kill";
import { s3ServerFirst } from "../bootstrapping/s3-server-first";
import { assertMoved } from "../bootstrapping/what-is-there";
import { engineFirst } from "./engine-first";
import { lessGround } from "./less-ground";

/**
 * In the order of the steps: each run goes on from the one before. What the engine makes as it dies is of each kind that
 * there is (bootstrapping/begun.ts), and needs what it made when it died before: a key early, a setting that the key is for
 * in the middle, and a trail, which needs that, when nearly all is made.
 */
const kills: readonly Kill[] = [
  { at: /❯ local backend/ },
  { at: /pulumi stack init pre/ },
  { at: /❯ root project up, under the policy pack/ },
  { at: /pulumi up --yes/, making: "secrets-key" },
  { at: /pulumi up --yes/, making: "state-trail-files-encryption" },
  { at: /pulumi up --yes/, making: "state-trail-trail" },
  { at: /pulumi stack change-secrets-provider/ },
  { at: /s3:.*pulumi stack init pre/ },
  { at: /pulumi stack import/, whole: true },
  { at: /pulumi stack import/ },
  { at: /❯ preview from the bucket: nothing may change/ },
  { at: /❯ old state set aside/ },
];

describe("a bootstrap that is killed", function () {
  this.timeout("4m");
  engineFirst();
  s3ServerFirst();
  let estate: BootstrappedEstate;
  let told = "";
  before(async () => {
    estate = await BootstrappedEstate.start();
    lessGround(estate.copy, ["budgets", "roles"]);
  });
  after(() => estate.stop());

  for (const when of kills)
    it(`dies by SIGKILL at ${when.at.source}${withIt(when)}`, async () => {
      told += await kill(estate, when);
    });

  it("ends right when it is run again, and has told of the key that no state knows", async () => {
    const { exitCode, output } = await estate.bootstrapped();
    assert.equal(exitCode, 0, output);
    const spare = [...told.matchAll(/(\S+): one more aws:kms\/key:Key may stand in the account/g)];
    assert.ok(
      spare.some(([, name]) => name === "secrets-key"),
      told,
    );
    await assertMoved(
      estate,
      spare.map(([, name = ""]) => name),
    );
    const preview = await estate.pulumi("preview", "--expect-no-changes");
    assert.equal(preview.exitCode, 0, preview.output);
  });
});

function withIt({ whole, making }: Kill): string {
  if (making !== undefined) return `, and the engine as it makes ${making}`;
  return whole ? ", and the command with it" : "";
}
