import { words, type Making, type ResourceType } from "../catalogue";
import { arn, MADE_AT, uuid } from "./arn";
import { roleArn } from "./refers";
import { takesWithTags } from "./session-tags";
import { ACCESS_ENTRY, ACCESS_POLICY, CAPABILITY, KUBERNETES_CLUSTER, POD_IDENTITY } from "./tokens";
import { isSet, neighbours, textAt } from "./values";

export const clusterName = {
  at: "clusterName",
  to: [KUBERNETES_CLUSTER],
  form: "name",
  holds: "ResourceInUseException",
} as const;

/** Amazon EKS: who may come in, as a role of IAM or as a pod. */
export const eksAccess: Readonly<Record<string, ResourceType>> = {
  [ACCESS_ENTRY]: {
    inputs: words("clusterName kubernetesGroups principalArn tags type userName"),
    required: words("clusterName principalArn"),
    id: ({ text }) => `${text("clusterName")}:${text("principalArn")}`,
    computed: {
      accessEntryArn: (making) =>
        arn(
          "eks",
          making,
          `access-entry/${making.text("clusterName")}/role/${making.account}/${making.text("principalArn").split("/").at(-1)}/${uuid(making.digits(32))}`,
        ),
      createdAt: () => MADE_AT,
      modifiedAt: () => MADE_AT,
    },
    defaults: { type: "STANDARD" },
    replacedBy: words("clusterName principalArn type"),
    limits: {
      type: { among: words("EC2 EC2_LINUX EC2_WINDOWS FARGATE_LINUX HYBRID_LINUX STANDARD") },
    },
    refers: [clusterName, roleArn("principalArn")],
    // EKS has made the entry of a capability's role by itself.
    refuseMaking: (making) =>
      hasCapability(making)
        ? `ResourceInUseException: The specified access entry resource is already in use on this cluster. (${making.text("principalArn")})`
        : undefined,
  },
  [ACCESS_POLICY]: {
    inputs: words("accessScope clusterName policyArn principalArn"),
    required: words("accessScope clusterName policyArn principalArn"),
    id: ({ text }) => `${text("clusterName")}#${text("principalArn")}#${text("policyArn")}`,
    computed: { associatedAt: () => MADE_AT, modifiedAt: () => MADE_AT },
    replacedBy: words("accessScope clusterName policyArn principalArn"),
    limits: {
      "accessScope.type": { among: words("cluster namespace") },
      policyArn: {
        like: /^arn:aws:eks::aws:cluster-access-policy\/AmazonEKS\w+Policy$/,
        says: "one of AWS's own access policies",
      },
    },
    refers: [clusterName, roleArn("principalArn")],
    refuseInputs: (inputs) =>
      textAt(inputs, "accessScope.type") === "namespace" && !isSet(inputs, "accessScope.namespaces")
        ? "InvalidParameterException: Access scope of the type namespace takes namespaces"
        : undefined,
    refuseMaking: (making) =>
      hasEntry(making) || hasCapability(making)
        ? undefined
        : `ResourceNotFoundException: The specified principalArn could not be found. You can view your available access entries with 'list-access-entries'. (${making.text("principalArn")})`,
  },
  [POD_IDENTITY]: {
    inputs: words(
      "clusterName disableSessionTags namespace policy roleArn serviceAccount tags targetRoleArn",
    ),
    required: words("clusterName namespace roleArn serviceAccount"),
    id: ({ digits }) => `a-${digits(17)}`,
    computed: {
      associationArn: (making) =>
        arn("eks", making, `podidentityassociation/${making.text("clusterName")}/a-${making.digits(17)}`),
      associationId: ({ id }) => id,
      externalId: ({ digits }) => uuid(digits(32, "external")),
    },
    replacedBy: words("clusterName namespace serviceAccount"),
    refers: [clusterName, roleArn("roleArn"), roleArn("targetRoleArn")],
    refuseMaking: (making) => podsTaken(making) ?? podRoleFault(making.text("roleArn"), making),
  },
};

const ofCluster = (type: string, making: Making) =>
  neighbours(type, making).filter(({ inputs }) => inputs["clusterName"] === making.text("clusterName"));

const hasEntry = (making: Making): boolean =>
  ofCluster(ACCESS_ENTRY, making).some(
    ({ inputs }) => inputs["principalArn"] === making.text("principalArn"),
  );

const hasCapability = (making: Making): boolean =>
  ofCluster(CAPABILITY, making).some(({ inputs }) => inputs["roleArn"] === making.text("principalArn"));

function podsTaken(making: Making): string | undefined {
  const pods = words("namespace serviceAccount");
  const other = ofCluster(POD_IDENTITY, making).find(({ inputs }) =>
    pods.every((property) => inputs[property] === making.text(property)),
  );
  return (
    other &&
    `ResourceInUseException: Association already exists: ${other.id} (${pods.map(making.text).join("/")})`
  );
}

/** Why Pod Identity cannot take a role. */
export const podRoleFault = (role: string, { cloud }: Pick<Making, "cloud">): string | undefined =>
  takesWithTags("pods.eks.amazonaws.com", role, cloud, true)
    ? undefined
    : `InvalidParameterException: Trust policy of role ${role} must let pods.eks.amazonaws.com do sts:AssumeRole and sts:TagSession`;
