import * as path from "node:path";
import * as lambda from "@pulumi/aws/lambda";
import * as pulumi from "@pulumi/pulumi";
import { behindNat, networkStatements, type PrivateSubnets } from "../functions/behind-nat";
import { bundleDigest } from "../functions/bundle";
import { idleAlarm } from "../functions/idle-alarm";
import { NodeFunction, type FunctionPlace } from "../functions/node-function";
import { FunctionSchedule } from "../functions/schedule";
import { readSecrets } from "../secrets/read-secrets";
import type { BrokerUser } from "./broker-user";
import { API_PORT, type MessageBroker } from "./message-broker";
import type { SetUpBroker, WantedUser } from "./setup-request";

export interface BrokerSetupArgs {
  /** Physical name of the function and its role, and the beginning of its schedule's: at most 53 characters. */
  readonly functionName: string;
  readonly broker: MessageBroker;
  readonly admin: BrokerUser;
  /** Who is to be there beside the admin, and what each may do. */
  readonly users: readonly { readonly user: BrokerUser; readonly may: Rights }[];
  /** Group whose members may call the broker's management API. */
  readonly clientGroupId: pulumi.Input<string>;
  /** Private subnets of the broker's own network. */
  readonly network: PrivateSubnets;
  /** Key that encrypts the users' secrets. */
  readonly secretsKeyArn: pulumi.Input<string>;
  readonly place: FunctionPlace;
}

type Rights = Pick<WantedUser, "tags" | "permissions">;

const ENTRY = path.resolve(__dirname, "../../functions/message-broker-setup/index.ts");

/** A new broker's name is not known in the network at once. */
const TIMEOUT_SECONDS = 300;

/** In UTC, and not at the same time as other set-ups. */
const SETUP_TIME = "cron(50 1 * * ? *)";

/** Where Amazon MQ writes the logs of its brokers. */
export const BROKER_LOGS = "/aws/amazonmq/broker/";

/**
 * Makes a broker's users by its management API, for Amazon MQ makes one and no more, and has its log encrypted and kept
 * as ours are: Amazon MQ makes that log, under the broker's id. In every deploy that changes any of it, and each day.
 */
export class BrokerSetup extends pulumi.ComponentResource {
  readonly functionName: string;

  constructor(name: string, args: BrokerSetupArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:message-broker:BrokerSetup", name, {}, opts);
    const child = { parent: this };
    const { functionName, broker, place, secretsKeyArn } = args;
    const everybody = [args.admin, ...args.users.map(({ user }) => user)];
    const setUp = new NodeFunction(
      name,
      {
        functionName,
        description: `Makes the users of ${broker.brokerName}, and keeps its log`,
        entry: ENTRY,
        memoryMiB: 256,
        timeoutSeconds: TIMEOUT_SECONDS,
        environment: {},
        statements: [
          ...readSecrets({
            secretNames: everybody.map(({ passwordSecret }) => passwordSecret),
            secretsKeyArn,
            place,
          }),
          {
            Sid: "EncryptTheBrokersLog",
            Effect: "Allow",
            Action: ["logs:AssociateKmsKey"],
            Resource: pulumi.interpolate`arn:aws:logs:${place.region}:${place.accountId}:log-group:${BROKER_LOGS}*`,
          },
          ...networkStatements(place),
        ],
        place,
        network: behindNat(name, { ...args.network, calls: "AWS", groupIds: [args.clientGroupId] }, child),
      },
      child,
    );
    const request = pulumi.jsonStringify(requestOf(args));
    const versions = pulumi.all(everybody.map(({ version }) => version));
    new lambda.Invocation(
      `${name}-now`,
      {
        functionName: setUp.functionName,
        input: request,
        triggers: { code: bundleDigest(ENTRY), passwords: versions.apply((known) => known.join(" ")) },
      },
      { ...child, dependsOn: [broker] },
    );
    new FunctionSchedule(
      `${name}-daily`,
      {
        scheduleName: `${functionName}-daily`,
        expression: SETUP_TIME,
        input: request,
        function: setUp,
        place,
      },
      child,
    );
    idleAlarm(
      name,
      {
        functionName,
        text: {
          says: `${broker.brokerName} was not looked after for a day: ${functionName} was not called`,
          whatToDo: `look at the schedule ${functionName}-daily in EventBridge Scheduler, and whether its role may call the function`,
        },
        topicArn: place.alarmTopicArn,
      },
      child,
    );
    this.functionName = functionName;
    this.registerOutputs({ functionName });
  }
}

const requestOf = ({ broker, admin, users, place }: BrokerSetupArgs): pulumi.Output<SetUpBroker> =>
  pulumi
    .all([broker.host, broker.brokerId, place.logsKeyArn])
    .apply(([host, brokerId, keyArn]): SetUpBroker => ({
      broker: {
        host,
        port: API_PORT,
        admin: { userName: admin.userName, passwordSecret: admin.passwordSecret },
      },
      users: users.map(({ user: { userName, passwordSecret }, may }) => ({
        userName,
        passwordSecret,
        ...may,
      })),
      log: { group: `${BROKER_LOGS}${brokerId}/general`, keyArn },
    }));
