import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type { AzureReplicaArgs } from "../../components/azure/azure-replica";
import { makeReplica } from "./azure-copy";

function addresses(number: number): readonly string[] {
  return Array.from({ length: number }, (_, at) => `52.1.${Math.floor(at / 250)}.${(at % 250) + 1}`);
}

describe("AzureReplica, when it is asked for what Azure or the archive cannot have,", () => {
  const refused: readonly [string, Partial<AzureReplicaArgs>, RegExp, Partial<AzureReplicaArgs>][] = [
    [
      "no day of immutability",
      { immutabilityDays: 0 },
      /immutabilityDays: 1 to 146000 whole days, got 0/,
      { immutabilityDays: 1 },
    ],
    [
      "half a day of immutability",
      { immutabilityDays: 90.5 },
      /got 90\.5/,
      { immutabilityDays: pulumi.output(91) },
    ],
    [
      "no NAT address",
      { natAddresses: [] },
      /natAddresses: 1 to 400 addresses, got 0/,
      { natAddresses: ["52.1.0.1"] },
    ],
    [
      "more NAT addresses than the firewall takes",
      { natAddresses: addresses(401) },
      /natAddresses: 1 to 400 addresses, got 401/,
      { natAddresses: addresses(400) },
    ],
    [
      "to be called sealed while the policy is unlocked",
      { phase: "seal" },
      /the one of container replica is Unlocked.*\n.*\n.*az storage container immutability-policy show --resource-group rg-archive-pre --account-name archivepre --container-name replica/,
      { phase: "prepare" },
    ],
  ];
  for (const [what, bad, says, good] of refused)
    it(`refuses ${what}, and takes its neighbour`, async () => {
      await assert.rejects(makeReplica(bad), says);
      await makeReplica(good);
    });
});
