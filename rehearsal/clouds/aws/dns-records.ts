import { words, type Making, type Properties, type ResourceType } from "../catalogue";
import { digitsOf, type Cloud, type Thing } from "../cloud";
import { DNS_RECORD } from "./tokens";
import { first, isSet, listAt, recordOf, setOf, textAt, textsAt } from "./values";

const TYPES = words("A AAAA CAA CNAME DS HTTPS MX NAPTR NS PTR SOA SPF SRV SSHFP SVCB TLSA TXT");

/** What the values of a record must look like. */
const VALUES: Readonly<Record<string, { readonly like: RegExp; readonly says: string }>> = {
  A: { like: /^((25[0-5]|2[0-4]\d|1?\d?\d)(\.(?!$)|$)){4}$/, says: "an IPv4 address" },
  AAAA: { like: /^[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*$/, says: "an IPv6 address" },
  CNAME: { like: /^[^\s:/]+$/, says: "a domain name" },
  MX: { like: /^\d{1,5} \S+$/, says: "a priority and a domain name" },
};

/** Names of records: labels of up to 63 characters, the first of them may be a *. */
const NAME = /^(?=.{1,255}$)(\*\.)?([A-Za-z0-9_-]{1,63}\.)*[A-Za-z0-9_-]{1,63}\.?$/;

/**
 * Amazon Route 53's records. Their zones are made by hand, outside the programs: every id of a zone's form is one, and
 * names are taken to be given in full, for what a zone is called cannot be known here.
 */
export const dnsRecords: Readonly<Record<string, ResourceType>> = {
  [DNS_RECORD]: {
    inputs: words("aliases name records setIdentifier ttl type weightedRoutingPolicies zoneId"),
    required: words("name type zoneId"),
    id: ({ text }) =>
      [text("zoneId"), plain(text("name")), text("type"), text("setIdentifier")]
        .filter((part) => part !== "")
        .join("_"),
    computed: { fqdn: ({ text }) => plain(text("name")) },
    replacedBy: words("name setIdentifier type zoneId"),
    limits: {
      zoneId: { like: /^Z[A-Z0-9]{1,31}$/, says: "the id of a hosted zone, as Z1D633PJN98FT9" },
      name: { like: NAME, says: "a domain name" },
      type: { among: TYPES },
      ttl: { from: 0, to: 2_147_483_647 },
      "weightedRoutingPolicies[].weight": { from: 0, to: 255 },
    },
    refuseInputs: (inputs) => kindFault(inputs) ?? valuesFault(inputs),
    refuseMaking: recordTaken,
  },
};

const INVALID = "InvalidChangeBatch:";

/** As Route 53 keeps it: in lower case, with no dot at the end. */
const plain = (name: string): string => name.toLowerCase().replace(/\.$/, "");

/** The records of a name and type, in whatever zone and account. */
export const recordsOf = (name: string, type: string, cloud: Cloud): readonly Thing[] =>
  cloud
    .all(DNS_RECORD)
    .filter(({ inputs }) => plain(textAt(inputs, "name")) === plain(name) && inputs["type"] === type);

/** Whether a name answers with a value. */
export const answersWith = (name: string, type: string, value: string, cloud: Cloud): boolean =>
  recordsOf(name, type, cloud).some(({ inputs }) =>
    textsAt(inputs, "records[]").some((record) => plain(record) === plain(value)),
  );

function kindFault(inputs: Properties): string | undefined {
  const kinds = setOf(inputs, "aliases", "records");
  if (kinds.length !== 1) return "one of `alias,records` must be specified";
  const isAlias = kinds[0] === "aliases";
  if (isAlias && isSet(inputs, "ttl")) return '"ttl": conflicts with alias';
  if (!isAlias && !isSet(inputs, "ttl")) return '"ttl": all of `records,ttl` must be specified';
  const lacking = listAt(inputs, "aliases[]").find(
    (alias) => setOf(recordOf(alias), "name", "zoneId", "evaluateTargetHealth").length < 3,
  );
  if (lacking !== undefined) return "an alias takes name, zoneId and evaluateTargetHealth";
  return isSet(inputs, "setIdentifier") === isSet(inputs, "weightedRoutingPolicies")
    ? undefined
    : '"set_identifier": all of `set_identifier,weighted_routing_policy` must be specified';
}

function valuesFault(inputs: Properties): string | undefined {
  const type = textAt(inputs, "type");
  const values = listAt(inputs, "records[]");
  if (type === "CNAME" && values.length > 1)
    return `${INVALID} [Invalid Resource Record: 'CNAME' takes one value, got ${values.length}]`;
  const rule = VALUES[type];
  return (
    rule &&
    first(values, (value) =>
      typeof value === "string" && rule.like.test(value)
        ? undefined
        : `${INVALID} [Invalid Resource Record: '${String(value)}' is not ${rule.says}]`,
    )
  );
}

/** A name of a zone has one record of a type, and none beside a CNAME. */
function recordTaken({ text, cloud, id }: Making): string | undefined {
  const [name, type] = [plain(text("name")), text("type")];
  const others = cloud
    .all(DNS_RECORD)
    .filter(
      (other) =>
        other.id !== id &&
        other.inputs["zoneId"] === text("zoneId") &&
        plain(textAt(other.inputs, "name")) === name,
    );
  const same = others.find(
    ({ inputs }) => inputs["type"] === type && textAt(inputs, "setIdentifier") === text("setIdentifier"),
  );
  if (same)
    return `${INVALID} [Tried to create resource record set [name='${name}.', type='${type}'] but it already exists] (${same.urn})`;
  const beside = others.find(({ inputs }) => (inputs["type"] === "CNAME") !== (type === "CNAME"));
  return (
    beside &&
    `${INVALID} [RRSet of type ${type} with DNS name ${name}. is not permitted as it conflicts with other records with the same DNS name in zone ${text("zoneId")}.] (${beside.urn})`
  );
}

/** A zone that was made by hand: it is what the program asks for, and the other half is made up, the same each time. */
export function zoneOf(inputs: Properties): Properties {
  const [id, name] = [textAt(inputs, "zoneId"), textAt(inputs, "name")];
  if ((id === "") === (name === ""))
    throw new Error("`zone_id` and `name` are mutually exclusive, and one is needed");
  const zoneId = id || `Z${digitsOf(`zone|${plain(name)}`, 20).toUpperCase()}`;
  if (!/^Z[A-Z0-9]{1,31}$/.test(zoneId))
    throw new Error(`NoSuchHostedZone: No hosted zone found with ID: ${zoneId}`);
  const servers = ["com", "net", "org", "co.uk"].map((end, at) => `ns-${at + 1}.awsdns-0${at + 1}.${end}`);
  return {
    id: zoneId,
    zoneId,
    arn: `arn:aws:route53:::hostedzone/${zoneId}`,
    name: plain(name) || `${zoneId.toLowerCase()}.example`,
    callerReference: "rehearsal",
    comment: "",
    linkedServiceDescription: "",
    linkedServicePrincipal: "",
    nameServers: servers,
    primaryNameServer: servers[0],
    privateZone: false,
    resourceRecordSetCount: 2,
    tags: {},
  };
}
