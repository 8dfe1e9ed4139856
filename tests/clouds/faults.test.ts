import * as assert from "node:assert/strict";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { aws } from "../../rehearsal/clouds/aws";
import { Faults, parseFault } from "../../rehearsal/clouds/faults";
import { propertiesOf } from "../../rehearsal/clouds/properties";
import { CatalogueUnderTest, Refused } from "./catalogue-under-test";

const QUEUE = "aws:sqs/queue:Queue";
const CONFIGURATION = { region: "eu-west-1", allowedAccountIds: '["111122223333"]' };

async function withFaults(
  faults: readonly string[],
  use: (provider: CatalogueUnderTest, crashes: () => number) => Promise<void>,
): Promise<void> {
  let crashes = 0;
  const provider = await CatalogueUnderTest.of(aws, CONFIGURATION, {
    faults: new Faults(faults.map(parseFault)),
    crash: () => crashes++,
  });
  try {
    await use(provider, () => crashes);
  } finally {
    provider.stop();
  }
}

describe("faults of the simulated clouds", () => {
  it("are read from what is asked for, and refused when they are none", () => {
    assert.deepEqual(parseFault("throttle=3@bags"), { kind: "throttle", times: 3, at: "bags" });
    assert.deepEqual(parseFault(`fail@${QUEUE}`), { kind: "fail", times: 1, at: QUEUE });
    for (const text of ["fail", "fail@", "burn@bags", "throttle=many@bags"])
      assert.throws(() => parseFault(text), /write KIND@WHERE/, text);
  });

  it("throttle: the provider waits it out", () =>
    withFaults(["throttle=3@work"], async (provider) => {
      const before = Date.now();
      await provider.make(QUEUE, "work", { name: "work" });
      assert.ok(Date.now() - before >= 2 + 4 + 8 - 2, "it has waited three times");
    }));

  it("throttle: at last the provider gives up, and nothing is made", () =>
    withFaults(["throttle=26@work"], async (provider) => {
      await assert.rejects(
        provider.make(QUEUE, "work", { name: "work" }),
        /ThrottlingException: Rate exceeded \(exceeded maximum number of attempts, 25\)/,
      );
      assert.deepEqual(provider.cloud.all(), []);
    })).timeout(5000);

  it("fail: once, at the resource that is named, and nothing is made", () =>
    withFaults(["fail@work"], async (provider) => {
      await provider.make(QUEUE, "other", { name: "other" });
      await assert.rejects(
        provider.make(QUEUE, "work", { name: "work" }),
        /InternalFailure.*asked for by --fault/,
      );
      assert.equal(provider.cloud.all().length, 1);
      await provider.make(QUEUE, "work", { name: "work" });
    }));

  it("fail: at an update and a deletion, too, by the type", () =>
    withFaults([`fail=2@${QUEUE}`], async (provider) => {
      await assert.rejects(provider.make(QUEUE, "work", { name: "work" }), /InternalFailure/);
      await assert.rejects(provider.make(QUEUE, "work", { name: "work" }), /InternalFailure/);
      await provider.make(QUEUE, "work", { name: "work" });
    }));

  it("timeout: it was made, and the engine is told of it and why it never became ready", () =>
    withFaults(["timeout@work"], async (provider) => {
      const error = await provider.make(QUEUE, "work", { name: "work" }).then(
        () => assert.fail("it became ready"),
        (reason: unknown) => reason,
      );
      assert.ok(error instanceof Refused && error.status !== undefined);
      assert.match(error.message, /timeout while waiting for the state/);
      const [any] = Status.deserializeBinary(error.status).getDetailsList();
      assert.equal(any?.getTypeUrl(), "type.googleapis.com/pulumirpc.ErrorResourceInitFailed");
      const detail = proto.ErrorResourceInitFailed.deserializeBinary(
        any?.getValue_asU8() ?? new Uint8Array(),
      );
      const [thing] = provider.cloud.all();
      assert.deepEqual(
        [detail.getId(), propertiesOf(detail.getProperties()), propertiesOf(detail.getInputs())],
        [thing?.id, thing?.outputs, thing?.inputs],
      );
      assert.match(detail.getReasonsList().join(), /timeout/);
    }));

  it("crash: the provider dies after the thing was made and before it answers", () =>
    withFaults(["crash@work"], async (provider, crashes) => {
      await provider.make(QUEUE, "other", { name: "other" });
      assert.equal(crashes(), 0);
      await provider.make(QUEUE, "work", { name: "work" });
      assert.equal(crashes(), 1);
      assert.equal(provider.cloud.all().length, 2);
    }));

  it("leave previews alone", () =>
    withFaults(["fail@work", "crash@work", "timeout@work"], async (provider, crashes) => {
      await provider.foresee(QUEUE, "work", { name: "work" });
      assert.equal(crashes(), 0);
    }));
});
