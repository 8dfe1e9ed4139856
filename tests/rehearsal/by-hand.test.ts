import assert from "node:assert/strict";
import { estateStack } from "../graph/project";
import { engineFirst } from "./engine-first";
import { EstateCopy } from "./estate-copy";
import { lessGround } from "./less-ground";
import { PlainPulumi } from "./plain-pulumi";

const root = estateStack("root");
const app = estateStack("storage/app");

describe("plain pulumi commands, typed by hand against the simulated clouds", function () {
  this.timeout("3m");
  engineFirst();
  const copy = new EstateCopy();
  before(() => lessGround(copy));
  let clouds: PlainPulumi;
  beforeEach(async () => {
    clouds = await PlainPulumi.start(copy);
  });
  afterEach(() => clouds.stop());
  after(() => copy.remove());

  it("an app stack before its base is refused with the command that mends it", async () => {
    await clouds.inState(app, "stack", "init", "pre");
    const { exitCode, output } = await clouds.on(app, "up", "--yes");
    assert.notEqual(exitCode, 0, output);
    assert.match(
      output,
      /storage-app builds on foundation-base\/pre, which is not deployed\. Mend it with: pulumi up --stack pre --cwd projects\/foundation\/base/,
    );
  });

  it("an image given by a tag is refused before anything else is looked at", async () => {
    const release = "projects/storage/releases/2026-08.json";
    copy.edit(release, (text) => text.replace(/fluentbit@sha256:\w+/, "fluentbit:latest"));
    const { exitCode, output } = await clouds.on(app, "up", "--yes");
    assert.notEqual(exitCode, 0, output);
    assert.match(
      output,
      /release 2026-08: mend projects\/storage\/releases\/2026-08\.json: sidecars\.fluentbit\.image: .*digest.*fluentbit:latest/,
    );
  });

  it("get the policy pack by PULUMI_OPTION_POLICY_PACK; the file backend answers to stack export", async () => {
    await clouds.inState(root, "stack", "init", "pre");
    const good = await clouds.on(root, "up", "--yes");
    assert.equal(good.exitCode, 0, good.output);
    assert.match(good.output, /Policies:\s+.*strongroom/);
    const exported = await clouds.inState(root, "stack", "export", "--stack", "pre");
    assert.match(exported.output, /strongroom-pre-state-111122223333/);
    copy.replace("components/ground/state-bucket.ts", "protect: true", "protect: false");
    const bad = await clouds.on(root, "up", "--yes");
    assert.notEqual(bad.exitCode, 0, bad.output);
    assert.match(bad.output, /persistent-protected/);
  });
});
