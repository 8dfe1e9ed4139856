import { createHash, generateKeyPairSync, randomUUID, sign } from "node:crypto";
import * as fs from "node:fs";
import * as https from "node:https";
import type { IncomingMessage } from "node:http";
import type { CertificateAuthority } from "./certificate-authority";
import { freePort } from "./free-port";

/** An OpenID provider for one client, which signs in whoever the test says. */
export interface OpenIdProvider {
  readonly metadataUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /**
   * What a browser brings back from it once somebody has signed in.
   * @param asked address at the provider that the browser was sent to
   * @param claims who signed in
   * @returns the address that the browser is sent to
   */
  signIn(asked: URL, claims: Readonly<Record<string, string>>): URL;
  /** Signs tokens by a key that it does not publish, as somebody else would. */
  forge(): void;
  stop(): Promise<void>;
}

interface Grant {
  readonly nonce: string;
  readonly challenge: string;
  readonly claims: Readonly<Record<string, string>>;
}

const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");

/** Starts a provider on a loopback port, by TLS. */
export async function startOpenIdProvider(authority: CertificateAuthority): Promise<OpenIdProvider> {
  const published = generateKeyPairSync("rsa", { modulusLength: 2048 });
  let signing = published;
  const clientId = "datavault";
  const clientSecret = randomUUID();
  const grants = new Map<string, Grant>();
  const certificate = await authority.issue("127.0.0.1", "IP:127.0.0.1");
  const port = await freePort();
  const issuer = `https://127.0.0.1:${port}`;

  const idToken = ({ nonce, claims }: Grant): string => {
    const now = Math.floor(Date.now() / 1000);
    const times = { iat: now, exp: now + 300 };
    const body = { iss: issuer, aud: clientId, sub: "subject", nonce, ...times, ...claims };
    const signed = `${base64({ alg: "RS256", kid: "key" })}.${base64(body)}`;
    return `${signed}.${sign("sha256", Buffer.from(signed), signing.privateKey).toString("base64url")}`;
  };

  const token = (form: URLSearchParams, authorization: string | undefined): object | undefined => {
    const grant = grants.get(form.get("code") ?? "");
    const challenge = createHash("sha256")
      .update(form.get("code_verifier") ?? "")
      .digest("base64url");
    const expected = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString("base64")}`;
    if (grant?.challenge !== challenge || authorization !== expected) return undefined;
    return { access_token: "access", token_type: "Bearer", expires_in: 300, id_token: idToken(grant) };
  };

  const answers = async (request: IncomingMessage): Promise<object | undefined> => {
    if (request.url === "/.well-known/openid-configuration")
      return {
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/keys`,
        response_types_supported: ["code"],
        token_endpoint_auth_methods_supported: ["client_secret_basic"],
      };
    if (request.url === "/keys")
      return { keys: [{ ...published.publicKey.export({ format: "jwk" }), kid: "key", use: "sig" }] };
    let text = "";
    for await (const part of request) text += String(part);
    return token(new URLSearchParams(text), request.headers.authorization);
  };

  const server = https.createServer(
    { cert: fs.readFileSync(certificate.file), key: fs.readFileSync(certificate.keyFile) },
    (request, response) =>
      void answers(request).then((answer) => {
        response.writeHead(answer ? 200 : 400, { "content-type": "application/json" });
        response.end(JSON.stringify(answer ?? { error: "invalid_grant" }));
      }),
  );
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    metadataUrl: `${issuer}/.well-known/openid-configuration`,
    clientId,
    clientSecret,
    signIn(asked, claims) {
      const code = randomUUID();
      const said = (name: string) => asked.searchParams.get(name) ?? "";
      grants.set(code, { nonce: said("nonce"), challenge: said("code_challenge"), claims });
      const back = new URL(said("redirect_uri"));
      back.search = new URLSearchParams({ code, state: said("state") }).toString();
      return back;
    },
    forge: () => void (signing = generateKeyPairSync("rsa", { modulusLength: 2048 })),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
