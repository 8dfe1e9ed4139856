import { words, type Making, type Properties, type ResourceType } from "../catalogue";
import { ec2Arn, ec2Id } from "./arn";
import { key } from "./refers";
import { INSTANCE_PROFILE, LAUNCH_TEMPLATE, SECURITY_GROUP } from "./tokens";
import { first, listAt, numberAt, textAt } from "./values";

/** GiB of a volume, by its type [docs.aws.amazon.com: CreateVolume]. */
const VOLUMES: Readonly<Record<string, readonly [number, number]>> = {
  gp2: [1, 16_384],
  gp3: [1, 65_536],
  io1: [4, 16_384],
  io2: [4, 65_536],
};

/** EC2 launch templates: what machines of a group are made of. Each change is a new version. */
export const launchTemplates: Readonly<Record<string, ResourceType>> = {
  [LAUNCH_TEMPLATE]: {
    inputs: words(`blockDeviceMappings description iamInstanceProfile imageId instanceType metadataOptions
      monitoring tagSpecifications tags updateDefaultVersion userData vpcSecurityGroupIds`),
    name: {
      property: "name",
      pattern: /^[a-zA-Z0-9().\-/_]{3,128}$/,
      says: "3 to 128 letters, digits and ().-/_",
      unique: "region",
      taken: "InvalidLaunchTemplateName.AlreadyExistsException",
      automatic: true,
    },
    id: ec2Id("lt"),
    computed: { arn: ec2Arn("launch-template"), latestVersion: version, defaultVersion: version },
    limits: {
      imageId: {
        like: /^(ami-[0-9a-f]{8,17}|resolve:ssm:\S+)$/,
        says: "ami- and hexadecimal digits, or resolve:ssm: and a parameter",
      },
      instanceType: { like: /^[a-z0-9-]+\.[a-z0-9]+$/, says: "a type as m7i.large" },
      "metadataOptions.httpEndpoint": { among: words("enabled disabled") },
      "metadataOptions.httpTokens": { among: words("optional required") },
      "metadataOptions.httpPutResponseHopLimit": { from: 1, to: 64 },
      "blockDeviceMappings[].ebs.volumeType": { among: words("gp2 gp3 io1 io2 st1 sc1 standard") },
      "blockDeviceMappings[].ebs.encrypted": { among: words("true false") },
      "blockDeviceMappings[].ebs.deleteOnTermination": { among: words("true false") },
      // [docs.aws.amazon.com: LaunchTemplateTagSpecificationRequest]
      "tagSpecifications[].resourceType": {
        among: words("instance volume network-interface spot-instances-request elastic-gpu"),
      },
      userData: { like: /^[A-Za-z0-9+/]*={0,2}$/, says: "Base64" },
    },
    refers: [
      { at: "vpcSecurityGroupIds[]", to: [SECURITY_GROUP] },
      { at: "iamInstanceProfile.arn", to: [INSTANCE_PROFILE], form: "arn" },
      { at: "iamInstanceProfile.name", to: [INSTANCE_PROFILE], form: "name" },
      key("blockDeviceMappings[].ebs.kmsKeyId"),
    ],
    refuseInputs: volumesFault,
  },
};

/** One more than before, whenever it is changed. */
function version({ before }: Making): number {
  return Number(before?.outputs["latestVersion"] ?? 0) + 1;
}

function volumesFault(inputs: Properties): string | undefined {
  return first(listAt(inputs, "blockDeviceMappings[].ebs"), (volume) => {
    const [type, size] = [textAt(volume, "volumeType"), numberAt(volume, "volumeSize")];
    const range = VOLUMES[type];
    if (range !== undefined && size !== undefined && (size < range[0] || size > range[1]))
      return `InvalidParameterValue: Volume of ${size}GiB is out of range for ${type}: ${range[0]} to ${range[1]}GiB`;
    return textAt(volume, "kmsKeyId") !== "" && textAt(volume, "encrypted") !== "true"
      ? "InvalidParameterDependency: The parameter KmsKeyId requires the parameter Encrypted to be set."
      : undefined;
  });
}
