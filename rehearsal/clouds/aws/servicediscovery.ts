import { words, type Making, type Properties, type ResourceType } from "../catalogue";
import { arn } from "./arn";
import { HTTP_NAMESPACE, NAMESPACE, REGISTRY, VPC } from "./tokens";
import { isSet, neighbours, setOf, textAt, textsAt } from "./values";

/** AWS Cloud Map: namespaces, and the services that containers register with. */
export const servicediscovery: Readonly<Record<string, ResourceType>> = {
  [NAMESPACE]: {
    inputs: words("description tags vpc"),
    required: words("vpc"),
    name: {
      property: "name",
      pattern:
        /^(?=.{1,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)(\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*$/i,
      says: "a domain name",
      unique: "no",
      taken: "NamespaceAlreadyExists",
      automatic: true,
    },
    id: ({ digits }) => `ns-${digits(16)}`,
    computed: {
      arn: (making) => arn("servicediscovery", making, `namespace/${making.id}`),
      hostedZone: ({ digits }) => `Z${digits(20, "zone").toUpperCase()}`,
    },
    replacedBy: words("vpc"),
    refers: [{ at: "vpc", to: [VPC] }],
    refuseMaking: (making) => {
      const same = neighbours(NAMESPACE, making).find(
        ({ inputs }) => inputs["name"] === making.name && inputs["vpc"] === making.inputs["vpc"],
      );
      return (
        same &&
        `ConflictingDomainExists: the domain ${making.name} is already associated with the VPC ${making.text("vpc")} (${same.id})`
      );
    },
  },
  [HTTP_NAMESPACE]: {
    inputs: words("description tags"),
    name: {
      property: "name",
      pattern: /^[!-~]{1,1024}$/,
      says: "up to 1024 characters of ASCII, no blanks",
      unique: "region",
      taken: "NamespaceAlreadyExists",
      automatic: true,
    },
    id: ({ digits }) => `ns-${digits(16)}`,
    computed: {
      arn: (making) => arn("servicediscovery", making, `namespace/${making.id}`),
      httpName: ({ name }) => name,
    },
  },
  [REGISTRY]: {
    inputs: words("description dnsConfig healthCheckConfig healthCheckCustomConfig namespaceId tags type"),
    name: {
      property: "name",
      pattern: /^[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?$/,
      says: "a label of a domain name: up to 63 letters, digits, hyphens and underscores",
      unique: "no",
      taken: "ServiceAlreadyExists",
      automatic: true,
    },
    id: ({ digits }) => `srv-${digits(16)}`,
    computed: { arn: (making) => arn("servicediscovery", making, `service/${making.id}`) },
    replacedBy: words(`namespaceId dnsConfig.namespaceId dnsConfig.routingPolicy healthCheckCustomConfig
      healthCheckConfig.type type`),
    limits: {
      "dnsConfig.routingPolicy": { among: words("MULTIVALUE WEIGHTED") },
      "dnsConfig.dnsRecords[].type": { among: words("A AAAA SRV CNAME") },
      "dnsConfig.dnsRecords[].ttl": { from: 0, to: 2_147_483_647 },
      type: { among: ["HTTP"] },
    },
    refers: words("namespaceId dnsConfig.namespaceId").map((at) => ({
      at,
      to: [NAMESPACE],
      holds: "ResourceInUse: The namespace contains services",
    })),
    refuseInputs: dnsFault,
    refuseMaking: nameInNamespace,
  },
};

const namespaceOf = (inputs: Properties): string =>
  textAt(inputs, "namespaceId") || textAt(inputs, "dnsConfig.namespaceId");

function nameInNamespace(making: Making): string | undefined {
  const same = neighbours(REGISTRY, making).find(
    ({ inputs }) => inputs["name"] === making.name && namespaceOf(inputs) === namespaceOf(making.inputs),
  );
  return same && `ServiceAlreadyExists: Service already exists. (${making.name}: ${same.id})`;
}

function dnsFault(inputs: Properties): string | undefined {
  if (setOf(inputs, "namespaceId", "dnsConfig.namespaceId").length === 0)
    return "InvalidInput: a service is in a namespace (namespaceId or dnsConfig.namespaceId)";
  if (isSet(inputs, "healthCheckConfig"))
    return "InvalidInput: HealthCheckConfig is not supported for services in private DNS namespaces";
  const types = textsAt(inputs, "dnsConfig.dnsRecords[].type");
  if (types.includes("CNAME") && types.length > 1) return "InvalidInput: a CNAME record stands alone";
  if (types.includes("CNAME") && textAt(inputs, "dnsConfig.routingPolicy") !== "WEIGHTED")
    return "InvalidInput: a CNAME record takes the routing policy WEIGHTED";
  return isSet(inputs, "dnsConfig") && !isSet(inputs, "dnsConfig.dnsRecords")
    ? "InvalidInput: dnsConfig takes one DNS record at least"
    : undefined;
}
