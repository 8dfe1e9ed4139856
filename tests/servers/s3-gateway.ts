import { spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import * as fs from "node:fs";
import * as https from "node:https";
import * as os from "node:os";
import * as path from "node:path";
import { ListBucketsCommand, S3Client } from "@aws-sdk/client-s3";
import { run } from "../../rehearsal/engine/run";
import { ROOT } from "../graph/project";
import { selfSigned } from "./certificate";
import { freePort } from "./free-port";
import { s3GatewayProgram } from "./s3-gateway-program";

const REGION = "eu-west-1";

/** Longest time from start to its first answer; it takes less than a second. */
const START_TIMEOUT_MS = 20_000;

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** A real S3 server, versitygw, on this machine. */
export interface S3Gateway {
  readonly endpoint: string;
  readonly region: string;
  /** Of the root account, whom no policy binds here: locks do. */
  readonly credentials: Credentials;
  /** A client of the root account. */
  client(): S3Client;
  /** Makes a user, who may do only what bucket policies allow, and gives back its client; policies name it by `name`. */
  user(name: string): Promise<S3Client>;
  /** Ends the server and removes its data. */
  stop(): Promise<void>;
}

export interface S3GatewayOptions {
  /** Serve HTTPS, with a certificate that only its own clients trust. */
  readonly tls?: boolean;
}

/**
 * Starts an empty S3 server with versions and Object Lock. The first time on a machine it is built, for minutes: see
 * to that in a `before` with time for it.
 * @throws when it cannot be built or does not start; the message holds what it said
 */
export async function startS3Gateway(options: S3GatewayOptions = {}): Promise<S3Gateway> {
  const program = await s3GatewayProgram((line) => process.stdout.write(`    ${line}\n`));
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "strongroom-s3-")));
  for (const part of ["users", "versions", "data"]) fs.mkdirSync(path.join(folder, part));
  const certificate = options.tls === true ? await selfSigned(folder) : undefined;
  const address = `127.0.0.1:${await freePort()}`;
  const endpoint = `${certificate ? "https" : "http"}://${address}`;
  const credentials = newCredentials("root");
  const clientOf = (of: Credentials) =>
    new S3Client({
      endpoint,
      region: REGION,
      credentials: of,
      forcePathStyle: true,
      ...(certificate
        ? { requestHandler: { httpsAgent: new https.Agent({ ca: certificate.text, keepAlive: true }) } }
        : {}),
    });
  const secured = certificate ? ["--cert", certificate.file, "--key", certificate.keyFile] : [];
  const users = ["--iam-dir", path.join(folder, "users")];
  const stored = ["posix", "--versioning-dir", path.join(folder, "versions"), path.join(folder, "data")];
  const server = started(
    [program, "--quiet", "--region", REGION, "--port", address, ...secured, ...users, ...stored],
    credentials,
  );
  const stop = async () => {
    await server.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  };
  try {
    await untilItAnswers(clientOf(credentials), server.ended);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    endpoint,
    region: REGION,
    credentials,
    client: () => clientOf(credentials),
    async user(name) {
      const own = newCredentials(name);
      await createUser(program, endpoint, credentials, own);
      return clientOf(own);
    },
    stop,
  };
}

function newCredentials(accessKeyId: string): Credentials {
  return { accessKeyId, secretAccessKey: randomBytes(20).toString("hex") };
}

/** The server's process; `ended` resolves with what it said when it has ended by itself. */
function started(command: readonly string[], root: Credentials) {
  const child = spawn(
    process.execPath,
    ["--require", "sucrase/register/ts", path.join(__dirname, "ends-with-us.ts"), ...command],
    {
      cwd: ROOT,
      env: { ...process.env, ROOT_ACCESS_KEY: root.accessKeyId, ROOT_SECRET_KEY: root.secretAccessKey },
      stdio: ["pipe", "ignore", "pipe"],
    },
  );
  let said = "";
  child.stderr.on("data", (data: Buffer) => (said += data.toString()));
  const ended = new Promise<string>((resolve) => child.once("close", () => resolve(said)));
  return { ended, stop: () => stopped(child, ended) };
}

async function stopped(child: ChildProcess, ended: Promise<string>): Promise<void> {
  child.stdin?.end();
  await ended;
}

async function untilItAnswers(client: S3Client, ended: Promise<string>): Promise<void> {
  let lastWords: string | undefined;
  void ended.then((said) => (lastWords = said));
  const latest = Date.now() + START_TIMEOUT_MS;
  for (;;)
    try {
      // Only our server knows these credentials: whoever else may have the port does not count.
      await client.send(new ListBucketsCommand());
      return client.destroy();
    } catch (error) {
      if (lastWords !== undefined)
        throw new Error(`versitygw did not start: ${lastWords.trim()}`, { cause: error });
      if (Date.now() > latest) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
}

async function createUser(
  program: string,
  endpoint: string,
  root: Credentials,
  user: Credentials,
): Promise<void> {
  const creating = ["admin", "--allow-insecure", "create-user", "--role", "user"];
  const whom = ["--access", user.accessKeyId, "--secret", user.secretAccessKey];
  const env = {
    ...process.env,
    ADMIN_ACCESS_KEY: root.accessKeyId,
    ADMIN_SECRET_KEY: root.secretAccessKey,
    ADMIN_ENDPOINT_URL: endpoint,
    ADMIN_REGION: REGION,
  };
  const made = await run(program, [...creating, ...whom], { env });
  if (made.exitCode !== 0) throw new Error(`user ${user.accessKeyId}: ${made.stderr}${made.stdout}`);
}
