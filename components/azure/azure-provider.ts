import { Provider } from "@pulumi/azure-native/provider";
import type * as pulumi from "@pulumi/pulumi";

export interface AzureProviderArgs {
  /** The stage's own subscription: with rights in any other, Azure is not even asked. */
  readonly subscriptionId: pulumi.Input<string>;
  /** The Microsoft Entra directory that the subscription belongs to. */
  readonly tenantId: pulumi.Input<string>;
  /** Location of what names none itself. */
  readonly location?: pulumi.Input<string>;
}

/**
 * The one road to Azure of a stack. It holds no credentials: who deploys is signed in already, by `az login` or, in a
 * workflow, by OIDC (`ARM_USE_OIDC=true`, `ARM_CLIENT_ID`).
 */
export function azureProvider(name: string, args: AzureProviderArgs): Provider {
  return new Provider(name, {
    subscriptionId: args.subscriptionId,
    tenantId: args.tenantId,
    ...(args.location === undefined ? {} : { location: args.location }),
  });
}
