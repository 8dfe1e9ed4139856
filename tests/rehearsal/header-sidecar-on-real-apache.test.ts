import * as assert from "node:assert/strict";
import { SITE, startHeaderSidecar, type HeaderSidecar } from "../images/header-sidecar";

/** Names by which a program behind a Shibboleth service provider, or DataVault's broker, is told who somebody is. */
const names = [
  "X-Signed-In-User",
  "X-Signed-In-First-Name",
  "X-Signed-In-Last-Name",
  "X-Signed-In-Email",
  "X-UserID",
  "x-userid",
  "X-Client-Key",
  "uid",
  "mail",
  "givenName",
  "sn",
  "eppn",
  "REMOTE_USER",
  "Shib-Session-ID",
  "Shib-Identity-Provider",
  "Authorization",
];

const ada = {
  preferred_username: "ada",
  given_name: "Ada",
  family_name: "Lovelace",
  email: "ada@example.org",
};

/** What web is told of who is there. */
const told = ({ reached = {} }: Awaited<ReturnType<HeaderSidecar["get"]>>) => [
  reached["x-signed-in-user"],
  reached["x-signed-in-first-name"],
  reached["x-signed-in-last-name"],
  reached["x-signed-in-email"],
];

describe("the header sidecar", () => {
  let sidecar: HeaderSidecar;
  before(async () => {
    sidecar = await startHeaderSidecar();
  });
  after(() => sidecar?.stop());

  it("sends a stranger to the provider, and no further", async () => {
    const answer = await sidecar.get("/vaults/1?page=2");
    assert.equal(answer.status, 302);
    const asked = new URL(answer.location);
    assert.equal(asked.href.split("?")[0], sidecar.provider.metadataUrl.replace(/\.well.*/, "authorize"));
    assert.equal(asked.searchParams.get("redirect_uri"), `https://${SITE}/sign-in/done`);
    assert.equal(asked.searchParams.get("code_challenge_method"), "S256");
  });

  it("tells web who has signed in, and keeps the session's cookie to itself", async () => {
    const { answer, cookie } = await sidecar.signIn(ada);
    assert.equal(answer.location, `https://${SITE}/`);
    const page = await sidecar.get("/vaults/1?page=2", { cookie: `${cookie}; JSESSIONID=1` });
    assert.equal(page.status, 200);
    assert.deepEqual(told(page), ["ada", "Ada", "Lovelace", "ada@example.org"]);
    assert.equal(page.reached?.url, "/vaults/1?page=2");
    assert.equal(page.reached?.host, SITE);
    assert.equal(page.reached?.cookie, "JSESSIONID=1");
  });

  for (const name of names)
    it(`lets no ${name} in from outside`, async () => {
      const { cookie } = await sidecar.signIn(ada);
      const { reached } = await sidecar.get("/", { cookie, [name]: "forged" });
      assert.ok(reached);
      assert.ok(!JSON.stringify(reached).includes("forged"), JSON.stringify(reached));
      assert.deepEqual(told({ status: 200, location: "", cookies: [], reached }).slice(0, 1), ["ada"]);
    });

  it("lets other headers in", async () => {
    const { cookie } = await sidecar.signIn(ada);
    const { reached } = await sidecar.get("/", { cookie, "X-Requested-By": "a page" });
    assert.equal(reached?.["x-requested-by"], "a page");
  });

  it("tells of no name that the provider does not know, and forgets none that was forged", async () => {
    const { cookie } = await sidecar.signIn({ preferred_username: "ada" });
    const page = await sidecar.get("/", { cookie, "X-Signed-In-Email": "boss@example.org" });
    assert.deepEqual(told(page), ["ada", "", "", ""]);
  });

  for (const preferred_username of [undefined, ""])
    it(`signs in nobody whose name is ${JSON.stringify(preferred_username)}`, async () => {
      const claims = {
        given_name: "Ada",
        ...(preferred_username === undefined ? {} : { preferred_username }),
      };
      const { cookie } = await sidecar.signIn(claims);
      const { status, reached } = await sidecar.get("/", { cookie });
      assert.equal(reached, undefined);
      assert.ok(status >= 300, String(status));
    });

  it("takes no cookie that another key has made", async () => {
    const { cookie } = await sidecar.signIn(ada);
    const last = cookie.at(-2) === "A" ? "B" : "A";
    const { reached } = await sidecar.get("/", { cookie: `${cookie.slice(0, -2)}${last}${cookie.at(-1)}` });
    assert.equal(reached, undefined);
  });

  for (const at of [
    "/actuator",
    "/actuator/env",
    "/actuator/health/db",
    "//actuator/env",
    "/%61ctuator/env",
    "/x/../actuator/env",
    "/;x/actuator/env",
    "/actuator;x/env",
    "/v3/api-docs",
    "/swagger-ui/index.html",
  ])
    it(`has nothing at ${at}, whoever asks`, async () => {
      const { cookie } = await sidecar.signIn(ada);
      assert.equal((await sidecar.get(at)).status, 404);
      assert.equal((await sidecar.get(at, { cookie })).status, 404);
    });

  it("lets the load balancer ask for web's health, by any name", async () => {
    const { status, reached } = await sidecar.get("/actuator/health", { host: "10.0.0.1:8081" });
    assert.equal(status, 200);
    assert.equal(reached?.url, "/actuator/health");
  });

  it("answers for itself without asking web", async () => {
    const { status, reached } = await sidecar.get("/alive", { host: "127.0.0.1:8081" });
    assert.equal(status, 204);
    assert.equal(reached, undefined);
  });

  it("answers to no other name", async () => {
    const { cookie } = await sidecar.signIn(ada);
    const { status, reached } = await sidecar.get("/", { cookie, host: "elsewhere.example.org" });
    assert.equal(reached, undefined);
    assert.equal(status, 403);
  });

  it("signs in nobody by a token that the provider's key has not signed", async () => {
    sidecar.provider.forge();
    const { answer, cookie } = await sidecar.signIn(ada);
    assert.notEqual(answer.status, 302);
    assert.equal((await sidecar.get("/", { cookie })).reached, undefined);
  });
});

describe("the header sidecar without its settings", () => {
  for (const name of [
    "SITE_HOST",
    "OIDC_METADATA_URL",
    "OIDC_CLIENT_ID",
    "OIDC_CLIENT_SECRET",
    "OIDC_COOKIE_KEY",
  ])
    it(`does not start without ${name}`, async () => {
      await assert.rejects(startHeaderSidecar([name]), {
        message: `Apache did not start: header-sidecar: ${name} is empty: set it, or fill its secret (images/datavault/README.md)`,
      });
    });
});
