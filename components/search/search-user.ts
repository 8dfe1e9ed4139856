import * as pulumi from "@pulumi/pulumi";
import { RandomPassword } from "@pulumi/random/randomPassword";
import { secretWithValue } from "../secrets/secret-with-value";

/** A user of a cluster, by the secrets that hold its name and password. */
export interface SearchUser {
  /** Name of the secret with the user's name. */
  readonly userSecret: string;
  /** Name of the secret with the password. */
  readonly passwordSecret: string;
  /** Changes whenever the name or the password does, and is known once both are kept. */
  readonly version: pulumi.Output<string>;
}

export interface SearchUserArgs {
  /** What the cluster knows the user by. */
  readonly userName: string;
  /** Physical name of the secret with the user's name. */
  readonly userSecret: string;
  /** Physical name of the secret with the password. */
  readonly passwordSecret: string;
  /** Key that encrypts both. */
  readonly keyArn: pulumi.Input<string>;
}

/**
 * One of each kind that OpenSearch Service asks for [AWS: Fine-grained access control in Amazon OpenSearch Service]; the
 * special ones are those that mean nothing in a configuration file, a shell or a URL.
 */
const PASSWORD = {
  length: 40,
  minUpper: 1,
  minLower: 1,
  minNumeric: 1,
  minSpecial: 1,
  overrideSpecial: "-_",
};

/** A user of a cluster, with a password that is made here and known to nobody. */
export function searchUser(
  name: string,
  { userName, userSecret, passwordSecret, keyArn }: SearchUserArgs,
  child: pulumi.CustomResourceOptions,
): SearchUser & { readonly password: pulumi.Output<string> } {
  const password = new RandomPassword(`${name}-password`, PASSWORD, child).result;
  const kept = [
    secretWithValue(`${name}-username`, { secretName: userSecret, value: userName, keyArn }, child),
    secretWithValue(`${name}-password`, { secretName: passwordSecret, value: password, keyArn }, child),
  ];
  const version = pulumi.all(kept.map(({ versionId }) => versionId)).apply((ids) => ids.join(" "));
  return { userSecret, passwordSecret, version, password };
}
