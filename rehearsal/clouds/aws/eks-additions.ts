import { words, type Making, type ResourceType } from "../catalogue";
import { arn, MADE_AT, uuid } from "./arn";
import { UNKNOWN } from "../properties";
import { clusterName, podRoleFault } from "./eks-access";
import { roleArn } from "./refers";
import { takesWithTags } from "./session-tags";
import { ADD_ON, CAPABILITY } from "./tokens";
import { first, isSet, neighbours, recordOf, textsAt } from "./values";

/** Of AWS's own add-ons those that a cluster in Auto Mode may want: it has the others built in. */
const ADD_ONS =
  words(`amazon-cloudwatch-observability adot aws-guardduty-agent aws-network-flow-monitoring-agent
  aws-secrets-store-csi-driver-provider cert-manager eks-node-monitoring-agent external-dns kube-state-metrics metrics-server
  prometheus-node-exporter`);

/** Amazon EKS: add-ons in a cluster, and what EKS runs for it outside. */
export const eksAdditions: Readonly<Record<string, ResourceType>> = {
  [ADD_ON]: {
    inputs: words(`addonName addonVersion clusterName configurationValues podIdentityAssociations preserve
      resolveConflictsOnCreate resolveConflictsOnUpdate serviceAccountRoleArn tags`),
    required: words("addonName clusterName"),
    id: ({ text }) => `${text("clusterName")}:${text("addonName")}`,
    computed: {
      arn: (making) =>
        arn(
          "eks",
          making,
          `addon/${making.text("clusterName")}/${making.text("addonName")}/${uuid(making.digits(32))}`,
        ),
      addonVersion: ({ text }) => text("addonVersion") || "v5.0.0-eksbuild.1",
      createdAt: () => MADE_AT,
      modifiedAt: () => MADE_AT,
    },
    replacedBy: words("addonName clusterName"),
    limits: {
      addonName: { among: ADD_ONS },
      resolveConflictsOnCreate: { among: words("NONE OVERWRITE") },
      resolveConflictsOnUpdate: { among: words("NONE OVERWRITE PRESERVE") },
    },
    refers: [clusterName, roleArn("serviceAccountRoleArn"), roleArn("podIdentityAssociations[].roleArn")],
    refuseMaking: (making) =>
      first(textsAt(making.inputs, "podIdentityAssociations[].roleArn"), (role) =>
        podRoleFault(role, making),
      ),
  },
  [CAPABILITY]: {
    inputs: words("capabilityName clusterName configuration deletePropagationPolicy roleArn tags type"),
    required: words("capabilityName clusterName deletePropagationPolicy roleArn type"),
    id: ({ text }) => `${text("clusterName")},${text("capabilityName")}`,
    computed: {
      arn: (making) =>
        arn(
          "eks",
          making,
          `capability/${making.text("clusterName")}/${making.text("type").toLowerCase()}/${making.text("capabilityName")}/${uuid(making.digits(32))}`,
        ),
      configuration: withServer(
        ({ digits, region }) => `https://${digits(32)}.eks-capabilities.${region}.amazonaws.com`,
      ),
      version: () => "v3.1.8-eks-1",
    },
    foreseen: {
      configuration: (inputs) => withServer(() => UNKNOWN)({ inputs }),
    },
    replacedBy: words(
      "capabilityName clusterName type configuration.argoCd.awsIdc configuration.argoCd.namespace",
    ),
    limits: {
      type: { among: words("ACK ARGOCD KRO") },
      deletePropagationPolicy: { among: ["RETAIN"] },
      "configuration.argoCd.rbacRoleMappings[].role": { among: words("ADMIN EDITOR VIEWER") },
      "configuration.argoCd.rbacRoleMappings[].identities[].type": { among: words("SSO_GROUP SSO_USER") },
    },
    refers: [clusterName, roleArn("roleArn")],
    refuseInputs: (inputs) =>
      (inputs["type"] === "ARGOCD") === isSet(inputs, "configuration.argoCd.awsIdc.idcInstanceArn")
        ? undefined
        : "InvalidParameterException: A capability of the type ARGOCD, and no other, takes configuration.argoCd with an IAM Identity Center",
    refuseMaking: capabilityRefused,
  },
};

/** Argo CD's settings with the address at which EKS serves it. */
function withServer<From extends Pick<Making, "inputs">>(urlOf: (from: From) => string) {
  return (from: From) => {
    const configuration = recordOf(from.inputs["configuration"]);
    if (configuration["argoCd"] === undefined) return configuration;
    return { ...configuration, argoCd: { ...recordOf(configuration["argoCd"]), serverUrl: urlOf(from) } };
  };
}

function capabilityRefused(making: Making): string | undefined {
  const role = making.text("roleArn");
  if (!takesWithTags("capabilities.eks.amazonaws.com", role, making.cloud, true))
    return `InvalidParameterException: The role ${role} must let capabilities.eks.amazonaws.com do sts:AssumeRole and sts:TagSession`;
  const other = neighbours(CAPABILITY, making).find(({ inputs }) =>
    words("clusterName type").every((property) => inputs[property] === making.text(property)),
  );
  return other && `ResourceInUseException: The cluster has a capability of this type: ${other.id}`;
}
