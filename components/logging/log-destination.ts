import * as pulumi from "@pulumi/pulumi";
import { RandomPassword } from "@pulumi/random/randomPassword";
import { mapValues } from "es-toolkit/object";
import { secretWithValue } from "../secrets/secret-with-value";

/** Names of the secrets by which every log router finds the logging cluster (storage-service.md 4.2). */
export const logDestinationSecrets = {
  host: "shared/logging/es_host",
  port: "shared/logging/es_port",
  user: "shared/logging/es_user",
  password: "shared/logging/es_pass",
  dataStream: "shared/logging/firelens_data_stream_name",
} as const;

export interface LogDestinationArgs {
  /** DNS name of the logging cluster. */
  readonly host: string;
  readonly port: number;
  /** User that log routers are, who may only append. */
  readonly user: string;
  readonly dataStream: string;
  /** Key that encrypts the secrets. */
  readonly keyArn: pulumi.Input<string>;
}

/** Letters and digits alone: the password is put into a configuration file by the log router. */
const PASSWORD_LENGTH = 40;

/** Where the logs of all services go: five secrets, the password made here and known to nobody. */
export class LogDestination extends pulumi.ComponentResource {
  constructor(name: string, args: LogDestinationArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:logging:LogDestination", name, {}, opts);
    const child = { parent: this, protect: true, retainOnDelete: true };
    const password = new RandomPassword(
      `${name}-password`,
      { length: PASSWORD_LENGTH, special: false },
      child,
    );
    const values: Record<keyof typeof logDestinationSecrets, pulumi.Input<string>> = {
      host: args.host,
      port: String(args.port),
      user: args.user,
      password: password.result,
      dataStream: args.dataStream,
    };
    const { keyArn } = args;
    mapValues(logDestinationSecrets, (secretName, role) =>
      secretWithValue(`${name}-${role}`, { secretName, value: values[role], keyArn }, child),
    );
    this.registerOutputs({});
  }
}
