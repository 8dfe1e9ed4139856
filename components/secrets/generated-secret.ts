import * as pulumi from "@pulumi/pulumi";
import { RandomPassword } from "@pulumi/random/randomPassword";
import { secretWithValue } from "./secret-with-value";

export interface GeneratedSecretArgs {
  /** Physical name: whoever reads the secret knows it by that. */
  readonly secretName: string;
  /** How many letters, digits, hyphens and underscores it has: 32 at least. */
  readonly length: number;
  /** Key that encrypts it. */
  readonly keyArn: pulumi.Input<string>;
}

const LEAST_LENGTH = 32;

/** A secret that is made here and known to nobody: programs read it by its name. */
export class GeneratedSecret extends pulumi.ComponentResource {
  /** Physical name. */
  readonly secretName: string;

  constructor(name: string, args: GeneratedSecretArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:secrets:GeneratedSecret", name, {}, opts);
    const { secretName, length, keyArn } = args;
    if (!Number.isInteger(length) || length < LEAST_LENGTH)
      throw new pulumi.ResourceError(`length: ${LEAST_LENGTH} characters or more, got ${length}`, this);
    const child = { parent: this, protect: true, retainOnDelete: true };
    const value = new RandomPassword(`${name}-made`, { length, overrideSpecial: "-_" }, child).result;
    secretWithValue(name, { secretName, value, keyArn }, child);
    this.secretName = secretName;
    this.registerOutputs({ secretName });
  }
}
