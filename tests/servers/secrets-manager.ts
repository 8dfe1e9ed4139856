import * as http from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { z } from "zod";

const Asked = z.object({ SecretId: z.string() });

export interface SecretsManager {
  /** For the environment's `AWS_ENDPOINT_URL_SECRETS_MANAGER`. */
  readonly endpoint: string;
  stop(): Promise<void>;
}

/** As much of AWS Secrets Manager as a function needs: the values of secrets by their names. */
export async function startSecretsManager(values: Readonly<Record<string, string>>): Promise<SecretsManager> {
  const server = http.createServer((request, response) => {
    text(request).then(
      (body) => {
        const { SecretId: name } = Asked.parse(JSON.parse(body));
        const value = values[name];
        const found =
          value !== undefined && request.headers["x-amz-target"] === "secretsmanager.GetSecretValue";
        response.writeHead(found ? 200 : 400, { "content-type": "application/x-amz-json-1.1" });
        response.end(
          JSON.stringify(
            found
              ? { Name: name, SecretString: value }
              : { __type: "ResourceNotFoundException", Message: name },
          ),
        );
      },
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === "string") throw new Error("Secrets Manager does not listen");
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
