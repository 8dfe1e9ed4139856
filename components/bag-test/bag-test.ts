import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { NodeFunction, type FunctionPlace } from "../functions/node-function";
import type { Statement } from "../identity/policy";
import { keyStatement, type UsedKey } from "../keys/key-use";
import { readSecrets } from "../secrets/read-secrets";
import { bagTestAlarms } from "./alarms";
import { dailyRun } from "./daily-run";
import { testMachine } from "./test-machine";

export interface BagTestArgs {
  /** Physical name of function and state machine, and the beginning of their roles', schedule's and alarms': at most 58 characters. */
  readonly testName: pulumi.Input<string>;
  /** The storage API, without a slash at its end: `https://storage.api.example.org/storage/v1`. */
  readonly apiUrl: pulumi.Input<string>;
  /** Where a client gets its tokens. */
  readonly tokenUrl: pulumi.Input<string>;
  /** First part of the scopes' names. */
  readonly identifier: pulumi.Input<string>;
  /** Names of the secrets that hold id and secret of a client with the scopes `ingests` and `bags`. */
  readonly clientSecretNames: { readonly id: string; readonly secret: string };
  /** Key that encrypts those secrets. */
  readonly secretsKeyArn: pulumi.Input<string>;
  /** Bucket below whose `test_bags/` the unpackers may read, and the key that encrypts it. */
  readonly infraBucket: UsedKey & { readonly name: pulumi.Input<string> };
  /** Once a day, `cron(0 5 * * ? *)` in a time zone as `Europe/London`; without it the test runs on demand only. */
  readonly schedule?: { readonly expression: string; readonly timeZone: pulumi.Input<string> };
  readonly place: FunctionPlace;
}

const ENTRY = path.resolve(__dirname, "../../functions/bag-test/index.ts");

/** storage-service.md 11: what the gate of a release waits for. */
const LIMIT_SECONDS = 7200;

const MEMORY_MIB = 512;
/** Three tries of 30 seconds each for a token and for the bag, and one for the ingest. */
const TIMEOUT_SECONDS = 300;

/**
 * Stores a small bag by the public API, follows it through the pipeline and says how long each step took; alarms when it
 * is not stored. An ingest waits for workers that start from zero, longer than a function lives: Step Functions waits.
 *
 * On demand: `aws stepfunctions start-execution --state-machine-arn arn:aws:states:REGION:ACCOUNT:stateMachine:TEST_NAME`.
 */
export class BagTest extends pulumi.ComponentResource {
  /** Of the state machine, as its name tells it: known in a preview. */
  readonly machineArn: pulumi.Output<string>;
  readonly functionName: pulumi.Output<string>;

  constructor(name: string, args: BagTestArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:bag-test:BagTest", name, {}, opts);
    const child = { parent: this };
    const { testName, place } = args;
    const tasks = new NodeFunction(
      name,
      {
        functionName: testName,
        description: "Stores a test bag by the storage API, and follows it to its end",
        entry: ENTRY,
        memoryMiB: MEMORY_MIB,
        timeoutSeconds: TIMEOUT_SECONDS,
        environment: {
          API_URL: args.apiUrl,
          TOKEN_URL: args.tokenUrl,
          IDENTIFIER: args.identifier,
          INFRA_BUCKET: args.infraBucket.name,
          CLIENT_ID_SECRET: args.clientSecretNames.id,
          CLIENT_SECRET_SECRET: args.clientSecretNames.secret,
          LIMIT_SECONDS: `${LIMIT_SECONDS}`,
        },
        statements: taskStatements(args),
        place,
      },
      child,
    );
    const machine = testMachine(
      name,
      { machineName: testName, function: tasks, limitSeconds: LIMIT_SECONDS, place },
      child,
    );
    const machineArn = pulumi.interpolate`arn:aws:states:${place.region}:${place.accountId}:stateMachine:${testName}`;
    if (args.schedule)
      dailyRun(
        name,
        {
          scheduleName: pulumi.interpolate`${testName}-daily`,
          machine: { arn: machine.arn, plainArn: machineArn },
          ...args.schedule,
          place,
        },
        child,
      );
    bagTestAlarms(
      name,
      { testName, machineArn, daily: args.schedule !== undefined, topicArn: place.alarmTopicArn },
      child,
    );
    this.machineArn = machineArn;
    this.functionName = tasks.functionName;
    this.registerOutputs({ machineArn: this.machineArn });
  }
}

/** Put a bag where test bags are, and be the client. */
function taskStatements({
  infraBucket,
  clientSecretNames,
  secretsKeyArn,
  place,
}: BagTestArgs): readonly Statement[] {
  return [
    {
      Sid: "PutTestBags",
      Effect: "Allow",
      Action: ["s3:PutObject"],
      Resource: pulumi.interpolate`arn:aws:s3:::${infraBucket.name}/test_bags/*`,
    },
    keyStatement({
      sid: "EncryptTestBags",
      actions: ["kms:GenerateDataKey"],
      key: infraBucket,
      place,
      condition: {
        StringEquals: { "kms:ViaService": pulumi.interpolate`s3.${place.region}.amazonaws.com` },
      },
    }),
    ...readSecrets({
      secretNames: [clientSecretNames.id, clientSecretNames.secret],
      secretsKeyArn,
      place,
    }),
  ];
}
