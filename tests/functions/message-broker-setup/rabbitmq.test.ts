import * as assert from "node:assert/strict";
import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { z } from "zod";
import type { SetUpBroker } from "../../../components/message-broker/setup-request";
import { managementApi } from "../../../functions/message-broker-setup/management-api";
import { setUp } from "../../../functions/message-broker-setup/set-up";
import { certificateAuthority } from "../../servers/certificate-authority";
import { startRabbitMq, type RabbitMq } from "../../servers/rabbitmq";

const request: SetUpBroker = {
  broker: { host: "localhost", port: 1, admin: { userName: "guest", passwordSecret: "admin" } },
  users: [
    {
      userName: "data/vault",
      passwordSecret: "application",
      tags: [],
      permissions: { configure: "^jobs$", write: "^(jobs|amq\\.default)$", read: "^jobs$" },
    },
    {
      userName: "observer",
      passwordSecret: "observer",
      tags: ["monitoring"],
      permissions: { configure: "^$", write: "^$", read: "^$" },
    },
  ],
  log: { group: "log", keyArn: "key" },
};

const Kept = z.object({ tags: z.array(z.string()), password_hash: z.string() });

/** What RabbitMQ keeps of a password: four bytes that it drew, and the hash of these and the password, as Base64. */
function hashOf(password: string, kept: string): string {
  const salt = Buffer.from(kept, "base64").subarray(0, 4);
  const hash = createHash("sha256").update(salt).update(password, "utf8").digest();
  return Buffer.concat([salt, hash]).toString("base64");
}

describe("the set-up of a message broker, at a real RabbitMQ", function () {
  this.timeout(120_000);
  let folder: string;
  let rabbit: RabbitMq;
  const secrets: Record<string, string> = {
    admin: "guest",
    application: "works: wïth jobs",
    observer: "only looks",
  };

  before(async () => {
    folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "strongroom-broker-setup-")));
    fs.chmodSync(folder, 0o755);
    const authority = await certificateAuthority(path.join(folder, "authority"));
    rabbit = await startRabbitMq(folder, await authority.issue("localhost", "DNS:localhost"), true);
  });
  after(async () => {
    await rabbit?.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  const done = () =>
    setUp(request, {
      secret: (name) => Promise.resolve(secrets[name] ?? ""),
      api: (_host, _port, userName, password) => managementApi(rabbit.apiUrl, userName, password),
      encryptLog: () => Promise.resolve(true),
      patience: { lookEveryMilliseconds: 100, left: () => 1000 },
    });
  const as = (userName: string, secret: string) =>
    managementApi(rabbit.apiUrl, userName, secrets[secret] ?? secret);
  const admin = () => as("guest", "admin");

  it("makes the users with just their rights, and again without a change", async () => {
    for (const _run of ["first", "second"])
      assert.deepEqual(await done(), { users: ["data/vault", "observer"], logKept: true });
    for (const { userName, permissions } of request.users)
      assert.deepEqual(await admin().get(`/users/${encodeURIComponent(userName)}/permissions`), [
        { user: userName, vhost: "/", ...permissions },
      ]);
  });

  it("makes an observer who may look at queues, and make none", async () => {
    await done();
    await admin().put("/queues/%2F/jobs", { durable: true });
    assert.ok(await as("observer", "observer").get("/queues/%2F/jobs"));
    await assert.rejects(as("observer", "observer").put("/queues/%2F/others", {}), /HTTP 40[13]/);
    await assert.rejects(as("observer", "another password").get("/whoami"), /HTTP 401/);
  });

  it("makes a user for the program with its secret's password, whom the management API shows nothing", async () => {
    await done();
    const kept = Kept.parse(await admin().get(`/users/${encodeURIComponent("data/vault")}`));
    assert.deepEqual(kept.tags, []);
    assert.equal(kept.password_hash, hashOf(secrets["application"] ?? "", kept.password_hash));
    assert.notEqual(kept.password_hash, hashOf("works: with jobs", kept.password_hash));
    await assert.rejects(as("data/vault", "application").get("/queues/%2F/jobs"), /HTTP 401/);
  });

  it("takes another password over, after which the old one is refused", async () => {
    await done();
    const before = secrets["observer"] ?? "";
    secrets["observer"] = "looks anew";
    await done();
    assert.ok(await as("observer", "observer").get("/whoami"));
    await assert.rejects(as("observer", before).get("/whoami"), /HTTP 401/);
  });

  it("fails with RabbitMQ's own words when the admin's password is another", async () => {
    const right = secrets["admin"] ?? "";
    secrets["admin"] = "wrong";
    try {
      await assert.rejects(done(), /GET \/whoami: HTTP 401 .*not_authori[sz]ed/);
    } finally {
      secrets["admin"] = right;
    }
  });
});
