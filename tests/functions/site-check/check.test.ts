import * as assert from "node:assert/strict";
import * as http from "node:http";
import { checkSite } from "../../../functions/site-check/check";
import { settingsOf } from "../../../functions/site-check/settings";
import { bundledFunction } from "../bundled-function";

/** A site whose pages answer as their paths say. */
async function site<Result>(test: (url: string) => Promise<Result>): Promise<Result> {
  const server = http.createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://site");
    if (pathname === "/slow") return;
    if (pathname === "/moved") response.writeHead(302, { location: "/" });
    else response.writeHead(Number(/^\/status\/(\d+)$/.exec(pathname)?.[1] ?? 200));
    response.end("page");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  assert.ok(address !== null && typeof address === "object");
  try {
    return await test(`http://127.0.0.1:${address.port}`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

describe("the check of a site", () => {
  it("passes when every page comes, by way of another if it must", async () => {
    const seen = await site((url) => checkSite({ url, paths: ["/healthz/ready", "/", "/moved"] }));
    assert.deepEqual(
      seen.map(({ path }) => path),
      ["/healthz/ready", "/", "/moved"],
    );
    for (const { milliseconds } of seen) assert.ok(milliseconds >= 0 && milliseconds < 10_000);
  });

  it("fails with a line for each page that comes with another status", async () => {
    await site((url) =>
      assert.rejects(checkSite({ url, paths: ["/status/503", "/", "/status/404"] }), {
        message: `${url}/status/503 answered with 503, not 200\n${url}/status/404 answered with 404, not 200`,
      }),
    );
  });

  it("takes no success but 200", async () => {
    await site((url) =>
      assert.rejects(checkSite({ url, paths: ["/status/204"] }), /answered with 204, not 200/),
    );
  });

  it("fails when a page does not come in time", async () => {
    await site((url) =>
      assert.rejects(checkSite({ url, paths: ["/slow"] }, 100), {
        message: `${url}/slow did not answer within 0.1 s`,
      }),
    );
  });

  it("says why a site cannot be reached", async () => {
    const gone = await site(async (url) => url);
    await assert.rejects(checkSite({ url: gone, paths: ["/"] }), /\/ could not be reached: .*ECONNREFUSED/);
  });
});

describe("the settings of the check", () => {
  it("are an https address and paths", () => {
    assert.deepEqual(settingsOf({ SITE_URL: "https://www.example.org/", SITE_PATHS: "/healthz/ready /" }), {
      url: "https://www.example.org",
      paths: ["/healthz/ready", "/"],
    });
  });

  it("are refused by the variable's name", () => {
    const paths = "/";
    assert.throws(() => settingsOf({ SITE_PATHS: paths }), /the variable SITE_URL: must be an https address/);
    assert.throws(() => settingsOf({ SITE_URL: "http://a.example.org", SITE_PATHS: paths }), /SITE_URL/);
    for (const wrong of ["", "healthz"])
      assert.throws(
        () => settingsOf({ SITE_URL: "https://a.example.org", SITE_PATHS: wrong }),
        /the variable SITE_PATHS: must be paths with a slash before each/,
      );
  });
});

describe("the check as it is deployed", () => {
  it("reads its settings and fails as the check does", async () => {
    const deployed = await bundledFunction("site-check");
    try {
      const handler = deployed.handler();
      assert.ok(typeof handler === "function");
      await assert.rejects(async () => handler(), /the variable SITE_URL/);
    } finally {
      deployed.remove();
    }
  });
});
