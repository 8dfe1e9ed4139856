import type { Making, Properties } from "../catalogue";
import { inWords, zoneCount } from "./opensearch-nodes";
import { rolesFor } from "./service-linked-roles";
import { SECURITY_GROUP, SUBNET } from "./tokens";
import { isSet, listAt, recordOf, repeated, textAt, textsAt, thingAt } from "./values";

const INVALID = "ValidationException:";

const SERVICE = "opensearchservice.amazonaws.com";

/** What OpenSearch Service finds wrong with the network that a domain is to be in [docs.aws.amazon.com: Launching your Amazon OpenSearch Service domains within a VPC]. */
export function networkFault(making: Making): string | undefined {
  const { inputs, account, cloud } = making;
  if (!isSet(inputs, "vpcOptions")) return undefined;
  if (rolesFor(SERVICE, account, cloud).length === 0)
    return `${INVALID} Before you can proceed, you must enable a service-linked role to give Amazon OpenSearch Service permissions to access your VPC. (${SERVICE})`;
  const [subnets, zones] = [subnetsOf(making), zoneCount(inputs["clusterConfig"])];
  if (listAt(inputs, "vpcOptions.subnetIds[]").length !== zones)
    return `${INVALID} You must specify exactly ${inWords(zones)} subnet${zones === 1 ? "" : "s"}.`;
  const twice = repeated(subnets.map(({ availabilityZone }) => availabilityZone));
  if (twice !== undefined)
    return `${INVALID} The subnets must be in different Availability Zones: two are in ${twice}`;
  const networks = [
    ...subnets.map(({ vpcId }) => vpcId),
    ...placesOf("securityGroupIds", SECURITY_GROUP, making).map((group) => textAt(group, "vpcId")),
  ];
  const other = networks.find((network) => network !== networks[0]);
  return other && `${INVALID} The subnets and security groups must be in one VPC: ${networks[0]}, ${other}`;
}

interface Subnet {
  readonly availabilityZone: string;
  readonly vpcId: string;
}

const subnetsOf = (making: Making): readonly Subnet[] =>
  placesOf("subnetIds", SUBNET, making).map((subnet) => ({
    availabilityZone: textAt(subnet, "availabilityZone"),
    vpcId: textAt(subnet, "vpcId"),
  }));

const placesOf = (property: string, type: string, making: Making): readonly Properties[] =>
  textsAt(making.inputs, `vpcOptions.${property}[]`).flatMap((id) => {
    const place = thingAt([type], id, making);
    return place === undefined ? [] : [place.outputs];
  });

/** What the cloud adds to a domain's network; nothing for a domain that is not in one. */
export function networkOf(making: Making): Properties | undefined {
  const [first] = subnetsOf(making);
  return first === undefined
    ? undefined
    : {
        ...recordOf(making.inputs["vpcOptions"]),
        availabilityZones: subnetsOf(making)
          .map(({ availabilityZone }) => availabilityZone)
          .toSorted(),
        vpcId: first.vpcId,
      };
}
