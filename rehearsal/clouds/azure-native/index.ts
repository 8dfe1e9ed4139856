import { typesOf, type Catalogue } from "../catalogue";
import { blobServices } from "./blob-services";
import { containerWorm } from "./container-worm";
import { containers } from "./containers";
import { identities } from "./identities";
import { invokes } from "./invokes";
import { keyVaults } from "./key-vaults";
import { lifecycle } from "./lifecycle";
import { locks, managed } from "./locks";
import { azureOutputs, azurePlace, azureRegion, completed } from "./place";
import { resourceGroups } from "./resource-groups";
import { roles } from "./roles";
import { storageAccounts } from "./storage-accounts";

/** By the names of their files, in camel case: errors name the file to extend. */
const tables = {
  resourceGroups,
  storageAccounts,
  blobServices,
  containers,
  containerWorm,
  lifecycle,
  locks,
  roles,
  identities,
  keyVaults,
};

/** The simulated Azure: one table a kind of resource, in this folder. */
export const azureNative: Catalogue = {
  provider: "azure-native",
  version: "3.28.0",
  folder: "rehearsal/clouds/azure-native",
  everywhere: [],
  place: azurePlace,
  common: azureOutputs,
  complete: completed,
  regionOf: azureRegion,
  // The provider replaces in place, but for what it has named itself.
  deletesFirst: (before) => before["__createBeforeDelete"] !== true,
  invokes,
  tables,
  types: managed(typesOf(tables)),
};
