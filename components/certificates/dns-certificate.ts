import * as acm from "@pulumi/aws/acm";
import * as route53 from "@pulumi/aws/route53";
import type { output } from "@pulumi/aws/types";
import * as pulumi from "@pulumi/pulumi";
import { mapValues } from "es-toolkit/object";
import { expiryAlarm, type ExpiryAlarmArgs } from "./expiry-alarm";

export type DnsCertificateArgs = CertificateNames & NamesProof;

interface CertificateNames {
  /**
   * DNS names, each under a word that stays the same: `{ api: "storage.api.example.org" }`. The first is the
   * certificate's own. No wildcard: it would share its record with the name below it.
   */
  readonly domainNames: Readonly<Record<string, pulumi.Input<string>>>;
  /** The alarm that tells of it when AWS has not renewed it; none without. */
  readonly expiry?: ExpiryAlarmArgs;
}

/** By what AWS sees that the names are ours. */
type NamesProof =
  /** Public zone that all the names are in: the records are made there. */
  | { readonly zoneId: pulumi.Input<string> }
  /** A certificate for the same names in another region: AWS asks an account for the same records everywhere. */
  | { readonly provenBy: DnsCertificate };

const TTL_SECONDS = 300;

/** A certificate of AWS, proven by records in our own zone: as long as they are there it renews itself. */
export class DnsCertificate extends pulumi.ComponentResource {
  /** Of the issued certificate: whoever uses it waits until it is. */
  readonly arn: pulumi.Output<string>;
  /** Names of the records by which it is proven. */
  private readonly records: readonly pulumi.Output<string>[];

  constructor(name: string, args: DnsCertificateArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:certificates:DnsCertificate", name, {}, opts);
    const [domainName, ...others] = Object.values(args.domainNames);
    if (domainName === undefined) throw new pulumi.ResourceError("domainNames: at least one is needed", this);
    const child = { parent: this, protect: true, retainOnDelete: true };
    const certificate = new acm.Certificate(
      `${name}-certificate`,
      { domainName, subjectAlternativeNames: others, validationMethod: "DNS" },
      child,
    );
    this.records =
      "provenBy" in args
        ? args.provenBy.records
        : proofsInZone(name, args.domainNames, args.zoneId, certificate, child);
    const validation = new acm.CertificateValidation(
      `${name}-validation`,
      {
        certificateArn: certificate.arn,
        validationRecordFqdns: [...this.records],
      },
      child,
    );
    this.arn = validation.certificateArn;
    if (args.expiry) expiryAlarm(name, this.arn, args.expiry, { parent: this });
    this.registerOutputs({ arn: this.arn });
  }
}

/** The record that AWS asks for of each name: their names. */
function proofsInZone(
  name: string,
  domainNames: CertificateNames["domainNames"],
  zoneId: pulumi.Input<string>,
  certificate: acm.Certificate,
  child: pulumi.CustomResourceOptions,
): readonly pulumi.Output<string>[] {
  const records = mapValues(domainNames, (proven, word) => {
    const proof = pulumi.all([proven, certificate.domainValidationOptions]).apply(proofOf);
    return new route53.Record(
      `${name}-${word}`,
      {
        zoneId,
        name: proof.resourceRecordName,
        type: proof.resourceRecordType,
        records: [proof.resourceRecordValue],
        ttl: TTL_SECONDS,
      },
      child,
    );
  });
  return Object.values(records).map(({ fqdn }) => fqdn);
}

type Proof = output.acm.CertificateDomainValidationOption;

/** @throws when AWS asks for no proof of the name */
function proofOf([domainName, options]: readonly [string, readonly Proof[]]): Proof {
  const proof = options.find((option) => option.domainName === domainName);
  if (proof) return proof;
  const asked = options.map((option) => option.domainName).join(", ");
  throw new pulumi.RunError(
    `certificate: AWS asks for no record that proves ${domainName}, only for ${asked}: write the name in lower case, with no dot at its end`,
  );
}
