import { words, type Making, type Properties, type ResourceType } from "../catalogue";
import { digitsOf, type Cloud, type Thing } from "../cloud";
import { arn, MADE_AT, uuid } from "./arn";
import { answersWith } from "./dns-records";
import { CERTIFICATE, CERTIFICATE_VALIDATION } from "./tokens";
import { first, isSet, textAt, textsAt, thingAt } from "./values";

/** [docs.aws.amazon.com: RequestCertificate]; a certificate has ten names at most, without a raised quota. */
const NAME = {
  like: /^(?=.{4,253}$)(\*\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$/i,
  says: "a domain name, with * as its first part at most",
};
const NAMES_MAX = 10;

/** Certificates that AWS Certificate Manager issues. Imported and private ones are left out. */
export const certificates: Readonly<Record<string, ResourceType>> = {
  [CERTIFICATE]: {
    inputs: words("domainName keyAlgorithm options subjectAlternativeNames tags validationMethod"),
    required: words("domainName"),
    id: (making) => arn("acm", making, `certificate/${uuid(making.digits(32))}`),
    computed: {
      arn: ({ id }) => id,
      domainValidationOptions: ({ inputs, account }) =>
        isByDns(inputs) ? validationOf(inputs, account) : [],
      notAfter: () => "",
      notBefore: () => "",
      pendingRenewal: () => false,
      renewalEligibility: () => "INELIGIBLE",
      renewalSummaries: () => [],
      status: ({ id, cloud }) => (isIssued(id, cloud) ? "ISSUED" : "PENDING_VALIDATION"),
      subjectAlternativeNames: ({ inputs }) => namesOf(inputs),
      type: () => "AMAZON_ISSUED",
      validationEmails: () => [],
    },
    defaults: { keyAlgorithm: "RSA_2048", validationMethod: "EMAIL" },
    replacedBy: words("domainName keyAlgorithm subjectAlternativeNames validationMethod"),
    limits: {
      domainName: NAME,
      "subjectAlternativeNames[]": NAME,
      validationMethod: { among: words("DNS EMAIL") },
      keyAlgorithm: { among: words("RSA_2048 EC_prime256v1 EC_secp384r1") },
      "options.certificateTransparencyLoggingPreference": { among: words("ENABLED DISABLED") },
      "options.export": { among: words("ENABLED DISABLED") },
    },
    refuseInputs: (inputs) => {
      const names = namesOf(inputs).length;
      return names > NAMES_MAX
        ? `LimitExceededException: Error: ${names} names requested, at most ${NAMES_MAX} are allowed`
        : undefined;
    },
  },
  [CERTIFICATE_VALIDATION]: {
    inputs: words("certificateArn validationRecordFqdns"),
    required: words("certificateArn"),
    // The time of issue, as the real provider has it: the same for all.
    id: () => MADE_AT,
    apartBy: "certificateArn",
    replacedBy: words("certificateArn validationRecordFqdns"),
    refers: [{ at: "certificateArn", to: [CERTIFICATE], form: "arn" }],
    refuseMaking: validationFault,
  },
};

interface Proof {
  readonly domainName: string;
  readonly resourceRecordName: string;
  readonly resourceRecordType: "CNAME";
  readonly resourceRecordValue: string;
}

const isByDns = (inputs: Properties): boolean => inputs["validationMethod"] === "DNS";

const namesOf = (inputs: Properties): readonly string[] => [
  ...new Set([textAt(inputs, "domainName"), ...textsAt(inputs, "subjectAlternativeNames[]")]),
];

/**
 * The records by which ACM sees that the names are ours. A name's record is always the same in an account, and a
 * wildcard has that of the name below it. It is a set: its order is not that of the names.
 */
const validationOf = (inputs: Properties, account: string): readonly Proof[] =>
  namesOf(inputs)
    .map((domainName): Proof => {
      const proven = domainName.replace(/^\*\./, "");
      const token = (purpose: string, length: number) => digitsOf(`${account}|${proven}|${purpose}`, length);
      return {
        domainName,
        resourceRecordName: `_${token("name", 32)}.${proven}.`,
        resourceRecordType: "CNAME",
        resourceRecordValue: `_${token("value", 32)}.${letters(token("host", 10))}.acm-validations.aws.`,
      };
    })
    .toSorted((left, right) => (left.resourceRecordName < right.resourceRecordName ? -1 : 1));

const letters = (digits: string): string =>
  digits.replaceAll(/\d/g, (digit) => "ghijklmnop".charAt(Number(digit)));

function validationFault(making: Making): string | undefined {
  const certificate = thingAt([CERTIFICATE], making.text("certificateArn"), making);
  if (certificate === undefined) return undefined;
  const given = textsAt(making.inputs, "validationRecordFqdns[]").map(withoutDot);
  if (!isByDns(certificate.inputs))
    return given.length === 0 ? undefined : "validation_record_fqdns is not valid for EMAIL validation";
  const proofs = validationOf(certificate.inputs, certificate.account);
  const wanted = proofs.find(({ resourceRecordName }) => !given.includes(withoutDot(resourceRecordName)));
  if (isSet(making.inputs, "validationRecordFqdns") && wanted !== undefined)
    return `missing ${wanted.domainName} DNS validation record: ${withoutDot(wanted.resourceRecordName)}`;
  return first(proofs, ({ domainName, resourceRecordName, resourceRecordValue }) =>
    answersWith(resourceRecordName, "CNAME", resourceRecordValue, making.cloud)
      ? undefined
      : `waiting for ACM Certificate (${certificate.id}) to be issued: timeout while waiting for state to become 'ISSUED' (last state: 'PENDING_VALIDATION'): ${domainName} lacks the record ${resourceRecordName} CNAME ${resourceRecordValue}`,
  );
}

const withoutDot = (name: string): string => name.toLowerCase().replace(/\.$/, "");

/** Whether somebody waited for it: a certificate that was only asked for is not there yet. */
const isIssued = (certificate: string, cloud: Cloud): boolean =>
  cloud.all(CERTIFICATE_VALIDATION).some(({ inputs }) => inputs["certificateArn"] === certificate);

/** Why a certificate cannot be used yet, in the words of the service that was to use it. */
export const notIssued = (
  certificate: string,
  code: string,
  { cloud }: Pick<Making, "cloud">,
): string | undefined =>
  cloud.named([CERTIFICATE], certificate).length === 0 || isIssued(certificate, cloud)
    ? undefined
    : `${code} The certificate '${certificate}' is not issued (take its ARN from a CertificateValidation)`;

/** Whether a certificate is good for a name: a * stands for one part of it. */
export const isFor = (certificate: Thing, name: string): boolean =>
  namesOf(certificate.inputs).some(
    (own) =>
      own.toLowerCase() === name.toLowerCase() ||
      (own.startsWith("*.") && own.slice(1).toLowerCase() === name.toLowerCase().replace(/^[^.]+/, "")),
  );
