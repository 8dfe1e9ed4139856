import type { ResourceType } from "../catalogue";
import { arm, eightDigits } from "./arm";
import { subscriptionId } from "./ids";

/** Azure resource groups. */
export const resourceGroups: Readonly<Record<string, ResourceType>> = {
  "azure-native:resources:ResourceGroup": arm({
    armType: "Microsoft.Resources/resourceGroups",
    apiVersion: "2024-03-01",
    inputs: "location managedBy tags",
    name: {
      property: "resourceGroupName",
      pattern: /^[-\w().]{0,89}[-\w()]$/,
      says: "up to 90 letters, digits, hyphens, underscores, full stops and parentheses, no full stop at the end",
      unique: "no",
      taken: "ResourceGroupExists",
      automatic: eightDigits,
    },
    id: (making) => `${subscriptionId(making)}/resourceGroups/${making.name}`,
    computed: { properties: () => ({ provisioningState: "Succeeded" }) },
    replacedBy: ["location"],
  }),
};
