import * as fs from "node:fs";
import * as http from "node:http";
import * as os from "node:os";
import * as path from "node:path";
import { run } from "../../rehearsal/engine/run";
import { certificateAuthority } from "../servers/certificate-authority";
import { asContainerUser, startContainer } from "../servers/container";
import { freePort } from "../servers/free-port";
import { startOpenIdProvider, type OpenIdProvider } from "../servers/openid-provider";
import { entryPoint, IMAGES, stage } from "./dockerfile";

export const SITE = "archive.example.org";

export interface Answer {
  readonly status: number;
  readonly location: string;
  readonly cookies: readonly string[];
  /** What web was told, and answers with; undefined when it was not reached. */
  readonly reached?: http.IncomingHttpHeaders & { readonly url?: string };
}

/** The sidecar as its image has it, on this machine, before a web that tells what reached it. */
export interface HeaderSidecar {
  readonly provider: OpenIdProvider;
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  /** Signs somebody in, and gives back the headers by which a browser is known from then on. */
  signIn(
    claims: Readonly<Record<string, string>>,
  ): Promise<{ readonly answer: Answer; readonly cookie: string }>;
  stop(): Promise<void>;
}

/**
 * Starts it.
 * @param without variables that the task does not set
 * @throws when Apache is missing, or when it does not start
 */
export async function startHeaderSidecar(without: readonly string[] = []): Promise<HeaderSidecar> {
  const installed = await run("/usr/sbin/apache2", ["-v"], {});
  if (installed.exitCode !== 0)
    throw new Error(
      "no Apache for the tests. Install it (apt-get install apache2-bin libapache2-mod-auth-openidc)",
    );
  const image = stage("header-sidecar");
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "strongroom-header-sidecar-")));
  const app = path.join(folder, "app");
  fs.cpSync(path.join(IMAGES, "header-sidecar"), app, { recursive: true });
  const authority = await certificateAuthority(folder);
  fs.chmodSync(folder, 0o755);
  const provider = await startOpenIdProvider(authority);
  const web = await startWeb();
  const port = await freePort();
  const given: Record<string, string> = {
    ...image.environment,
    LISTEN_PORT: String(port),
    WEB_URL: web.url,
    OIDC_CA_FILE: authority.file,
    SITE_HOST: SITE,
    OIDC_METADATA_URL: provider.metadataUrl,
    OIDC_CLIENT_ID: provider.clientId,
    OIDC_CLIENT_SECRET: provider.clientSecret,
    OIDC_COOKIE_KEY: "a key for the tests, of 32 letters",
  };
  const environment = Object.fromEntries(Object.entries(given).filter(([name]) => !without.includes(name)));
  const stopRest = async () => {
    await Promise.all([provider.stop(), web.stop()]);
    fs.rmSync(folder, { recursive: true, force: true });
  };
  const command = asContainerUser(entryPoint(image, app));
  const apache = await startContainer({ title: "Apache", command, environment, port }).catch(
    async (error: unknown) => {
      await stopRest();
      throw error;
    },
  );
  const get = (at: string, headers: Readonly<Record<string, string>> = {}) =>
    ask(port, at, { host: SITE, accept: "text/html", "x-forwarded-proto": "https", ...headers });
  return {
    provider,
    get,
    async signIn(claims) {
      const sent = await get("/");
      const back = provider.signIn(new URL(sent.location), claims);
      const answer = await get(`${back.pathname}${back.search}`, { cookie: sent.cookies.join("; ") });
      return { answer, cookie: answer.cookies.join("; ") };
    },
    async stop() {
      await apache.stop();
      await stopRest();
    },
  };
}

/** Answers with the headers that it was asked with, as JSON. */
async function startWeb(): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const port = await freePort();
  const server = http.createServer((request, response) => {
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ ...request.headers, url: request.url }));
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}`, stop };
}

function ask(port: number, at: string, headers: Readonly<Record<string, string>>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = http.get({ host: "127.0.0.1", port, path: at, headers }, (response) => {
      let text = "";
      response.on("data", (data: Buffer) => (text += data.toString()));
      response.on("end", () =>
        resolve({
          status: response.statusCode ?? 0,
          location: response.headers.location ?? "",
          cookies: (response.headers["set-cookie"] ?? [])
            .map((cookie) => cookie.split(";")[0] ?? "")
            .filter((cookie) => !cookie.endsWith("=")),
          ...(response.headers["content-type"] === "application/json" ? { reached: JSON.parse(text) } : {}),
        }),
      );
    });
    request.on("error", reject);
  });
}
