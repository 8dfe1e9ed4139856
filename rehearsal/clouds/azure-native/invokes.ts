import { textOf, type Invoke } from "../catalogue";
import { digitsOf } from "../cloud";
import { missingParent, storageAccountId, thingAt } from "./ids";
import { guid, known, MADE_AT } from "./values";

/** Azure functions that programs call: who they are, and the account keys that they should do without. */
export const invokes: Readonly<Record<string, Invoke>> = {
  "azure-native:authorization:getClientConfig": (_inputs, { account, tenant }) => ({
    clientId: guid(digitsOf(`client|${account}`, 32)),
    objectId: guid(digitsOf(`object|${account}`, 32)),
    subscriptionId: account,
    tenantId: tenant,
  }),
  "azure-native:storage:listStorageAccountKeys": (inputs, { account }, cloud) => {
    const named = { account, inputs };
    const missing = missingParent(cloud, named, storageAccountId(named));
    if (missing !== undefined) throw new Error(missing);
    const name = textOf(inputs["accountName"]);
    if (known(thingAt(cloud, storageAccountId(named))?.inputs, "allowSharedKeyAccess") === false)
      throw new Error(
        `KeyBasedAuthenticationNotPermitted: storage account '${name}' has allowSharedKeyAccess false: its keys open nothing, use Microsoft Entra ID`,
      );
    return {
      keys: ["key1", "key2"].map((keyName) => ({
        keyName,
        creationTime: MADE_AT,
        permissions: "FULL",
        value: Buffer.from(digitsOf(`${storageAccountId(named)}|${keyName}`, 128), "hex").toString("base64"),
      })),
    };
  },
};
