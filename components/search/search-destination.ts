import * as pulumi from "@pulumi/pulumi";
import { RandomPassword } from "@pulumi/random/randomPassword";
import { secretWithValue } from "../secrets/secret-with-value";

export interface SearchDestinationArgs {
  /** DNS name of the search cluster. */
  readonly host: string;
  readonly port: number;
  readonly protocol: "https" | "http";
  /** Indices that have a user of their own: `bags` gives the user `bags-indexer`. */
  readonly users: readonly string[];
  /** What the names of all secrets begin with: `prod/indexer` gives `prod/indexer/es_host`. */
  readonly secretsPrefix: string;
  /** Key that encrypts the secrets. */
  readonly keyArn: pulumi.Input<string>;
}

const PASSWORD_LENGTH = 40;

/** How indexers find a search cluster: secrets that they are started with (storage-service.md 4.7); passwords are made here. */
export class SearchDestination extends pulumi.ComponentResource {
  constructor(name: string, args: SearchDestinationArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:search:SearchDestination", name, {}, opts);
    const child = { parent: this, protect: true, retainOnDelete: true };
    const { keyArn } = args;
    const put = (role: string, secretName: string, value: pulumi.Input<string>) =>
      secretWithValue(
        `${name}-${role}`,
        { secretName: `${args.secretsPrefix}/${secretName}`, value, keyArn },
        child,
      );
    put("host", "es_host", args.host);
    put("port", "es_port", String(args.port));
    put("protocol", "es_protocol", args.protocol);
    for (const user of args.users) {
      const password = new RandomPassword(
        `${name}-${user}-password`,
        { length: PASSWORD_LENGTH, special: false },
        child,
      );
      put(`${user}-username`, `${user}/es_username`, `${user}-indexer`);
      put(`${user}-password`, `${user}/es_password`, password.result);
    }
    this.registerOutputs({});
  }
}
