import type { ResourceType } from "../catalogue";
import { arm, copied, eightDigits } from "./arm";
import { beneath, groupId, identityId, missingParent } from "./ids";
import { first, guid, listAt, unlike } from "./values";

/** Managed identities and what outside Azure may take their place. */
export const identities: Readonly<Record<string, ResourceType>> = {
  "azure-native:managedidentity:UserAssignedIdentity": arm({
    armType: "Microsoft.ManagedIdentity/userAssignedIdentities",
    apiVersion: "2023-01-31",
    inputs: "location resourceGroupName tags",
    required: ["resourceGroupName"],
    name: {
      property: "resourceName",
      pattern: /^[A-Za-z0-9][\w-]{2,127}$/,
      says: "3 to 128 letters, digits, hyphens and underscores, a letter or digit first",
      unique: "no",
      taken: "IdentityExists",
      automatic: eightDigits,
    },
    id: identityId,
    computed: {
      clientId: ({ digits }) => guid(digits(32, "client")),
      principalId: ({ digits }) => guid(digits(32, "principal")),
      tenantId: ({ place }) => place.tenant,
    },
    replacedBy: ["location", "resourceGroupName"],
    refuseMaking: (making) => missingParent(making.cloud, making, groupId(making)),
  }),
  "azure-native:managedidentity:FederatedIdentityCredential": arm({
    armType: "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials",
    apiVersion: "2023-01-31",
    inputs: "audiences issuer resourceGroupName resourceName subject",
    required: ["audiences", "issuer", "resourceGroupName", "resourceName", "subject"],
    name: {
      property: "federatedIdentityCredentialResourceName",
      pattern: /^[A-Za-z0-9][\w-]{2,119}$/,
      says: "3 to 120 letters, digits, hyphens and underscores, a letter or digit first",
      unique: "no",
      taken: "CredentialExists",
      automatic: copied,
    },
    id: (making) => `${identityId(making)}/federatedIdentityCredentials/${making.name}`,
    replacedBy: ["resourceGroupName", "resourceName"],
    refuseInputs: (inputs) =>
      first(
        unlike(inputs, "issuer", /^https:\/\/[^\s/]+/, "InvalidFederatedIdentityCredential: is no https URL"),
        Array.isArray(inputs["audiences"]) && listAt(inputs, "audiences").length !== 1
          ? "InvalidFederatedIdentityCredential: exactly one audience is needed"
          : undefined,
      ),
    refuseMaking: ({ id, ...making }) => {
      const others = beneath(making.cloud, identityId(making)).filter((other) => other.id !== id);
      const same = others.find(
        ({ inputs }) =>
          inputs["issuer"] === making.inputs["issuer"] && inputs["subject"] === making.inputs["subject"],
      );
      return first(
        missingParent(making.cloud, making, identityId(making)),
        same
          ? `IssuerAndSubjectCombinationAlreadyExists: '${same.id}' has this issuer and subject`
          : undefined,
        others.length >= 20 ? "TooManyFederatedIdentityCredentials: an identity has 20 at most" : undefined,
      );
    },
  }),
};
