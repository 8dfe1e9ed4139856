import { words, type Making, type ResourceType } from "../catalogue";
import type { Thing } from "../cloud";
import { covers, statementsOf } from "./policy-document";
import { DNS_RECORD, DNS_SIGNING, DNS_SIGNING_KEY, DNS_ZONE, KEY, LOG_GROUP, QUERY_LOG } from "./tokens";
import { logPolicies } from "./log-resource-policies";
import { neighbours, textAt, thingAt } from "./values";

/** Where Route 53 wants keys and logs, wherever a zone's records lead. */
const HOME = "us-east-1";

const zoneOf = (at: string) => ({ at, to: [DNS_ZONE], anyRegion: true, builtIn: /^Z[A-Z0-9]{1,31}$/ });

/** Public zones of Route 53 that programs make, how they are signed, and who asked for what. */
export const dnsZones: Readonly<Record<string, ResourceType>> = {
  [DNS_ZONE]: {
    inputs: words("comment forceDestroy name tags"),
    required: words("name"),
    // Names of zones need not be unique: their servers differ.
    id: ({ digits }) => `Z${digits(20).toUpperCase()}`,
    computed: {
      arn: ({ id }) => `arn:aws:route53:::hostedzone/${id}`,
      zoneId: ({ id }) => id,
      nameServers: ({ digits }) =>
        ["com", "net", "org", "co.uk"].map(
          (end, at) => `ns-${parseInt(digits(3, end), 16) % 2048}.awsdns-0${at + 1}.${end}`,
        ),
      primaryNameServer: () => "ns-1.awsdns-01.com",
    },
    defaults: { comment: "Managed by Pulumi", forceDestroy: false },
    replacedBy: words("name"),
    limits: {
      name: {
        like: /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}\.?$/,
        says: "a domain name in lower case",
      },
    },
    refuseDelete: stillFull,
  },
  [DNS_SIGNING_KEY]: {
    inputs: words("hostedZoneId keyManagementServiceArn status"),
    required: words("hostedZoneId keyManagementServiceArn"),
    name: {
      property: "name",
      pattern: /^[A-Za-z0-9_]{3,128}$/,
      says: "3 to 128 letters, digits and _",
      unique: "no", // Each zone has keys of its own.
      taken: "KeySigningKeyAlreadyExists",
      automatic: true,
    },
    id: ({ text, name }) => `${text("hostedZoneId")},${name}`,
    computed: {
      dsRecord: ({ digits }) => `${parseInt(digits(4), 16)} 13 2 ${digits(64, "digest").toUpperCase()}`,
      dnskeyRecord: ({ digits }) => `257 3 13 ${digits(86, "public")}==`,
      digestAlgorithmMnemonic: () => "SHA-256",
      signingAlgorithmMnemonic: () => "ECDSAP256SHA256",
      flag: () => 257,
    },
    replacedBy: words("hostedZoneId keyManagementServiceArn"),
    limits: { status: { among: words("ACTIVE INACTIVE") } },
    refers: [
      zoneOf("hostedZoneId"),
      { at: "keyManagementServiceArn", to: [KEY], form: "arn", anyRegion: true },
    ],
    refuseMaking: keyFault,
  },
  [DNS_SIGNING]: {
    inputs: words("hostedZoneId signingStatus"),
    required: words("hostedZoneId"),
    id: ({ text }) => text("hostedZoneId"),
    defaults: { signingStatus: "SIGNING" },
    replacedBy: words("hostedZoneId"),
    limits: { signingStatus: { among: words("SIGNING NOT_SIGNING") } },
    refers: [zoneOf("hostedZoneId")],
    refuseMaking: (making) =>
      neighboursAnywhere(DNS_SIGNING_KEY, making).some(
        ({ inputs }) =>
          inputs["hostedZoneId"] === making.text("hostedZoneId") && inputs["status"] !== "INACTIVE",
      )
        ? undefined
        : "KeySigningKeyWithActiveStatusNotFound: a hosted zone needs at least one active key-signing key",
  },
  [QUERY_LOG]: {
    inputs: words("cloudwatchLogGroupArn zoneId"),
    required: words("cloudwatchLogGroupArn zoneId"),
    id: ({ digits }) => digits(36),
    computed: { arn: ({ id }) => `arn:aws:route53:::queryloggingconfig/${id}` },
    replacedBy: words("cloudwatchLogGroupArn zoneId"),
    refers: [
      zoneOf("zoneId"),
      { at: "cloudwatchLogGroupArn", to: [LOG_GROUP], form: "arn", anyRegion: true },
    ],
    refuseMaking: queryLogFault,
  },
};

const neighboursAnywhere = (type: string, { cloud, account }: Making): readonly Thing[] =>
  cloud.all(type).filter((thing) => thing.account === account);

function stillFull(zone: Thing, cloud: Making["cloud"]): string | undefined {
  const record = cloud.all(DNS_RECORD).find(({ inputs }) => inputs["zoneId"] === zone.id);
  return (
    record &&
    `HostedZoneNotEmpty: The specified hosted zone contains non-required resource record sets (${record.id})`
  );
}

/** [docs.aws.amazon.com: Working with customer managed keys for DNSSEC] */
function keyFault(making: Making): string | undefined {
  const key = thingAt([KEY], making.text("keyManagementServiceArn"), making);
  if (key === undefined) return undefined;
  if (key.region !== HOME)
    return `InvalidArgument: the KMS key must be in ${HOME}, this one is in ${key.region}`;
  if (key.inputs["customerMasterKeySpec"] !== "ECC_NIST_P256" || key.inputs["keyUsage"] !== "SIGN_VERIFY")
    return `InvalidKMSArn: the KMS key must be asymmetric, of ECC_NIST_P256 for SIGN_VERIFY (${key.id})`;
  const may = (action: string) =>
    statementsOf(key.outputs["policy"]).some(
      (statement) =>
        statement.effect === "Allow" &&
        covers(statement, action) &&
        statement.principals.some(({ value }) => value === "dnssec-route53.amazonaws.com"),
    );
  const lacking = words("kms:DescribeKey kms:GetPublicKey kms:Sign kms:CreateGrant").find(
    (action) => !may(action),
  );
  return (
    lacking &&
    `InvalidKMSArn: the policy of the KMS key does not allow dnssec-route53.amazonaws.com ${lacking}`
  );
}

function queryLogFault(making: Making): string | undefined {
  const group = thingAt([LOG_GROUP], making.text("cloudwatchLogGroupArn"), making);
  if (group === undefined) return undefined;
  if (group.region !== HOME)
    return `InvalidInput: the CloudWatch log group must be in ${HOME}, this one is in ${group.region}`;
  const admits = logPolicies({ account: making.account, region: HOME }, making.cloud)
    .flatMap(statementsOf)
    .some(
      (statement) =>
        covers(statement, "logs:PutLogEvents") &&
        statement.principals.some(({ value }) => value === "route53.amazonaws.com"),
    );
  if (!admits)
    return `InsufficientCloudWatchLogsResourcePolicy: The permissions on the CloudWatch Logs log group ${textAt(group.inputs, "name")} are insufficient for Route 53 to create log streams and deliver query logs.`;
  const other = neighbours(QUERY_LOG, making).find(
    ({ inputs }) => inputs["zoneId"] === making.text("zoneId"),
  );
  return other && `QueryLoggingConfigAlreadyExists: the zone has one already (${other.id})`;
}
