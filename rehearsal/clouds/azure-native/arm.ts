import { textOf, words, type AutomaticName, type ResourceType } from "../catalogue";
import { first } from "./values";
import { isLocation } from "./locations";
import { isUnknown } from "../properties";
import { guid } from "./values";

/** A type of Azure Resource Manager in a table. */
interface ArmType extends Omit<ResourceType, "inputs"> {
  readonly inputs: string;
  /** Its name in Azure: `Microsoft.Storage/storageAccounts`. */
  readonly armType: string;
  readonly apiVersion: string;
}

/** An entry with the outputs that every resource of Azure Resource Manager has. */
export function arm({ armType, apiVersion, inputs, ...entry }: ArmType): ResourceType {
  const names = words(inputs);
  return {
    ...entry,
    inputs: names,
    computed: {
      name: ({ id }) => id.split("/").at(-1),
      type: () => armType,
      azureApiVersion: () => apiVersion,
      ...entry.computed,
    },
    refuseInputs: (given) =>
      first(
        names.includes("location") ? badLocation(given["location"], armType) : undefined,
        entry.refuseInputs?.(given),
      ),
  };
}

function badLocation(location: unknown, armType: string): string | undefined {
  if (isUnknown(location)) return undefined;
  if (location === undefined)
    return "missing required property 'location'. Either set it explicitly or configure it with 'pulumi config set azure-native:location <value>'.";
  return isLocation(textOf(location))
    ? undefined
    : `LocationNotAvailableForResourceType: the location ${JSON.stringify(location)} is not available for resource type '${armType}'`;
}

/** The provider's way with resources of their own: the name and eight digits, no hyphen. */
export const eightDigits: AutomaticName = (logicalName, digits) => `${logicalName}${digits(8)}`;
/** Its way with parts of another resource: the name itself. */
export const copied: AutomaticName = (logicalName) => logicalName;
/** Its way with role assignments and definitions. */
export const newGuid: AutomaticName = (_logicalName, digits) => guid(digits(32));
