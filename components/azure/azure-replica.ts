import * as resources from "@pulumi/azure-native/resources";
import * as pulumi from "@pulumi/pulumi";
import { encryptionKey } from "./encryption-key";
import { blobService, replicaAccount, type Redundancy } from "./replica-account";
import { archiving, replicaContainer } from "./replica-container";
import type { SasAccess } from "./sas-access";
import { sasIdentities, type AwsRoleTrust } from "./sas-identities";
import { notSealed, type AzurePhase } from "./sealing";
import { undeletable } from "./undeletable";

export interface AzureReplicaArgs {
  readonly resourceGroupName: string;
  /** Storage account, unique in the world: 3 to 24 lower-case letters and digits. */
  readonly accountName: string;
  /** 3 to 63 lower-case letters, digits and single hyphens. */
  readonly containerName: string;
  /** Key vault, unique in the world: 3 to 24 letters, digits and hyphens. */
  readonly keyVaultName: string;
  readonly location: pulumi.Input<string>;
  readonly subscriptionId: pulumi.Input<string>;
  readonly tenantId: pulumi.Input<string>;
  readonly redundancy: Redundancy;
  /** The stage's NAT addresses, 1 to 400: the only ones that the account answers. */
  readonly natAddresses: pulumi.Input<readonly string[]>;
  /** Days for which a new blob can be neither changed nor deleted by anyone: 1 to 146,000. */
  readonly immutabilityDays: pulumi.Input<number>;
  /** `seal` as soon as an operator has locked the policy; until then `prepare`. */
  readonly phase: AzurePhase;
  /** The AWS role that renews the access tokens. */
  readonly trust: AwsRoleTrust;
  /** Tags that everything carries: Azure's provider has no default ones. */
  readonly tags: pulumi.Input<Record<string, string>>;
}

/** [Microsoft: Configure Azure Storage firewalls and virtual networks] */
const MOST_ADDRESSES = 400;
/** [Microsoft: Store business-critical blob data with immutable storage] */
const MOST_DAYS = 146_000;

/**
 * The copy of every bag in another cloud and another country. No key of the account opens it, no address but our NAT
 * gateways' reaches it; each blob is kept by a legal hold and by a time-based policy.
 *
 * The policy is made unlocked and locked once, by an operator: deploy with phase `prepare`; lock the policy with the
 * command that a deployment with phase `seal` prints, and `pulumi refresh`; deploy with `seal` from then on, which
 * fails as long as the policy is not locked. A locked policy can only be extended, by
 * `az storage container immutability-policy extend`, a refresh, and the new number of days here.
 *
 * Azure takes some minutes to spread a new right: where it refuses the account its key, deploy again.
 */
export class AzureReplica extends pulumi.ComponentResource {
  readonly accountName: pulumi.Output<string>;
  readonly containerName: pulumi.Output<string>;
  /** Client ids of the identities that delegate access, for SasRenewal. */
  readonly clientIds: Readonly<Record<SasAccess, pulumi.Output<string>>>;
  /** `Unlocked` or `Locked`. */
  readonly immutability: pulumi.Output<string>;

  constructor(name: string, args: AzureReplicaArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:azure:AzureReplica", name, {}, opts);
    const natAddresses = this.#checked(args.natAddresses, badAddresses);
    const immutabilityDays = this.#checked(args.immutabilityDays, badDays);
    const child = { parent: this };
    const lasting = { ...child, protect: true, retainOnDelete: true };
    const { location, tags } = args;
    const group = new resources.ResourceGroup(
      `${name}-group`,
      { resourceGroupName: args.resourceGroupName, location, tags },
      lasting,
    );
    const key = encryptionKey(name, group.name, { ...args, vaultName: args.keyVaultName }, lasting);
    const account = replicaAccount(name, group.name, { ...args, natAddresses }, key, lasting);
    undeletable(name, account.id, lasting);
    const service = blobService(name, group.name, account, lasting);
    const inService = { ...lasting, dependsOn: [service] };
    const contents = { containerName: args.containerName, immutabilityDays };
    const { container, policy } = replicaContainer(name, group.name, account, contents, inService);
    archiving(name, group.name, account, contents, inService);
    this.clientIds = sasIdentities(name, group, account, container, args, child);
    this.accountName = account.name;
    this.containerName = container.name;
    this.immutability = this.#checked(policy.state, (state) => notSealed(state, args));
    this.registerOutputs({
      accountName: this.accountName,
      containerName: this.containerName,
      immutability: this.immutability,
    });
  }

  /** The value as soon as it is known, if nothing is to be said against it. */
  #checked<Value>(
    value: pulumi.Input<Value>,
    fault: (value: pulumi.Unwrap<Value>) => string | undefined,
  ): pulumi.Output<pulumi.Unwrap<Value>> {
    return pulumi.output(value).apply((known) => {
      const found = fault(known);
      if (found !== undefined) throw new pulumi.ResourceError(found, this);
      return known;
    });
  }
}

function badAddresses(addresses: readonly string[]): string | undefined {
  return addresses.length >= 1 && addresses.length <= MOST_ADDRESSES
    ? undefined
    : `natAddresses: 1 to ${MOST_ADDRESSES} addresses, got ${addresses.length}`;
}

function badDays(days: number): string | undefined {
  return Number.isInteger(days) && days >= 1 && days <= MOST_DAYS
    ? undefined
    : `immutabilityDays: 1 to ${MOST_DAYS} whole days, got ${days}`;
}
