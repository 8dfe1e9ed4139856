/** What the stage asks of the immutability policy: `prepare` takes it unlocked, `seal` wants it locked. */
export type AzurePhase = "prepare" | "seal";

/** The policy that must be locked. */
export interface Sealing {
  readonly phase: AzurePhase;
  readonly resourceGroupName: string;
  readonly accountName: string;
  readonly containerName: string;
}

/**
 * What is wrong with the state of the immutability policy, and how to lock it; nothing when it is as the phase wants
 * it. Azure makes a policy unlocked, and its provider cannot lock it: that is an operator's step, once and for ever.
 */
export function notSealed(
  state: string,
  { phase, resourceGroupName, accountName, containerName }: Sealing,
): string | undefined {
  if (phase === "prepare" || state === "Locked") return undefined;
  const container = `--resource-group ${resourceGroupName} --account-name ${accountName} --container-name ${containerName}`;
  return [
    `phase: "seal" wants a locked immutability policy, the one of container ${containerName} is ${state}.`,
    "Lock it, which nobody can take back, then read its state into the stack and deploy again:",
    `  etag=$(az storage container immutability-policy show ${container} --query etag --output tsv)`,
    `  az storage container immutability-policy lock ${container} --if-match "$etag"`,
    "  pulumi refresh",
  ].join("\n");
}
