import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { NodeFunction, type FunctionPlace } from "../functions/node-function";
import { FunctionSchedule } from "../functions/schedule";

export interface RenewedSecretArgs {
  /** Physical name of the function and its role, and the beginning of its schedule's: at most 58 characters. */
  readonly functionName: string;
  /** Name of the secret, whose whole value is a password. */
  readonly secretName: string;
  /** Key that encrypts it. */
  readonly secretsKeyArn: pulumi.Input<string>;
  /** When: `cron(0 13 ? * 1#1 *)`, in UTC [AWS: Schedule types in EventBridge Scheduler]. */
  readonly expression: string;
  readonly place: FunctionPlace;
}

/**
 * Gives a password a new value at set times, and no more: whatever takes it over hears of the change
 * (services/restart-when-changed.ts), just as when a person has put another one. It may put the value, and not read it.
 */
export class RenewedSecret extends pulumi.ComponentResource {
  constructor(name: string, args: RenewedSecretArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:secrets:RenewedSecret", name, {}, opts);
    const child = { parent: this };
    const { functionName, secretName, place } = args;
    const renews = new NodeFunction(
      name,
      {
        functionName,
        description: `Gives ${secretName} a new value`,
        entry: path.resolve(__dirname, "../../functions/renew-secret/index.ts"),
        memoryMiB: 256,
        timeoutSeconds: 60,
        environment: { SECRET: secretName },
        statements: [
          {
            Sid: "PutTheSecret",
            Effect: "Allow",
            Action: ["secretsmanager:PutSecretValue"],
            // Secrets Manager adds a hyphen and six characters to the name.
            Resource: pulumi.interpolate`arn:aws:secretsmanager:${place.region}:${place.accountId}:secret:${secretName}-??????`,
          },
          {
            Sid: "EncryptTheSecret",
            Effect: "Allow",
            Action: ["kms:GenerateDataKey", "kms:Decrypt"],
            Resource: args.secretsKeyArn,
            Condition: {
              StringEquals: {
                "kms:ViaService": pulumi.interpolate`secretsmanager.${place.region}.amazonaws.com`,
              },
            },
          },
        ],
        place,
      },
      child,
    );
    new FunctionSchedule(
      name,
      { scheduleName: `${functionName}-times`, function: renews, expression: args.expression, place },
      child,
    );
    this.registerOutputs({});
  }
}
