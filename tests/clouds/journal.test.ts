import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { aws } from "../../rehearsal/clouds/aws";
import { Cloud } from "../../rehearsal/clouds/cloud";
import { CatalogueUnderTest } from "./catalogue-under-test";

const QUEUE = "aws:sqs/queue:Queue";
const SECRET = "aws:secretsmanager/secret:Secret";
const CONFIGURATION = { region: "eu-west-1", allowedAccountIds: '["111122223333"]' };

describe("the journal of the simulated clouds", () => {
  let folder: string;
  let journal: string;
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "strongroom-journal-"));
    journal = path.join(folder, "clouds");
  });
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  async function serving(use: (provider: CatalogueUnderTest) => Promise<void>): Promise<void> {
    const provider = await CatalogueUnderTest.of(aws, CONFIGURATION, { cloud: new Cloud(journal) });
    try {
      await use(provider);
    } finally {
      provider.stop();
    }
  }

  it("brings back what there was, what was changed and what is gone", async () => {
    await serving(async (provider) => {
      const made = await provider.make(QUEUE, "work", { name: "work" });
      await provider.change(made, { name: "work", delaySeconds: 5 });
      await provider.remove(await provider.make(QUEUE, "gone", { name: "gone" }));
      await provider.remove(await provider.make(SECRET, "secret", { name: "token" }));
      provider.cloud.put({ bucket: "vault", key: "bag", lockedUntil: "2100-01-01T00:00:00.000Z" });
    });
    const cloud = new Cloud(journal);
    assert.deepEqual(
      cloud.all().map(({ id, inputs }) => [id, inputs["delaySeconds"]]),
      [["https://sqs.eu-west-1.amazonaws.com/111122223333/work", 5]],
    );
    assert.deepEqual(
      cloud.objectsIn("vault").map(({ key }) => key),
      ["bag"],
    );
    await serving(async (provider) => {
      await assert.rejects(provider.make(SECRET, "secret", { name: "token" }), /stays taken/);
      const again = await provider.make(QUEUE, "gone", {});
      assert.notEqual(again.inputs["name"], "gone");
    });
  });

  it("counts on, so that what is made after a restart has an id of its own", async () => {
    let first = "";
    await serving(async (provider) => {
      const made = await provider.make("aws:ec2/eip:Eip", "address", {});
      first = made.id;
      await provider.remove(made);
    });
    await serving(async (provider) => {
      assert.notEqual((await provider.make("aws:ec2/eip:Eip", "address", {})).id, first);
    });
  });

  it("takes a line that a kill has cut as never written", async () => {
    await serving(async (provider) => {
      await provider.make(QUEUE, "first", { name: "first" });
      await provider.make(QUEUE, "second", { name: "second" });
    });
    const whole = fs.readFileSync(journal, "utf8");
    fs.writeFileSync(journal, whole.slice(0, -20));
    const cloud = new Cloud(journal);
    assert.deepEqual(
      cloud.all().map(({ inputs }) => inputs["name"]),
      ["first"],
    );
    await serving(async (provider) => {
      await provider.make(QUEUE, "second", { name: "second" });
    });
    assert.equal(fs.readFileSync(journal, "utf8"), whole);
  });

  it("takes back what no state knows of, as if it had never been asked for", async () => {
    await serving(async (provider) => {
      const made = await provider.make(QUEUE, "work", {});
      const [thing] = provider.cloud.all();
      assert.ok(thing);
      provider.cloud.undo(thing);
      assert.equal((await provider.make(QUEUE, "work", {})).id, made.id);
    });
  });
});
