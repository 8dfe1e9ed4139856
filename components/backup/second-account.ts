import * as pulumi from "@pulumi/pulumi";

const VAULT = /^arn:aws:backup:([a-z0-9-]+):(\d{12}):backup-vault:[A-Za-z0-9_-]{2,50}$/;

export interface SecondAccountArgs {
  /** ARN of a vault of another account. */
  readonly vaultArn: string;
  /** The stage's own account. */
  readonly accountId: pulumi.Input<string>;
  /** Those of the stage. */
  readonly regions: readonly pulumi.Input<string>[];
}

/**
 * The vault of another account, once it is seen that it is one and in a region of the stage.
 * @throws (as a failed deployment) when it is not
 */
export const vaultOfSecondAccount = ({
  vaultArn,
  accountId,
  regions,
}: SecondAccountArgs): pulumi.Output<string> =>
  pulumi.all([accountId, pulumi.all([...regions])]).apply(([own, allowed]) => {
    const [, region = "", account] = VAULT.exec(vaultArn) ?? [];
    const refused = (why: string) => new pulumi.RunError(`secondAccountVaultArn: ${why}, got ${vaultArn}`);
    if (account === undefined)
      throw refused("the whole ARN of a vault, as arn:aws:backup:eu-west-1:111122223333:backup-vault:NAME");
    if (account === own) throw refused(`a vault of another account than the stage's own, ${own}`);
    if (!allowed.includes(region)) throw refused(`a vault in a region of the stage, ${allowed.join(" or ")}`);
    return vaultArn;
  });
