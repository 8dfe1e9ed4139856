import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { queuedMessages } from "../../../functions/queue-watch/queues";
import { certificateAuthority } from "../../servers/certificate-authority";
import { startRabbitMq, type RabbitMq } from "../../servers/rabbitmq";

const OBSERVER = { user: "observer", password: "watches-only" };

/** Longest time after which RabbitMQ's numbers are those of now. */
const COUNT_MS = 20_000;

describe("the watch on queues, at a real RabbitMQ", function () {
  this.timeout(120_000);
  let folder: string;
  let rabbit: RabbitMq;

  before(async () => {
    folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "strongroom-queue-watch-")));
    fs.chmodSync(folder, 0o755);
    const authority = await certificateAuthority(path.join(folder, "authority"));
    rabbit = await startRabbitMq(folder, await authority.issue("localhost", "DNS:localhost"), true);
    await asked("PUT", "users/observer", { password: OBSERVER.password, tags: "monitoring" });
    await asked("PUT", "permissions/%2F/observer", { configure: "^$", write: "^$", read: "^$" });
    for (const queue of ["datavault", "restart-worker-1"])
      await asked("PUT", `queues/%2F/${queue}`, { durable: true });
    for (const payload of ["one", "two"])
      await asked("POST", "exchanges/%2F/amq.default/publish", {
        properties: {},
        routing_key: "datavault",
        payload,
        payload_encoding: "string",
      });
  });
  after(async () => {
    await rabbit?.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  /** What whoever set it up asks of it. */
  async function asked(method: "PUT" | "POST", what: string, body: object): Promise<void> {
    const answer = await fetch(`${rabbit.apiUrl}/api/${what}`, {
      method,
      headers: {
        authorization: `Basic ${Buffer.from("guest:guest").toString("base64")}`,
        "content-type": "application/json",
      },
      body: JSON.stringify(body),
    });
    assert.ok(answer.ok, `${what}: ${answer.status} ${await answer.text()}`);
  }

  const counted = (password = OBSERVER.password, queues = ["datavault", "restart-worker-1"]) =>
    queuedMessages({ apiUrl: rabbit.apiUrl, user: OBSERVER.user, password }, queues);

  it("counts, as a user who may look at queues and do nothing with them", async () => {
    const until = Date.now() + COUNT_MS;
    let found = await counted();
    while (found.get("datavault") !== 2 && Date.now() < until) {
      await new Promise((later) => setTimeout(later, 500));
      found = await counted();
    }
    assert.deepEqual(
      [...found],
      [
        ["datavault", 2],
        ["restart-worker-1", 0],
      ],
    );
  });

  it("fails with another password, and for a queue that nobody made", async () => {
    await assert.rejects(counted("another"), /^Error: RabbitMQ refuses observer/);
    await assert.rejects(counted(OBSERVER.password, ["datavault", "of-nobody"]), /has no queue of-nobody/);
  });
});
