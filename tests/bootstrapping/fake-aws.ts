import * as http from "node:http";
import { text } from "node:stream/consumers";

/** STS and KMS of one account, as far as a bootstrap speaks to them. */
export interface FakeAws {
  readonly endpoint: string;
  stop(): Promise<void>;
}

/** Who signs with it is of this account. */
export const ACCOUNT = "111122223333";

/** Marks what our key has encrypted: AWS does not decrypt what another key has. */
const SEAL = Buffer.from("sealed by ");

/**
 * Serves both on one port: KMS speaks JSON and names its operation in a header, STS answers in XML.
 * @param keyAlias the only key that there is
 */
export async function startFakeAws(keyAlias: string): Promise<FakeAws> {
  const server = http.createServer((request, response) => {
    const operation = request.headers["x-amz-target"];
    void text(request).then((body) => {
      const answer = operation === undefined ? identity(request) : kms(String(operation), body, keyAlias);
      response.writeHead(answer.status, { "content-type": answer.type }).end(answer.body);
    });
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((stopped) => {
        server.close(() => stopped());
        server.closeAllConnections();
      }),
  };
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** The account is in the access key: `root` is of the stage's, `stranger` of another one, and nobody else is known. */
function identity({ headers }: http.IncomingMessage): Answer {
  const [, user = ""] = /Credential=([^/]+)\//.exec(headers.authorization ?? "") ?? [];
  const account = { root: ACCOUNT, owner: ACCOUNT, stranger: "999988887777" }[user];
  if (account === undefined)
    return {
      status: 403,
      type: "text/xml",
      body: "<ErrorResponse><Error><Code>InvalidClientTokenId</Code><Message>The security token included in the request is invalid.</Message></Error></ErrorResponse>",
    };
  return {
    status: 200,
    type: "text/xml",
    body: `<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:iam::${account}:user/${user}</Arn><UserId>${user}</UserId><Account>${account}</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`,
  };
}

function kms(operation: string, body: string, keyAlias: string): Answer {
  const { KeyId, Plaintext = "", CiphertextBlob = "" }: Record<string, string> = JSON.parse(body);
  const json = (status: number, value: object) => ({
    status,
    type: "application/x-amz-json-1.1",
    body: JSON.stringify(value),
  });
  if (operation === "TrentService.Encrypt" && KeyId === keyAlias)
    return json(200, { KeyId, CiphertextBlob: sealed(Buffer.from(Plaintext, "base64")).toString("base64") });
  const blob = Buffer.from(CiphertextBlob, "base64");
  if (operation === "TrentService.Decrypt" && blob.subarray(0, SEAL.length).equals(SEAL))
    return json(200, { KeyId, Plaintext: flipped(blob.subarray(SEAL.length)).toString("base64") });
  return json(400, { __type: "NotFoundException", message: `${operation} ${KeyId}: there is no such key` });
}

const sealed = (plain: Buffer): Buffer => Buffer.concat([SEAL, flipped(plain)]);
const flipped = (bytes: Buffer): Buffer => Buffer.from(bytes.map((byte) => byte ^ 0xff));
