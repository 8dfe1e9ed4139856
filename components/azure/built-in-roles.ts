import * as pulumi from "@pulumi/pulumi";

/** Azure's own roles that we assign, by their names [Microsoft: Azure built-in roles]. */
const BUILT_IN = {
  "Key Vault Crypto Service Encryption User": "e147488a-f6f5-4113-8e2d-b22465e65bf6",
  "Storage Blob Data Reader": "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1",
  "Storage Blob Delegator": "db58b8e5-c6ad-4a2a-8342-4190687cbf4a",
} as const;

/** The role's id as Azure gives it back: with the subscription, though the role is in all of them. */
export function builtInRole(
  subscriptionId: pulumi.Input<string>,
  role: keyof typeof BUILT_IN,
): pulumi.Output<string> {
  return pulumi.interpolate`/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${BUILT_IN[role]}`;
}
