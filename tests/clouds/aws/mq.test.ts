import * as assert from "node:assert/strict";
import * as token from "../../../rehearsal/clouds/aws/tokens";
import type { Properties } from "../../../rehearsal/clouds/catalogue";
import { casesOf, inAccount, refusals, type Inputs, type Step } from "./cases";
import { subnet, vpc } from "./things";

const settings = (change: Properties = {}): Properties => ({
  name: "rabbit",
  engineType: "RabbitMQ",
  engineVersion: "4.3",
  data: "consumer_timeout = 604800000\n",
  ...change,
});

const user = { username: "set-up", password: "abcdefghijkl" };

const broker = (change: Properties = {}): Properties => ({
  brokerName: "rabbit",
  engineType: "RabbitMQ",
  engineVersion: "4.3",
  hostInstanceType: "mq.m7g.large",
  autoMinorVersionUpgrade: true,
  users: [user],
  ...change,
});

const ground: readonly Step[] = [
  vpc(),
  subnet("a", 1, "a"),
  subnet("a-too", 2, "a"),
  subnet("b", 3, "b"),
  { type: token.BROKER_CONFIGURATION, name: "settings", inputs: settings() },
  {
    type: token.BROKER_CONFIGURATION,
    name: "older",
    inputs: settings({ name: "older", engineVersion: "3.13" }),
  },
];

const set =
  (name: string, revision: number): Inputs =>
  (made) =>
    broker({ configuration: { id: made(name).id, revision } });

const within =
  (...names: readonly string[]): Inputs =>
  (made) =>
    broker({ deploymentMode: "CLUSTER_MULTI_AZ", subnetIds: names.map((name) => made(name).id) });

describe("the simulated AWS: message brokers", () => {
  const ofSettings = casesOf("settings", token.BROKER_CONFIGURATION, (change: Properties) =>
    settings(change),
  );
  const one = casesOf("a broker", token.BROKER, (change: Properties) => broker(change));
  const here = (what: string, refused: Inputs, because: RegExp, accepted: Inputs) => ({
    what: `a broker ${what}`,
    given: ground,
    type: token.BROKER,
    refused,
    because,
    accepted,
  });
  refusals([
    ofSettings(
      "that Amazon MQ does not know",
      { data: "log.file.level = debug" },
      /no setting of Amazon MQ's/,
      {
        data: "# nothing",
      },
    ),
    ofSettings("beyond their range", { data: "heartbeat = 3601" }, /heartbeat cannot be 3601/, {
      data: "heartbeat = 3600",
    }),
    one("of another engine", { engineType: "ActiveMQ" }, /one of RabbitMQ/),
    one("of an older engine", { engineVersion: "3.12" }, /one of 3\.13/, { engineVersion: "3.13" }),
    one(
      "of RabbitMQ 4 on m5",
      { hostInstanceType: "mq.m5.large" },
      /does not support the host instance type/,
      {
        hostInstanceType: "mq.m5.large",
        engineVersion: "3.13",
      },
    ),
    one(
      "that takes no patches",
      { autoMinorVersionUpgrade: false },
      /needs automatic minor version upgrades/,
    ),
    one("with two users", { users: [user, { ...user, username: "other" }] }, /one user, got 2/),
    one("with the user guest", { users: [{ ...user, username: "guest" }] }, /not guest/),
    one("with a short password", { users: [{ ...user, password: "abcdefghijk" }] }, /12 characters/),
    one("with a comma in its password", { users: [{ ...user, password: "abcdefghijk," }] }, /none of ,:=/),
    one("with an audit log", { logs: { audit: true } }, /Audit logging is not supported/, {
      logs: { general: true },
    }),
    here("twice in a zone", within("a", "a-too"), /Two subnets are in eu-west-1a/, within("a", "b")),
    here("that is a cluster in one zone", within("a"), /several Availability Zones/, within("a", "b")),
    here(
      "with settings of another version",
      set("older", 1),
      /of another engine version/,
      set("settings", 1),
    ),
    here("with settings that are not there yet", set("settings", 2), /no revision 2/, set("settings", 1)),
  ]);

  it(
    "tell their endpoint, count the revisions of their settings, and are made anew with another key",
    inAccount(async (account) => {
      await account.makeAll([...ground, { type: token.BROKER, name: "broker", inputs: set("settings", 1) }]);
      const made = account.made("broker");
      assert.deepEqual(made.outputs["instances"], [
        {
          consoleUrl: `https://${made.id}.mq.eu-west-1.on.aws`,
          endpoints: [`amqps://${made.id}.mq.eu-west-1.on.aws:5671`],
          ipAddress: "",
        },
      ]);
      assert.equal(account.made("settings").outputs["latestRevision"], 1);
      const changed = await account.change("settings", { data: "heartbeat = 60" });
      assert.equal(changed.outputs["latestRevision"], 2);
      const after = await account.provider.difference(made, {
        ...made.inputs,
        encryptionOptions: { useAwsOwnedKey: true },
      });
      assert.deepEqual(after.replacesList, ["encryptionOptions"]);
    }),
  );
});
