import * as secretsmanager from "@pulumi/aws/secretsmanager";
import * as pulumi from "@pulumi/pulumi";

export interface SecretWithValueArgs {
  /** Physical name: whoever reads the secret knows it by that. */
  readonly secretName: string;
  /** A secret from here on, whatever it was before. */
  readonly value: pulumi.Input<string>;
  /** Key that encrypts it. */
  readonly keyArn: pulumi.Input<string>;
}

/** Days in which a deleted secret can be brought back: Secrets Manager's greatest. */
export const RECOVERY_DAYS = 30;

/** A secret of Secrets Manager with the value that the program gives it; what is given back is that value's version. */
export function secretWithValue(
  name: string,
  { secretName, value, keyArn }: SecretWithValueArgs,
  child: pulumi.CustomResourceOptions,
): secretsmanager.SecretVersion {
  const secret = new secretsmanager.Secret(
    name,
    { name: secretName, kmsKeyId: keyArn, recoveryWindowInDays: RECOVERY_DAYS },
    child,
  );
  return new secretsmanager.SecretVersion(
    `${name}-value`,
    { secretId: secret.id, secretString: pulumi.secret(value) },
    child,
  );
}
