import * as assert from "node:assert/strict";
import * as http from "node:http";
import { queuedMessages } from "../../../functions/queue-watch/queues";
import { settingsOf } from "../../../functions/queue-watch/settings";

const PASSWORD = "pass:word";

/** What RabbitMQ 3.13 answers to `GET /api/queues/%2F?columns=name,messages`. */
const RECORDED = [
  { messages: 3, name: "datavault" },
  { messages: 0, name: "datavault-event" },
  { name: "restart-worker-1" },
];

/** RabbitMQ's management API with these queues, for a user who may look at them. */
async function asked<Result>(
  use: (apiUrl: string) => Promise<Result>,
  queues: unknown = RECORDED,
): Promise<Result> {
  const server = http.createServer(({ headers, url }, answer) => {
    const known = headers.authorization === `Basic ${Buffer.from(`observer:${PASSWORD}`).toString("base64")}`;
    const found = url === "/api/queues/%2F?columns=name,messages";
    answer
      .writeHead(known ? (found ? 200 : 404) : 401)
      .end(JSON.stringify(known ? queues : { error: "not_authorised" }));
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  assert.ok(address !== null && typeof address === "object");
  try {
    return await use(`http://127.0.0.1:${address.port}`);
  } finally {
    server.close();
  }
}

const count = (names: readonly string[], password = PASSWORD, queues?: unknown) =>
  asked((apiUrl) => queuedMessages({ apiUrl, user: "observer", password }, names), queues);

describe("the watch on queues", () => {
  it("counts what waits, and nothing where RabbitMQ has not counted yet", async () => {
    assert.deepEqual(
      [...(await count(["datavault", "datavault-event", "restart-worker-1"]))],
      [
        ["datavault", 3],
        ["datavault-event", 0],
        ["restart-worker-1", 0],
      ],
    );
  });

  it("fails with the queues that are not there, and takes those that are", async () => {
    await assert.rejects(count(["datavault", "restart-worker-2", "restart-worker-3"]), {
      message:
        "RabbitMQ has no queue restart-worker-2, restart-worker-3: the broker makes them when it starts",
    });
    assert.equal((await count(["datavault"])).size, 1);
  });

  it("says what to do when it is refused, and no password", async () => {
    await assert.rejects(count(["datavault"], "another"), ({ message }: Error) => {
      assert.match(message, /^RabbitMQ refuses observer: is the user made, with the tag monitoring/);
      assert.equal(message.includes("another"), false);
      return true;
    });
  });

  it("fails at an answer of another shape", async () => {
    await assert.rejects(count(["datavault"], PASSWORD, { error: "busy" }));
    await assert.rejects(count(["datavault"], PASSWORD, [{ name: "datavault", messages: -1 }]));
  });
});

describe("the settings of the watch on queues", () => {
  const good = {
    API_URL: "https://queue.example.org:443/",
    USER: "observer",
    PASSWORD_SECRET: "strongroom/pre/datavault/queue-observer-password",
    QUEUES: "datavault  datavault-event ",
  };

  it("are read from its environment", () => {
    assert.deepEqual(settingsOf(good), {
      apiUrl: "https://queue.example.org:443",
      user: "observer",
      passwordSecret: good.PASSWORD_SECRET,
      queues: ["datavault", "datavault-event"],
    });
  });

  for (const [name, value] of [
    ["API_URL", "queue.example.org"],
    ["QUEUES", " "],
    ["USER", ""],
  ] as const)
    it(`are refused with ${name} as ${JSON.stringify(value)}, by its name`, () => {
      assert.throws(() => settingsOf({ ...good, [name]: value }), new RegExp(name));
    });
});
