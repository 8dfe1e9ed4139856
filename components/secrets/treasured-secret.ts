import * as secretsmanager from "@pulumi/aws/secretsmanager";
import * as pulumi from "@pulumi/pulumi";
import { policyDocument } from "../identity/policy";
import { RECOVERY_DAYS } from "./secret-with-value";

export interface TreasuredSecretArgs {
  /** Physical name: programs read it by that. */
  readonly secretName: string;
  /** What is put into it, once. */
  readonly holds: string;
  /** Key that encrypts it here. */
  readonly keyArn: pulumi.Input<string>;
  /** Where Secrets Manager itself keeps a copy of it, and with which key of that region. */
  readonly copy: { readonly region: pulumi.Input<string>; readonly keyArn: pulumi.Input<string> };
  /** The only roles that may fill it, or change how it is kept. */
  readonly fillingRoleArns: pulumi.Input<readonly pulumi.Input<string>[]>;
}

/** What loses the value, or the copy of it; nobody may. */
const losing = ["secretsmanager:DeleteSecret", "secretsmanager:RemoveRegionsFromReplication"];

/** What puts another value in its place, lets others do so, or makes a secret of its own of the copy: the copy has this policy too. */
const changing = [
  "secretsmanager:StopReplicationToReplica",
  "secretsmanager:PutSecretValue",
  "secretsmanager:UpdateSecret",
  "secretsmanager:UpdateSecretVersionStage",
  "secretsmanager:PutResourcePolicy",
  "secretsmanager:DeleteResourcePolicy",
];

/**
 * A secret without which an archive cannot be read any more. The program makes it empty, so that the value is in no state;
 * a person fills it once. It is copied to another region, nobody may delete it, and few may overwrite it.
 */
export class TreasuredSecret extends pulumi.ComponentResource {
  /** Physical name. */
  readonly secretName: string;

  constructor(name: string, args: TreasuredSecretArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:secrets:TreasuredSecret", name, {}, opts);
    const child = { parent: this, protect: true, retainOnDelete: true };
    const secret = new secretsmanager.Secret(
      name,
      {
        name: args.secretName,
        description: `${args.holds}; a person fills it, once`,
        kmsKeyId: args.keyArn,
        recoveryWindowInDays: RECOVERY_DAYS,
        replicas: [{ region: args.copy.region, kmsKeyId: args.copy.keyArn }],
      },
      child,
    );
    const everybody = { Effect: "Deny", Principal: "*", Resource: "*" } as const;
    new secretsmanager.SecretPolicy(
      `${name}-policy`,
      {
        secretArn: secret.arn,
        blockPublicPolicy: true,
        policy: policyDocument([
          { ...everybody, Sid: "NobodyLosesIt", Action: losing },
          {
            ...everybody,
            Sid: "FewChangeIt",
            Action: changing,
            Condition: { ArnNotEquals: { "aws:PrincipalArn": args.fillingRoleArns } },
          },
        ]),
      },
      child,
    );
    this.secretName = args.secretName;
    this.registerOutputs({ secretName: this.secretName });
  }
}
