import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as https from "node:https";
import * as os from "node:os";
import * as path from "node:path";
import { TLSSocket } from "node:tls";
import { statusOf } from "../../../functions/smoke-test/page";
import { settingsOf, type Door } from "../../../functions/smoke-test/settings";
import { faultsOf } from "../../../functions/smoke-test/smoke-test";
import { certificateAuthority } from "../../servers/certificate-authority";
import { bundledFunction, type BundledFunction } from "../bundled-function";

const SITE = "www.example.org";
const once = { tries: 1, limitMs: 2000, pause: () => Promise.resolve() };

describe("the smoke test at a real door", () => {
  let folder: string;
  let server: https.Server;
  let door: Door;
  /** Pages that were asked for, with the name in TLS and the one in the request. */
  let asked: string[];
  const { ca } = https.globalAgent.options;
  before(async function () {
    this.timeout(20_000);
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "strongroom-smoke-"));
    const authority = await certificateAuthority(folder);
    const { file, keyFile } = await authority.issue(SITE, `DNS:${SITE}`);
    server = https.createServer({ cert: fs.readFileSync(file), key: fs.readFileSync(keyFile) });
    server.on("request", ({ url = "/", headers, socket }, response) => {
      assert.ok(socket instanceof TLSSocket);
      asked.push(`${url} ${String(Reflect.get(socket, "servername"))} ${headers.host}`);
      const status = Number(/^\/status\/(\d+)$/.exec(url)?.[1] ?? 200);
      if (url === "/slow") return;
      if (url === "/moved") response.writeHead(302, { location: "/" });
      else response.writeHead(url === "/second" && asked.length === 1 ? 503 : status);
      if (url === "/half") response.write("half a page");
      else response.end("page");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    assert.ok(address !== null && typeof address === "object");
    door = { host: "127.0.0.1", port: address.port, siteHost: SITE };
    https.globalAgent.options.ca = authority.text;
  });
  beforeEach(() => (asked = []));
  after(async () => {
    // An agent's options go before those of a request, and one that is undefined as well.
    if (ca === undefined) delete https.globalAgent.options.ca;
    else https.globalAgent.options.ca = ca;
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    fs.rmSync(folder, { recursive: true });
  });

  const faults = (paths: readonly string[], patience = once, at = door) =>
    faultsOf({ door: at, paths }, statusOf, patience);

  it("asks by the site's own name, in TLS as in the request, and is content with 200", async () => {
    assert.deepEqual(await faults(["/healthz/live", "/"]), []);
    assert.deepEqual(asked.toSorted(), [`/ ${SITE} ${SITE}`, `/healthz/live ${SITE} ${SITE}`]);
  });

  it("tells of each page that comes with another status, a redirection among them", async () => {
    assert.deepEqual(await faults(["/status/503", "/", "/moved", "/status/204"]), [
      `https://${SITE}/status/503 answered with 503, not 200 (the last of 1 tries)`,
      `https://${SITE}/moved answered with 302, not 200 (the last of 1 tries)`,
      `https://${SITE}/status/204 answered with 204, not 200 (the last of 1 tries)`,
    ]);
  });

  it("tries again, and forgets what a later try does not meet", async () => {
    assert.deepEqual(await faults(["/second"], { ...once, tries: 2 }), []);
    assert.equal(asked.length, 2);
  });

  for (const page of ["/slow", "/half"])
    it(`does not wait for ${page} beyond its limit`, async () => {
      assert.deepEqual(await faults([page], { ...once, limitMs: 150 }), [
        `https://${SITE}${page} did not answer within 0.15 s (the last of 1 tries)`,
      ]);
    });

  it("takes no certificate of another name, and says why a door is shut", async () => {
    const [other] = await faults(["/"], once, { ...door, siteHost: "images.example.org" });
    assert.match(other ?? "", /could not be reached: .*does not match certificate's altnames/);
    const [shut] = await faults(["/"], once, { ...door, port: 1 });
    assert.match(shut ?? "", /could not be reached: .*ECONNREFUSED/);
  });

  describe("as it is deployed", () => {
    const untouched = { ...process.env };
    const timers: object = require("node:timers/promises");
    const pausing: unknown = Reflect.get(timers, "setTimeout");
    const write: unknown = Reflect.get(process.stderr, "write");
    let logged: string;
    let deployed: BundledFunction;
    before(async () => {
      deployed = await bundledFunction("smoke-test");
      // Failures alone are looked at; and nobody waits for its pauses here.
      Reflect.set(timers, "setTimeout", () => Promise.resolve());
    });
    after(() => {
      Reflect.set(timers, "setTimeout", pausing);
      process.env = untouched;
      deployed.remove();
    });
    const verdict = async (environment: Readonly<Record<string, string>>): Promise<unknown> => {
      const { host, port } = door;
      process.env = {
        ...untouched,
        POWERTOOLS_LOG_LEVEL: "ERROR",
        DOOR_HOST: host,
        DOOR_PORT: String(port),
        SITE_HOST: SITE,
        ...environment,
      };
      logged = "";
      process.stderr.write = (text) => ((logged += String(text)), true);
      try {
        const handler = deployed.handler();
        assert.ok(typeof handler === "function");
        return await handler({ lifecycleStage: "POST_TEST_TRAFFIC_SHIFT" });
      } finally {
        Reflect.set(process.stderr, "write", write);
      }
    };

    it("answers ECS by what it saw, and a failing page has three tries", async () => {
      assert.deepEqual(await verdict({ SITE_PATHS: "/healthz/live /healthz/ready /" }), {
        hookStatus: "SUCCEEDED",
      });
      asked = [];
      assert.deepEqual(await verdict({ SITE_PATHS: "/status/500 /" }), { hookStatus: "FAILED" });
      assert.equal(asked.filter((page) => page.startsWith("/status/500")).length, 3);
      assert.match(logged, /"level":"ERROR".*www\.example\.org\/status\/500 answered with 500, not 200/);
    });

    it("fails, as ECS takes it for a failed deployment, when it is not told where", () =>
      assert.rejects(verdict({ SITE_PATHS: "/", DOOR_HOST: "" }), /the variable DOOR_HOST/));
  });
});

describe("the settings of the smoke test", () => {
  const environment = {
    DOOR_HOST: "internal-web.eu-west-1.elb.amazonaws.com",
    DOOR_PORT: "8443",
    SITE_HOST: SITE,
    SITE_PATHS: "/healthz/live /",
  };

  it("are a door, the site's name, and pages", () => {
    assert.deepEqual(settingsOf(environment), {
      door: { host: environment.DOOR_HOST, port: 8443, siteHost: SITE },
      paths: ["/healthz/live", "/"],
    });
  });

  for (const [variable, wrong] of [
    ["DOOR_HOST", "https://web"],
    ["DOOR_PORT", "0"],
    ["SITE_HOST", "*.example.org"],
    ["SITE_PATHS", "healthz"],
    ["SITE_PATHS", ""],
  ] as const)
    it(`are refused by name where ${variable} is ${JSON.stringify(wrong)}`, () =>
      assert.throws(
        () => settingsOf({ ...environment, [variable]: wrong }),
        new RegExp(`^Error: the variable ${variable}: `),
      ));
});
