import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as net from "node:net";
import * as os from "node:os";
import * as path from "node:path";
import * as tls from "node:tls";
import { run } from "../../rehearsal/engine/run";
import { certificateAuthority, type CertificateAuthority } from "../servers/certificate-authority";
import { asContainerUser, startContainer, type Running } from "../servers/container";
import { freePort } from "../servers/free-port";
import { startRabbitMq, type RabbitMq } from "../servers/rabbitmq";
import { entryPoint, IMAGES, stage } from "../images/dockerfile";

/** How a client of AMQP 0-9-1 begins. */
const GREETING = Buffer.from("AMQP\0\0\x09\x01");

/** Longest time in which the sidecar finds out how RabbitMQ is: it looks each 15 s, and three times before it says so. */
const LOOK_MS = 30_000;

describe("the TLS sidecar", function () {
  this.timeout(120_000);
  let folder: string;
  let authority: CertificateAuthority;
  let stranger: CertificateAuthority;
  let rabbit: RabbitMq;
  let sidecar: Running | undefined;
  let port: number;
  let healthPort: number;

  before(async () => {
    if ((await run("/usr/sbin/haproxy", ["-v"], {})).exitCode !== 0)
      throw new Error("no HAProxy for the tests. Install it (apt-get install haproxy)");
    folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "strongroom-tls-sidecar-")));
    fs.chmodSync(folder, 0o755);
    fs.cpSync(path.join(IMAGES, "tls-sidecar"), path.join(folder, "app"), { recursive: true });
    authority = await certificateAuthority(path.join(folder, "authority"));
    stranger = await certificateAuthority(path.join(folder, "stranger"));
    rabbit = await startRabbitMq(folder, await authority.issue("localhost", "DNS:localhost"));
  });
  after(async () => {
    await rabbit?.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  });
  afterEach(async () => {
    await sidecar?.stop();
    sidecar = undefined;
  });

  /** Starts it as its image has it. */
  async function start(
    host: string,
    trusted: CertificateAuthority,
    queuePort: number = rabbit.port,
  ): Promise<void> {
    const image = stage("tls-sidecar");
    [port, healthPort] = [await freePort(), await freePort()];
    sidecar = await startContainer({
      title: "HAProxy",
      command: asContainerUser(entryPoint(image, path.join(folder, "app"))),
      environment: {
        ...image.environment,
        QUEUE_HOST: host,
        QUEUE_PORT: String(queuePort),
        QUEUE_CA_FILE: trusted.file,
        LISTEN_PORT: String(port),
        HEALTH_PORT: String(healthPort),
      },
      port,
    });
  }

  /** What comes back to a client without TLS; "" when it is turned away. */
  function answer(): Promise<string> {
    return new Promise((resolve) => {
      let said = "";
      const socket = net.connect(port, "127.0.0.1", () => socket.write(GREETING));
      socket.setTimeout(5_000, () => socket.destroy());
      socket.on("data", (data: Buffer) => {
        said += data.toString("latin1");
        socket.end();
      });
      socket.on("error", () => undefined);
      socket.on("close", () => resolve(said));
    });
  }

  const health = async (): Promise<number> => (await fetch(`http://127.0.0.1:${healthPort}/`)).status;

  async function becomes(status: number): Promise<boolean> {
    const latest = Date.now() + LOOK_MS;
    while ((await health()) !== status) {
      if (Date.now() > latest) return false;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    return true;
  }

  it("lets a client without TLS speak with a RabbitMQ that takes TLS alone", async () => {
    await start("localhost", authority);
    assert.match(await answer(), /RabbitMQ/);
    assert.ok(await becomes(200));
  });

  it("turns clients away when a stranger has signed RabbitMQ's certificate, and is ill", async () => {
    await start("localhost", stranger);
    assert.equal(await answer(), "");
    assert.ok(await becomes(503));
    assert.match(sidecar?.said() ?? "", /rabbitmq is DOWN.*SSL handshake/);
  });

  it("turns clients away when the certificate is good for another host", async () => {
    await start("127.0.0.1", authority);
    assert.equal(await answer(), "");
    assert.ok(await becomes(503));
  });

  it("leaves a connection alone while RabbitMQ takes no new one: a job of hours is acknowledged by it", async () => {
    const { file, keyFile } = await authority.issue("localhost", "DNS:localhost");
    let takes = true;
    const server = tls.createServer(
      { cert: fs.readFileSync(file), key: fs.readFileSync(keyFile) },
      (socket) => {
        socket.on("error", () => undefined);
        socket.pipe(socket);
      },
    );
    server.on("connection", (socket: net.Socket) => takes || socket.destroy());
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    const address = server.address();
    assert.ok(address !== null && typeof address === "object");
    try {
      await start("localhost", authority, address.port);
      assert.ok(await becomes(200));
      const job = net.connect(port, "127.0.0.1");
      job.on("error", () => undefined);
      const echoed = (text: string): Promise<string> =>
        new Promise((resolve) => {
          job.once("data", (data: Buffer) => resolve(data.toString()));
          job.once("close", () => resolve("closed"));
          job.write(text);
        });
      assert.equal(await echoed("taken"), "taken");
      takes = false;
      assert.ok(await becomes(503));
      assert.equal(job.destroyed ? "closed" : await echoed("done"), "done");
      job.destroy();
    } finally {
      server.close();
    }
  });

  it("is reached from inside the task alone", async () => {
    await start("localhost", authority);
    const binds = fs.readFileSync(path.join(folder, "app/haproxy.cfg"), "utf8").match(/^ *bind .*$/gm) ?? [];
    assert.deepEqual(
      binds.map((bind) => bind.trim()),
      ['bind "127.0.0.1:${LISTEN_PORT}"', 'bind "127.0.0.1:${HEALTH_PORT}"'],
    );
  });
});
