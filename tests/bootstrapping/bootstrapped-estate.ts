import { spawn, type ChildProcess } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { CreateBucketCommand, ListObjectsV2Command, PutBucketVersioningCommand } from "@aws-sdk/client-s3";
import { bucketNames, keyAlias } from "../../components/names/names";
import { ROOT } from "../graph/project";
import { EstateCopy, ended, until, type Rehearsed } from "../rehearsal/estate-copy";
import { startS3Gateway, type Credentials, type S3Gateway } from "../servers/s3-gateway";
import { ACCOUNT, startFakeAws, type FakeAws } from "./fake-aws";
import { LossyRoad } from "./lossy-road";

/** Where an engine finds the simulated clouds: `aws:PORT,…`. */
const PROVIDERS = "PULUMI_DEBUG_PROVIDERS";

/** An engine that can go on begins something at least as often. */
const QUIET_MS = 500;

/** From the making of which resource on answers are lost. */
interface Losing {
  from?: string;
}

export const BUCKET = bucketNames("pre", ACCOUNT).state;

/**
 * An account in which a bootstrap is rehearsed: the simulated clouds for what the program makes, a real S3 API for the
 * state, STS and KMS as far as they are asked, and a copy of the repository whose files may change.
 */
export class BootstrappedEstate {
  private constructor(
    readonly copy: EstateCopy,
    readonly gateway: S3Gateway,
    /** By what the secrets of the state are encrypted, as `--secrets-provider` takes it. */
    readonly key: string,
    private readonly aws: FakeAws,
    private readonly clouds: ChildProcess,
    private readonly environment: Readonly<Record<string, string>>,
    private readonly road: LossyRoad,
    private readonly losing: Losing,
    private readonly watching: AbortController,
  ) {}

  /**
   * Its S3 server has the state's bucket as soon as the simulated cloud has.
   * @param passphrase by which the secrets are encrypted instead of the key
   */
  static async start(passphrase?: string): Promise<BootstrappedEstate> {
    const copy = new EstateCopy();
    fs.cpSync(path.join(ROOT, "bootstrapping"), path.join(copy.folder, "bootstrapping"), { recursive: true });
    const [gateway, aws] = await Promise.all([startS3Gateway(), startFakeAws(keyAlias("pre", "state"))]);
    const clouds = spawn(
      process.execPath,
      [
        "--require",
        "sucrase/register/ts",
        path.join(copy.folder, "rehearsal", "by-hand.ts"),
        "--only",
        "root",
      ],
      { cwd: copy.folder, stdio: ["ignore", "pipe", "inherit"] },
    );
    const environment: Record<string, string> = {};
    for await (const line of createInterface({ input: clouds.stdout })) {
      const [, name, value] = /^export (\w+)='(.*)'$/.exec(line) ?? [];
      if (name !== undefined && value !== undefined) environment[name] = value;
      if (line.includes("--cwd")) break;
    }
    const losing: Losing = {};
    const isLost = () => losing.from !== undefined && isMade(copy, `::${losing.from}"`);
    const providers = environment[PROVIDERS] ?? "";
    const road = await LossyRoad.to(Number(/\baws:(\d+)/.exec(providers)?.[1]), isLost);
    environment[PROVIDERS] = providers.replace(/\baws:\d+/, `aws:${road.port}`);
    if (passphrase !== undefined) environment["PULUMI_CONFIG_PASSPHRASE"] = passphrase;
    const estate = new BootstrappedEstate(
      copy,
      gateway,
      passphrase === undefined ? awskms(aws) : "passphrase",
      aws,
      clouds,
      environment,
      road,
      losing,
      new AbortController(),
    );
    void estate.makeBucketOnceRegistered();
    return estate;
  }

  /** Folder of the local backend. */
  get local(): string {
    return path.join(this.copy.folder, "local", "root");
  }

  /** Process of the engine that a bootstrap has started. */
  get engine(): number {
    return Number(fs.readFileSync(`${this.local}.running`, "utf8").split("\n")[1]);
  }

  /**
   * Has the simulated AWS answer no more once it has made the resource of that name.
   * @returns lets answers arrive again, for engines that are started from then on
   */
  loseAnswersFrom(name: string): () => void {
    this.losing.from = name;
    return () => delete this.losing.from;
  }

  /** Whether the simulated AWS has made the resource of that name. */
  hasMade(name: string): boolean {
    return isMade(this.copy, `::${name}"`);
  }

