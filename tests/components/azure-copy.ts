import { azureProvider } from "../../components/azure/azure-provider";
import { AzureReplica, type AzureReplicaArgs } from "../../components/azure/azure-replica";
import type { Graph } from "../graph/graph";
import { runProgram } from "../graph/run";

export const SUBSCRIPTION = "11111111-2222-3333-4444-555555555555";
export const TENANT = "99999999-8888-7777-6666-555555555555";
/** The AWS role that the identities trust, and who says that somebody has it. */
export const ROLE = "arn:aws:iam::111122223333:role/storage-pre-azure-sas";
export const ISSUER = "https://0123.tokens.sts.global.api.aws";

/** Runs a program of one replica in Azure. */
export const makeReplica = (args: Partial<AzureReplicaArgs> = {}, preview = false): Promise<Graph> =>
  runProgram(
    () => {
      const azure = azureProvider("azure", { subscriptionId: SUBSCRIPTION, tenantId: TENANT });
      const replica = new AzureReplica(
        "replica",
        {
          resourceGroupName: "rg-archive-pre",
          accountName: "archivepre",
          containerName: "replica",
          keyVaultName: "archivepre-keys",
          location: "westeurope",
          subscriptionId: SUBSCRIPTION,
          tenantId: TENANT,
          redundancy: "Standard_GRS",
          natAddresses: ["52.1.0.1", "52.1.0.2", "52.1.0.3"],
          immutabilityDays: 90,
          phase: "prepare",
          trust: { issuer: ISSUER, roleArn: ROLE },
          tags: { environment: "pre" },
          ...args,
        },
        { providers: [azure] },
      );
      const { accountName, containerName, clientIds, immutability } = replica;
      return { accountName, containerName, clientIds, immutability };
    },
    { preview },
  );
