import * as http from "node:http";
import { text } from "node:stream/consumers";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { STSClient } from "@aws-sdk/client-sts";
import { z } from "zod";

const Asked = z.looseObject({ SecretId: z.string() });
const Put = Asked.extend({ SecretString: z.string(), ClientRequestToken: z.string() });

/** A token as STS gives them, signature and all. */
export const AWS_TOKEN = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJyb2xlIn0.c2lnbmF0dXJl";

/** STS and Secrets Manager on a port of this machine, as far as the function uses them. */
export class LocalAws {
  readonly #server: http.Server;
  readonly sts: STSClient;
  readonly secrets: SecretsManagerClient;
  /** What STS was asked for. */
  readonly tokensAsked: URLSearchParams[] = [];
  /** Values that were put, with their versions' ids. */
  readonly put: { readonly secret: string; readonly value: string; readonly version: string }[] = [];
  /** Current versions of secrets. */
  readonly current = new Map<string, string>();
  /** What STS, or a secret, answers instead. */
  stsRefuses = false;
  refusedSecret = "";

  private constructor(server: http.Server, port: number) {
    this.#server = server;
    const client = {
      endpoint: `http://127.0.0.1:${port}`,
      region: "eu-west-1",
      credentials: { accessKeyId: "none", secretAccessKey: "none" },
      maxAttempts: 1,
    };
    this.sts = new STSClient(client);
    this.secrets = new SecretsManagerClient(client);
  }

  static async open(): Promise<LocalAws> {
    const server = http.createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("the server has no port");
    const aws = new LocalAws(server, address.port);
    server.on("request", (request, response) => {
      void aws.#answer(request).then(({ status, body }) => response.writeHead(status).end(body));
    });
    return aws;
  }

  close(): void {
    this.sts.destroy();
    this.secrets.destroy();
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #answer(request: http.IncomingMessage): Promise<{ status: number; body: string }> {
    const body = await text(request);
    const target = String(request.headers["x-amz-target"] ?? "");
    if (target === "") return this.#token(new URLSearchParams(body));
    const { SecretId: secret } = Asked.parse(JSON.parse(body));
    if (secret === this.refusedSecret)
      return { status: 400, body: JSON.stringify({ __type: "ResourceNotFoundException", message: "gone" }) };
    if (target === "secretsmanager.PutSecretValue") {
      const { SecretString: value, ClientRequestToken: version } = Put.parse(JSON.parse(body));
      this.put.push({ secret, value, version });
      this.current.set(secret, version);
      return { status: 200, body: "{}" };
    }
    const version = this.current.get(secret);
    const versions = version === undefined ? {} : { before: ["AWSPREVIOUS"], [version]: ["AWSCURRENT"] };
    return { status: 200, body: JSON.stringify({ Name: secret, VersionIdsToStages: versions }) };
  }

  #token(asked: URLSearchParams): { status: number; body: string } {
    this.tokensAsked.push(asked);
    return this.stsRefuses
      ? {
          status: 400,
          body: `<ErrorResponse><Error><Code>OutboundWebIdentityFederationDisabledException</Code><Message>off</Message></Error></ErrorResponse>`,
        }
      : {
          status: 200,
          body: `<GetWebIdentityTokenResponse><GetWebIdentityTokenResult><WebIdentityToken>${AWS_TOKEN}</WebIdentityToken></GetWebIdentityTokenResult></GetWebIdentityTokenResponse>`,
        };
  }
}
