import * as route53 from "@pulumi/aws/route53";
import * as pulumi from "@pulumi/pulumi";
import { alarm } from "../alerts/alarm";
import { CustomerKey, type KeyService } from "../keys/customer-key";
import { queryLog, type QueryLogArgs } from "./query-log";

export interface SignedZoneArgs extends Pick<QueryLogArgs, "logsKeyArn" | "logDays"> {
  /** DNS name of the zone, without a dot at its end. */
  readonly zoneName: string;
  /** Zone above it, where that is in the same account: the zone is made known there. Without it somebody else does. */
  readonly parentZoneId?: string | undefined;
  readonly accountId: pulumi.Input<string>;
  /** Alias of the key that signs, `alias/…`. */
  readonly keyAlias: string;
  readonly custodianRoleArns: pulumi.Input<readonly string[]>;
  /** Topic of us-east-1, where Route 53 tells how it does. */
  readonly alarmTopicArn: pulumi.Input<string>;
}

const DNSSEC = "dnssec-route53.amazonaws.com";

/** Seconds that others may keep what they heard: an hour for what seldom changes. */
const TTL_SECONDS = 3600;

/** Who may give out certificates for the zone's names: Amazon alone, and none for a wildcard (RFC 8659). */
const ISSUERS = ['0 issue "amazon.com"', '0 issuewild ";"'];

/**
 * A public zone of our own: signed (DNSSEC), with a log of who asked, in which nobody but Amazon may give out certificates.
 * Made with a provider of us-east-1: Route 53 takes keys and logs from there alone, and is itself nowhere.
 */
export class SignedZone extends pulumi.ComponentResource {
  readonly zoneId: pulumi.Output<string>;
  readonly nameServers: pulumi.Output<string[]>;
  /** What the zone above has to say of it, so that its signatures are believed. */
  readonly delegationSigner: pulumi.Output<string>;

  constructor(name: string, args: SignedZoneArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:dns:SignedZone", name, {}, opts);
    const { zoneName, accountId } = args;
    const child = { parent: this };
    const lasting = { ...child, protect: true, retainOnDelete: true };
    const zone = new route53.Zone(
      `${name}-zone`,
      { name: zoneName, comment: "The platform's names" },
      lasting,
    );
    const key = new CustomerKey(
      `${name}-signing`,
      {
        alias: args.keyAlias,
        description: `Signs ${zoneName}`,
        accountId,
        custodianRoleArns: args.custodianRoleArns,
        services: signers(accountId),
        signs: true,
      },
      child,
    );
    const signingKey = new route53.KeySigningKey(
      `${name}-signing-key`,
      { hostedZoneId: zone.zoneId, keyManagementServiceArn: key.arn, name: "first" },
      lasting,
    );
    const signing = new route53.HostedZoneDnsSec(
      `${name}-signed`,
      { hostedZoneId: zone.zoneId },
      { ...lasting, dependsOn: [signingKey] },
    );
    new route53.Record(
      `${name}-issuers`,
      { zoneId: zone.zoneId, name: zoneName, type: "CAA", records: ISSUERS, ttl: TTL_SECONDS },
      lasting,
    );
    queryLog(name, { zoneName, zoneId: zone.zoneId, accountId, ...logsOf(args) }, child);
    signingAlarms(name, zoneName, zone.zoneId, args.alarmTopicArn, child);
    if (args.parentZoneId !== undefined)
      makeKnown(name, args.parentZoneId, zone, signingKey, { ...lasting, dependsOn: [signing] });
    this.zoneId = zone.zoneId;
    this.nameServers = zone.nameServers;
    this.delegationSigner = signingKey.dsRecord;
    this.registerOutputs({ zoneId: this.zoneId });
  }
}

const logsOf = ({ logsKeyArn, logDays }: SignedZoneArgs) => ({ logsKeyArn, logDays });

/** [AWS: Route 53 customer managed key permissions required for DNSSEC signing] */
const signers = (accountId: pulumi.Input<string>): readonly KeyService[] => {
  const ofAccount = { StringEquals: { "aws:SourceAccount": accountId } };
  return [
    {
      principal: DNSSEC,
      actions: ["kms:DescribeKey", "kms:GetPublicKey", "kms:Sign"],
      condition: { ...ofAccount, ArnLike: { "aws:SourceArn": "arn:aws:route53:::hostedzone/*" } },
    },
    {
      principal: DNSSEC,
      actions: ["kms:CreateGrant"],
      condition: { ...ofAccount, Bool: { "kms:GrantIsForAWSResource": "true" } },
    },
  ];
};

/** In the zone above: who answers for the zone's names, and by what its signatures are known. */
function makeKnown(
  name: string,
  parentZoneId: string,
  zone: route53.Zone,
  { dsRecord }: route53.KeySigningKey,
  lasting: pulumi.CustomResourceOptions,
): void {
  const above = { zoneId: parentZoneId, name: zone.name, ttl: TTL_SECONDS };
  new route53.Record(`${name}-delegation`, { ...above, type: "NS", records: zone.nameServers }, lasting);
  new route53.Record(`${name}-delegation-signer`, { ...above, type: "DS", records: [dsRecord] }, lasting);
}

/** Signatures that end are the end of all names below: whoever checks them finds none any more. */
const watches = {
  "signing-failed": {
    says: "could not be signed: once its signatures end, whoever checks them finds none of its names",
    metric: "DNSSECInternalFailure",
  },
  "signing-key": {
    says: "has a key-signing key that asks to be looked at: Route 53 cannot use its key in KMS",
    metric: "DNSSECKeySigningKeysNeedingAction",
  },
};

function signingAlarms(
  name: string,
  zoneName: string,
  zoneId: pulumi.Input<string>,
  topicArn: pulumi.Input<string>,
  child: pulumi.CustomResourceOptions,
): void {
  for (const [what, { says, metric }] of Object.entries(watches))
    alarm(
      `${name}-${what}`,
      {
        alarmName: `${zoneName}_${what}`,
        text: {
          says: `${zoneName} ${says}`,
          whatToDo:
            "look at the key of the alias in KMS of us-east-1: enabled, and its policy as it was deployed. Mend it within a day; never remove the DS record of the zone above and the signing in the same hour",
        },
        metric: {
          namespace: "AWS/Route53",
          name: metric,
          dimensions: { HostedZoneId: zoneId },
          statistic: "Maximum",
          periodSeconds: 300,
        },
        when: { comparison: "above", threshold: 0, missing: "good" },
        topicArn,
      },
      child,
    );
}