  /** Starts `npm run bootstrap` without npm in between, so that a signal reaches it. */
  bootstrap(
    as: Partial<Credentials> = this.gateway.credentials,
    environment: NodeJS.ProcessEnv = {},
  ): ChildProcess {
    const program = path.join(this.copy.folder, "bootstrapping", "main.ts");
    return spawn(process.execPath, ["--require", "sucrase/register/ts", program, ...this.args], {
      cwd: this.copy.folder,
      env: { ...this.environmentOf(as), ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
  }

  /** A whole bootstrap. */
  bootstrapped(as?: Partial<Credentials>, environment?: NodeJS.ProcessEnv): Promise<Rehearsed> {
    return ended(this.bootstrap(as, environment));
  }

  /** A process that has claimed the folder, as a bootstrap does, and does nothing. */
  idle(): ChildProcess {
    const claiming = `require("./bootstrapping/running.ts").claim(${JSON.stringify(this.local)}, () => {}); setInterval(() => {}, 1000)`;
    return spawn(
      process.execPath,
      ["--require", "sucrase/register/ts", "--eval", claiming, "bootstrapping"],
      {
        cwd: this.copy.folder,
        stdio: ["ignore", "ignore", "ignore"],
      },
    );
  }

  /** A plain `pulumi` command on the state in the bucket. */
  pulumi(...args: readonly string[]): Promise<Rehearsed> {
    return ended(
      spawn("pulumi", [...args, "--stack", "pre", "--non-interactive", "--color", "never"], {
        cwd: this.copy.folder,
        env: { ...this.environmentOf(this.gateway.credentials), PULUMI_BACKEND_URL: this.backend },
      }),
    );
  }

  get args(): readonly string[] {
    return [
      "--stage",
      "pre",
      "--local",
      this.local,
      "--backend",
      this.backend,
      "--secrets-provider",
      this.key,
    ];
  }

  get backend(): string {
    return `s3://${BUCKET}?region=eu-west-1&endpoint=${this.gateway.endpoint}&s3ForcePathStyle=true`;
  }

  /** Keys of all objects in the bucket. */
  async objects(): Promise<readonly string[]> {
    const client = this.gateway.client();
    const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: BUCKET }));
    client.destroy();
    return Contents.map(({ Key = "" }) => Key);
  }

  async makeBucket(): Promise<void> {
    const client = this.gateway.client();
    await client.send(new CreateBucketCommand({ Bucket: BUCKET }));
    await client.send(
      new PutBucketVersioningCommand({ Bucket: BUCKET, VersioningConfiguration: { Status: "Enabled" } }),
    );
    client.destroy();
  }

  async stop(): Promise<void> {
    this.watching.abort();
    const gone = new Promise((resolve) => this.clouds.once("close", resolve));
    this.clouds.kill("SIGINT");
    await gone;
    this.road.close();
    await Promise.all([this.gateway.stop(), this.aws.stop()]);
    this.copy.remove();
  }

  private async makeBucketOnceRegistered(): Promise<void> {
    const bucket = `"type":"aws:s3/bucket:Bucket","id":"${BUCKET}"`;
    await until(() => this.watching.signal.aborted || isMade(this.copy, bucket));
    if (!this.watching.signal.aborted) await this.makeBucket();
  }

  private environmentOf({ accessKeyId, secretAccessKey }: Partial<Credentials>): NodeJS.ProcessEnv {
    const own = Object.entries(process.env).filter(([name]) => !/^(AWS|PULUMI)_/.test(name));
    return {
      ...Object.fromEntries(own),
      ...this.environment,
      AWS_EC2_METADATA_DISABLED: "true",
      AWS_ENDPOINT_URL_STS: this.aws.endpoint,
      ...(accessKeyId === undefined ? {} : { AWS_ACCESS_KEY_ID: accessKeyId }),
      ...(secretAccessKey === undefined ? {} : { AWS_SECRET_ACCESS_KEY: secretAccessKey }),
    };
  }
}

/** Whether the journal of the clouds has a text in it. */
function isMade({ journal }: EstateCopy, text: string): boolean {
  return fs.existsSync(journal) && fs.readFileSync(journal, "utf8").includes(text);
}

const awskms = ({ endpoint }: FakeAws): string =>
  `awskms://${keyAlias("pre", "state")}?region=eu-west-1&endpoint=${endpoint}`;

/** Waits until something has not changed for a while. */
export async function quiet(watched: () => number): Promise<void> {
  for (let before = -1; before !== watched(); await sleep(QUIET_MS)) before = watched();
}
