import assert from "node:assert/strict";
import { Cloud } from "../../rehearsal/clouds/cloud";
import { engineFirst } from "./engine-first";
import { EstateCopy } from "./estate-copy";
import { lessGround } from "./less-ground";

describe("clouds that fail", function () {
  this.timeout("4m");
  engineFirst();
  const copy = new EstateCopy();
  before(() => lessGround(copy));
  after(() => copy.remove());
  const rehearse = (fault: string) => copy.rehearse("--only", "root", "--fault", fault);

  it("a named resource fails: its stack stops with the cloud's words", async () => {
    const { exitCode, output } = await rehearse("fail@state-policy");
    assert.equal(exitCode, 1, output);
    assert.match(output, /^root: aws:s3\/bucketPolicy:BucketPolicy state-policy: .*InternalFailure/m);
  });

  it("a provider that dies in the middle of a create leaves behind what it made …", async () => {
    const { exitCode, output } = await rehearse("crash@state-policy");
    assert.equal(exitCode, 1, output);
    const policies = new Cloud(copy.journal).all("aws:s3/bucketPolicy:BucketPolicy");
    assert.equal(policies.filter(({ urn }) => urn.endsWith("::state-policy")).length, 1);
  });

  it("… which the next run takes back before it goes on; throttling is waited out", async () => {
    const { exitCode, output } = await rehearse("throttle=3@state-policy");
    assert.match(output, /takes back aws:s3\/bucketPolicy:BucketPolicy/);
    assert.equal(exitCode, 0, output);
  });
});
