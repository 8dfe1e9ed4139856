import { words, type Making, type Properties, type ResourceType } from "../catalogue";
import { arn, MADE_AT, uuid } from "./arn";
import { key, roleArn, securityGroup, subnet } from "./refers";
import { takesWithTags } from "./session-tags";
import { KUBERNETES_CLUSTER, SUBNET } from "./tokens";
import { isSet, listAt, textAt, textsAt, thingAt } from "./values";

const LOG_TYPES = words("api audit authenticator controllerManager scheduler");
const SWITCHES = {
  compute: "computeConfig.enabled",
  "load balancing": "kubernetesNetworkConfig.elasticLoadBalancing.enabled",
  "block storage": "storageConfig.blockStorage.enabled",
};

/** Amazon EKS: clusters. What is left out: Outposts, hybrid nodes and settings of single controllers. */
export const eks: Readonly<Record<string, ResourceType>> = {
  [KUBERNETES_CLUSTER]: {
    inputs:
      words(`accessConfig bootstrapSelfManagedAddons computeConfig controlPlaneScalingConfig deletionProtection
      enabledClusterLogTypes encryptionConfig forceUpdateVersion kubernetesNetworkConfig roleArn storageConfig tags
      upgradePolicy version vpcConfig zonalShiftConfig`),
    required: words("roleArn vpcConfig"),
    name: {
      property: "name",
      pattern: /^[0-9A-Za-z][A-Za-z0-9_-]{0,99}$/,
      says: "up to 100 letters, digits, hyphens and underscores",
      unique: "region",
      taken: "ResourceInUseException: Cluster already exists",
      automatic: true,
    },
    id: ({ name }) => name,
    computed: {
      arn: (making) => arn("eks", making, `cluster/${making.name}`),
      certificateAuthority: ({ digits }) => ({ data: digits(64, "certificate") }),
      createdAt: () => MADE_AT,
      endpoint: ({ digits, region }) =>
        `https://${digits(32, "endpoint").toUpperCase()}.gr7.${region}.eks.amazonaws.com`,
      identities: ({ digits, region }) => [
        { oidcs: [{ issuer: `https://oidc.eks.${region}.amazonaws.com/id/${digits(32).toUpperCase()}` }] },
      ],
      platformVersion: () => "eks.1",
      status: () => "ACTIVE",
    },
    defaults: { bootstrapSelfManagedAddons: true, deletionProtection: false, version: "1.35" },
    replacedBy: words(`bootstrapSelfManagedAddons roleArn accessConfig.bootstrapClusterCreatorAdminPermissions
      kubernetesNetworkConfig.ipFamily kubernetesNetworkConfig.serviceIpv4Cidr encryptionConfig.provider.keyArn`),
    limits: {
      version: { like: /^1\.(3[2-9])$/, says: "a version that EKS supports" },
      "accessConfig.authenticationMode": { among: words("API API_AND_CONFIG_MAP CONFIG_MAP") },
      "computeConfig.nodePools[]": { among: words("general-purpose system") },
      "enabledClusterLogTypes[]": { among: LOG_TYPES },
      "encryptionConfig.resources[]": { among: ["secrets"] },
      "upgradePolicy.supportType": { among: words("EXTENDED STANDARD") },
    },
    refers: [
      roleArn("roleArn"),
      roleArn("computeConfig.nodeRoleArn"),
      key("encryptionConfig.provider.keyArn", { form: "arn" }),
      subnet("vpcConfig.subnetIds[]"),
      securityGroup("vpcConfig.securityGroupIds[]"),
    ],
    refuseInputs: (inputs) => autoModeFault(inputs) ?? endpointFault(inputs),
    refuseMaking: (making) => roleFault(making) ?? zonesFault(making),
    refuseDelete: ({ inputs, id }) =>
      inputs["deletionProtection"] === true
        ? `InvalidRequestException: Cluster ${id} cannot be deleted because deletion protection is enabled (${uuid("0".repeat(32))})`
        : undefined,
  },
};

const isOn = (inputs: Properties, path: string): boolean => listAt(inputs, path)[0] === true;

/** [docs.aws.amazon.com: CreateCluster]: all three or none. */
function autoModeFault(inputs: Properties): string | undefined {
  const on = Object.entries(SWITCHES).filter(([, path]) => isOn(inputs, path));
  if (on.length === 0) return undefined;
  if (on.length < Object.keys(SWITCHES).length)
    return `InvalidParameterException: For EKS Auto Mode, please ensure that all required configs, including computeConfig, kubernetesNetworkConfig, and blockStorage are all either fully enabled or fully disabled (only ${on.map(([what]) => what).join(", ")} is on)`;
  if (inputs["bootstrapSelfManagedAddons"] !== false)
    return "InvalidParameterException: Setting the bootstrapSelfManagedAddons value to true is invalid for EKS Auto Mode";
  return isSet(inputs, "computeConfig.nodePools") && !isSet(inputs, "computeConfig.nodeRoleArn")
    ? "InvalidParameterException: When nodePools are given, computeConfig takes a nodeRoleArn"
    : undefined;
}

const endpointFault = (inputs: Properties): string | undefined =>
  listAt(inputs, "vpcConfig.endpointPublicAccess")[0] === false &&
  !isOn(inputs, "vpcConfig.endpointPrivateAccess")
    ? "InvalidParameterException: Private and public endpoint access cannot be false"
    : undefined;

function roleFault(making: Making): string | undefined {
  const { inputs, cloud } = making;
  const auto = isOn(inputs, SWITCHES.compute);
  const control = making.text("roleArn");
  if (!takesWithTags("eks.amazonaws.com", control, cloud, auto))
    return `InvalidParameterException: The role ${control} must let eks.amazonaws.com do sts:AssumeRole${auto ? " and sts:TagSession" : ""}`;
  const node = textAt(inputs, "computeConfig.nodeRoleArn");
  return takesWithTags("ec2.amazonaws.com", node, cloud, false)
    ? undefined
    : `InvalidParameterException: The role ${node} cannot be assumed by ec2.amazonaws.com`;
}

function zonesFault(making: Making): string | undefined {
  const zones = textsAt(making.inputs, "vpcConfig.subnetIds[]").map((id) =>
    textAt(thingAt([SUBNET], id, making)?.inputs, "availabilityZone"),
  );
  return new Set(zones).size < 2
    ? "InvalidParameterException: Subnets specified must be in at least two different AZs"
    : undefined;
}
