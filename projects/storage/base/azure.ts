import * as pulumi from "@pulumi/pulumi";
import { azureProvider } from "../../../components/azure/azure-provider";
import { AzureReplica } from "../../../components/azure/azure-replica";
import { OutboundFederation } from "../../../components/azure/outbound-federation";
import { SasRenewal } from "../../../components/azure/sas-renewal";
import { SasSecrets } from "../../../components/azure/sas-secrets";
import type { FunctionPlace } from "../../../components/functions/node-function";
import { roleArn } from "../../../components/names/names";
import type { AzureReplica as AzureRow } from "../replicas/replicas";
import type { config } from "./settings";

export interface AzureReplicasArgs {
  readonly stage: string;
  readonly replicas: readonly AzureRow[];
  readonly settings: ReturnType<typeof config>["azure"];
  readonly location: pulumi.Input<string>;
  readonly owner: pulumi.Input<string>;
  readonly place: FunctionPlace;
  readonly secretsKeyArn: pulumi.Input<string>;
  readonly network: pulumi.Output<{
    readonly vpcId: string;
    readonly privateSubnetIds: string[];
    readonly natAddresses: string[];
  }>;
}

/** The function that renews access to a replica in Azure. */
export const renewalName = (stage: string, id: string) => `strongroom-${stage}-${id}-sas`;

/** The copies in the second cloud, each with the function that renews the ways into it. */
export function azureReplicas(args: AzureReplicasArgs, opts: pulumi.ComponentResourceOptions): void {
  if (args.replicas.length === 0) return;
  const { subscriptionId, tenantId, immutabilityDays, phase } = args.settings;
  const { location, place, network } = args;
  const provider = azureProvider("azure", { subscriptionId, tenantId, location });
  const { issuer } = new OutboundFederation("outbound", opts);
  for (const { id, account, container, redundancy } of args.replicas) {
    const where = { accountName: account, containerName: container };
    const functionName = renewalName(args.stage, id);
    const replica = new AzureReplica(
      id,
      {
        ...where,
        resourceGroupName: `rg-${account}`,
        keyVaultName: `kv-${account}`,
        location,
        subscriptionId,
        tenantId,
        redundancy,
        natAddresses: network.natAddresses,
        immutabilityDays,
        phase,
        trust: { issuer, roleArn: pulumi.output(place.accountId).apply((own) => roleArn(own, functionName)) },
        tags: pulumi.output({
          project: pulumi.getProject(),
          environment: args.stage,
          system: "storage",
          owner: args.owner,
          managedBy: "pulumi",
        }),
      },
      { providers: [provider] },
    );
    const { secretsKeyArn } = args;
    new SasRenewal(
      `${id}-sas`,
      {
        ...where,
        functionName,
        tenantId,
        clientIds: replica.clientIds,
        secrets: new SasSecrets(`${id}-sas-secrets`, { ...where, secretsKeyArn }, opts),
        secretsKeyArn,
        network: { vpcId: network.vpcId, subnetIds: network.privateSubnetIds },
        place,
      },
      opts,
    );
  }
}
