import * as pulumi from "@pulumi/pulumi";
import { mapValues } from "es-toolkit/object";
import { secretWithValue } from "../secrets/secret-with-value";
import { searchUser, type SearchUser, type SearchUserArgs } from "./search-user";

/** Something about a cluster that programs read from a secret. */
export interface ToldSecret {
  /** Physical name. */
  readonly secretName: string;
  readonly value: pulumi.Input<string>;
}

export interface SearchDestinationArgs<User extends string> {
  /** What every program is told about the cluster, by a word for each; they become parts of the resources' names. */
  readonly tells: { readonly host: ToldSecret; readonly port: ToldSecret } & Readonly<
    Record<string, ToldSecret>
  >;
  /** Those as whom programs sign in, by a word for each; the cluster gets to know them by SearchSetup. */
  readonly users: Readonly<Record<User, Omit<SearchUserArgs, "keyArn">>>;
  /** Key that encrypts the secrets. */
  readonly keyArn: pulumi.Input<string>;
}

/** How programs find a search cluster and sign in: secrets under the names that they look for; passwords are made here. */
export class SearchDestination<User extends string> extends pulumi.ComponentResource {
  readonly users: Readonly<Record<User, SearchUser>>;

  constructor(name: string, args: SearchDestinationArgs<User>, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:search:SearchDestination", name, {}, opts);
    const child = { parent: this, protect: true, retainOnDelete: true };
    const { keyArn } = args;
    for (const [word, { secretName, value }] of Object.entries(args.tells))
      secretWithValue(`${name}-${word}`, { secretName, value, keyArn }, child);
    this.users = mapValues(args.users, ({ userName, userSecret, passwordSecret }, word) => {
      const user = searchUser(`${name}-${word}`, { userName, userSecret, passwordSecret, keyArn }, child);
      return { userSecret, passwordSecret, version: user.version };
    });
    this.registerOutputs({});
  }
}
