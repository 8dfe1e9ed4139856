import * as pulumi from "@pulumi/pulumi";
import { RandomPassword } from "@pulumi/random/randomPassword";
import { secretWithValue } from "../secrets/secret-with-value";

export interface BrokerUserArgs {
  /** What RabbitMQ knows it by: 2 to 100 letters, digits and `-._`, and not `guest`. */
  readonly userName: string;
  /** Physical name of the secret with the password, and nothing else. */
  readonly passwordSecret: string;
  /** Key that encrypts the secret. */
  readonly keyArn: pulumi.Input<string>;
}

/** Amazon MQ takes no comma, colon or equals sign, and 12 characters at least [AWS: AWS::AmazonMQ::Broker User]. */
const PASSWORD = { length: 40, overrideSpecial: "-_" };

/** A user of RabbitMQ, with a password that is made here and known to nobody. */
export class BrokerUser extends pulumi.ComponentResource {
  readonly userName: string;
  readonly passwordSecret: string;
  /** A secret. */
  readonly password: pulumi.Output<string>;
  /** Changes whenever the password does, and is known once it is kept. */
  readonly version: pulumi.Output<string>;

  constructor(name: string, args: BrokerUserArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:message-broker:BrokerUser", name, {}, opts);
    const { userName, passwordSecret, keyArn } = args;
    if (!/^(?!guest$)[A-Za-z0-9._-]{2,100}$/.test(userName))
      throw new pulumi.ResourceError(
        `userName: 2 to 100 letters, digits and -._, and not guest, which Amazon MQ removes, got ${userName}`,
        this,
      );
    const child = { parent: this, protect: true, retainOnDelete: true };
    this.userName = userName;
    this.passwordSecret = passwordSecret;
    this.password = pulumi.secret(new RandomPassword(`${name}-made`, PASSWORD, child).result);
    const secret = { secretName: passwordSecret, value: this.password, keyArn };
    this.version = secretWithValue(name, secret, child).versionId;
    this.registerOutputs({ userName, passwordSecret });
  }
}
