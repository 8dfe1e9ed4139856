import * as pulumi from "@pulumi/pulumi";
import { BrokerSetup } from "../../../components/message-broker/broker-setup";
import { BrokerUser } from "../../../components/message-broker/broker-user";
import { AMQPS_PORT, API_PORT, MessageBroker } from "../../../components/message-broker/message-broker";
import { queueName, queueSetupName, queueUsers, secretNames } from "../names";
import type { DataVaultPlace } from "./place";
import type { Settings } from "./settings";

/** Seven days: the longest job, which is acknowledged when it is done (datavault.md 8). */
const LONGEST_JOB_MS = 604_800_000;

/** What the program declares itself: its job queue, its events, and how restarts reach each worker (datavault.md 6). */
const OWN_NAMES = "^(datavault|datavault-event|restart-worker(-[123])?)$";

const NOTHING = "^$";

/** RabbitMQ: who sets it up, who works with it, and who looks at how long its queues are. */
export function queue(settings: Settings["queue"], at: DataVaultPlace) {
  const { stage, ground, primary } = at;
  const { network, keyArns } = ground;
  const secrets = secretNames(stage);
  const user = (word: keyof typeof queueUsers, passwordSecret: string) =>
    new BrokerUser(
      `queue-${word}`,
      { userName: queueUsers[word], passwordSecret, keyArn: keyArns.secrets },
      primary,
    );
  const admin = user("admin", secrets.queueAdminPassword);
  const application = user("application", secrets.queuePassword);
  const observer = user("observer", secrets.queueObserverPassword);
  const broker = new MessageBroker(
    "queue",
    {
      brokerName: queueName(stage),
      vpcId: network.vpcId,
      subnetIds: network.isolatedSubnetIds,
      instanceType: settings.instanceType,
      acknowledgedWithinMs: LONGEST_JOB_MS,
      clients: { broker: "messages", worker: "messages", observer: "api", setup: "api" },
      admin,
      keyArn: keyArns.data,
      alarmTopicArn: ground.alarmTopicArn,
    },
    primary,
  );
  const groups = broker.clientGroupIds;
  if (!groups["broker"] || !groups["worker"] || !groups["observer"] || !groups["setup"])
    throw new pulumi.RunError("RabbitMQ has not a group for each of its clients");
  const setup = new BrokerSetup(
    "queue-setup",
    {
      functionName: queueSetupName(stage),
      broker,
      admin,
      users: [
        {
          user: application,
          may: { tags: [], permissions: { configure: OWN_NAMES, write: OWN_NAMES, read: OWN_NAMES } },
        },
        {
          user: observer,
          may: {
            tags: ["monitoring"],
            permissions: { configure: NOTHING, write: NOTHING, read: NOTHING },
          },
        },
      ],
      clientGroupId: groups["setup"],
      network: { vpcId: network.vpcId, subnetIds: network.privateSubnetIds },
      secretsKeyArn: keyArns.secrets,
      place: at.functions,
    },
    primary,
  );
  const named = ({ userName, passwordSecret }: BrokerUser) => ({ name: userName, passwordSecret });
  return {
    functionName: setup.functionName,
    promise: {
      brokerName: broker.brokerName,
      brokerId: broker.brokerId,
      host: broker.host,
      port: AMQPS_PORT,
      apiPort: API_PORT,
      users: { admin: named(admin), application: named(application), observer: named(observer) },
      securityGroupId: broker.securityGroupId,
      clientGroupIds: {
        broker: groups["broker"],
        worker: groups["worker"],
        observer: groups["observer"],
      },
    },
  };
}
