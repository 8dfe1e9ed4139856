import * as pulumi from "@pulumi/pulumi";
import { RandomPassword } from "@pulumi/random/randomPassword";
import { secretWithValue } from "../secrets/secret-with-value";

/** A user of RabbitMQ, by the secret that holds its password. */
export interface BrokerUser {
  /** What RabbitMQ knows it by: 2 to 100 letters, digits and `-._`, and not `guest`. */
  readonly userName: string;
  /** Physical name of the secret with the password, and nothing else. */
  readonly passwordSecret: string;
}

export interface BrokerUserArgs extends BrokerUser {
  /** Key that encrypts the secret. */
  readonly keyArn: pulumi.Input<string>;
}

/** Amazon MQ takes no comma, colon or equals sign, and 12 characters at least [AWS: AWS::AmazonMQ::Broker User]. */
const PASSWORD = { length: 40, overrideSpecial: "-_" };

/** What is there once a user's password is kept. */
export interface KeptUser extends BrokerUser {
  readonly password: pulumi.Output<string>;
  /** Changes whenever the password does, and is known once it is kept. */
  readonly version: pulumi.Output<string>;
}

/** A user of RabbitMQ, with a password that is made here and known to nobody. */
export function brokerUser(
  name: string,
  { userName, passwordSecret, keyArn }: BrokerUserArgs,
  opts: pulumi.CustomResourceOptions,
): KeptUser {
  if (!/^(?!guest$)[A-Za-z0-9._-]{2,100}$/.test(userName))
    throw new pulumi.RunError(
      `userName: 2 to 100 letters, digits and -._, and not guest, which Amazon MQ removes, got ${userName}`,
    );
  const child = { ...opts, protect: true, retainOnDelete: true };
  const password = new RandomPassword(`${name}-made`, PASSWORD, child).result;
  const { versionId } = secretWithValue(name, { secretName: passwordSecret, value: password, keyArn }, child);
  return { userName, passwordSecret, password, version: versionId };
}
