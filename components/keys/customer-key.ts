import * as kms from "@pulumi/aws/kms";
import * as pulumi from "@pulumi/pulumi";
import { policyDocument, type Conditions, type Statement } from "../identity/policy";

/** An AWS service that uses the key on the account's behalf. */
export interface KeyService {
  /** Its principal, `logs.eu-west-1.amazonaws.com`. */
  readonly principal: string;
  /** What holds it to this account's own things. */
  readonly condition: Conditions;
  /** What it may do with the key; by default encrypt and decrypt. */
  readonly actions?: readonly string[];
}

export interface CustomerKeyArgs {
  /** Alias, `alias/…`. */
  readonly alias: string;
  /** What is encrypted with it. */
  readonly description: string;
  readonly accountId: pulumi.Input<string>;
  /** ARNs of the only roles that may change the key's policy. */
  readonly custodianRoleArns: pulumi.Input<readonly string[]>;
  readonly services: readonly KeyService[];
  /**
   * ARNs of roles that may grant the key, too, for a service that asks in their name and does not say so, as EKS does
   * [AWS: EKS, Encrypt Kubernetes secrets with KMS]. Their own rights name the key's alias. By default none.
   */
  readonly grantorRoleArns?: readonly pulumi.Input<string>[];
  /** Set for a key of volumes: machines that Auto Scaling starts have disks that it encrypts. */
  readonly startsMachines?: true;
  /** A pair of keys that signs, of the curve P-256, in the place of one that encrypts: AWS rotates none of these. */
  readonly signs?: true;
}

/** Longest time that AWS keeps a key after its deletion was asked for [AWS: KMS ScheduleKeyDeletion]. */
const DELETION_WINDOW_DAYS = 30;

const SIGNING = { keyUsage: "SIGN_VERIFY", customerMasterKeySpec: "ECC_NIST_P256" };

const USE = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"];

/**
 * A key of our own. It rotates each year where it encrypts, and nobody may delete or disable it: destroying a key destroys all that it
 * encrypts, Object Lock or not.
 */
export class CustomerKey extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: CustomerKeyArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:keys:CustomerKey", name, {}, opts);
    const child = { parent: this, protect: true, retainOnDelete: true };
    const key = new kms.Key(
      `${name}-key`,
      {
        description: args.description,
        ...(args.signs ? SIGNING : { enableKeyRotation: true }),
        deletionWindowInDays: DELETION_WINDOW_DAYS,
        policy: policyDocument(keyStatements(args)),
        // KMS takes no policy by which its own maker cannot change it; here only custodians can, whoever makes the key.
        bypassPolicyLockoutSafetyCheck: true,
      },
      child,
    );
    new kms.Alias(`${name}-alias`, { name: args.alias, targetKeyId: key.keyId }, child);
    this.arn = key.arn;
    this.registerOutputs({ arn: this.arn });
  }
}

function keyStatements(args: CustomerKeyArgs): readonly Statement[] {
  const { custodianRoleArns, grantorRoleArns } = args;
  return [
    {
      Sid: "IamDecides",
      Effect: "Allow",
      Principal: { AWS: pulumi.interpolate`arn:aws:iam::${args.accountId}:root` },
      Action: ["kms:*"],
      Resource: "*",
    },
    ...args.services.map((service, position): Statement => ({
      Sid: `Service${position + 1}`,
      Effect: "Allow",
      Principal: { Service: service.principal },
      Action: service.actions ?? USE,
      Resource: "*",
      Condition: service.condition,
    })),
    ...(args.startsMachines ? machineStatements(args.accountId) : []),
    {
      Sid: "NobodyDestroysTheKey",
      Effect: "Deny",
      Principal: "*",
      Action: ["kms:ScheduleKeyDeletion", "kms:DisableKey", "kms:DeleteImportedKeyMaterial"],
      Resource: "*",
    },
    {
      // controls.md section 5, set K: policies name some keys by their aliases.
      Sid: "OnlyCustodiansChangeThePolicyOrItsNames",
      Effect: "Deny",
      Principal: "*",
      Action: [
        "kms:PutKeyPolicy",
        "kms:RevokeGrant",
        "kms:UpdatePrimaryRegion",
        "kms:UpdateAlias",
        "kms:DeleteAlias",
      ],
      Resource: "*",
      Condition: { ArnNotEquals: { "aws:PrincipalArn": custodianRoleArns } },
    },
    {
      Sid: "OnlyCustodiansGrantButForAwsServices",
      Effect: "Deny",
      Principal: "*",
      Action: ["kms:CreateGrant"],
      Resource: "*",
      Condition: {
        ArnNotEquals: {
          "aws:PrincipalArn": grantorRoleArns
            ? pulumi.all([custodianRoleArns, grantorRoleArns]).apply((roleArns) => roleArns.flat())
            : custodianRoleArns,
        },
        // A request that does not say for whom the grant is, or who asks, is not taken for a service's.
        BoolIfExists: { "kms:GrantIsForAWSResource": "false", "aws:PrincipalIsAWSService": "false" },
      },
    },
  ];
}

/**
 * Auto Scaling starts machines in a role of its own, whose policy names no key of ours [AWS: Required AWS KMS key policy
 * for use with encrypted volumes]. The role is told by a condition: as a principal it would have to be there already.
 */
function machineStatements(accountId: pulumi.Input<string>): readonly Statement[] {
  const itself = {
    StringEquals: { "kms:CallerAccount": accountId },
    ArnEquals: {
      "aws:PrincipalArn": pulumi.interpolate`arn:aws:iam::${accountId}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`,
    },
  };
  return [
    {
      Sid: "AutoScalingEncryptsDisks",
      Effect: "Allow",
      Principal: { AWS: "*" },
      Action: USE,
      Resource: "*",
      Condition: itself,
    },
    {
      Sid: "AutoScalingAttachesDisks",
      Effect: "Allow",
      Principal: { AWS: "*" },
      Action: ["kms:CreateGrant"],
      Resource: "*",
      Condition: { ...itself, Bool: { "kms:GrantIsForAWSResource": "true" } },
    },
  ];
}
