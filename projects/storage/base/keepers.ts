import type * as pulumi from "@pulumi/pulumi";
import type { FunctionPlace } from "../../../components/functions/node-function";
import { InventoryBucket } from "../../../components/retention/inventory-bucket";
import { RetentionKeeper, type Retention } from "../../../components/retention/retention-keeper";
import type { Region, Regions } from "./regions";
import type { StageVault } from "./vaults";

export interface KeepersArgs {
  readonly stage: string;
  readonly storesNamespace: string;
  readonly accountId: pulumi.Output<string>;
  readonly regions: Regions;
  readonly vaults: Readonly<Record<string, StageVault>>;
  readonly retention: pulumi.Input<Retention>;
  /** The only roles that may register a lawful deletion. */
  readonly caseRoleArns: readonly pulumi.Input<string>[];
  /** Where a function runs in a region. */
  readonly placeIn: (region: Region) => FunctionPlace;
}

const keeperName = (stage: string, id: string) => `strongroom-${stage}-${id}-keeper`;

/** The functions of a region that keep its vaults. */
export const keeperNames = ({ stage, vaults }: Pick<KeepersArgs, "stage" | "vaults">, region: Region) =>
  Object.entries(vaults)
    .filter(([, vault]) => vault.region === region)
    .map(([id]) => keeperName(stage, id));

/** For each region a bucket of inventories, and for each vault in it a keeper that renews and watches its locks. */
export function retentionKeepers(args: KeepersArgs): void {
  for (const region of args.regions.all) {
    const vaults = Object.entries(args.vaults).filter(([, { region: of }]) => of === region);
    const bucketName = args.accountId.apply(
      (account) => `${args.storesNamespace}-inventories${region.suffix}-${account}`,
    );
    const inventories = new InventoryBucket(
      `inventories${region.suffix}`,
      {
        bucketName,
        accountId: args.accountId,
        vaultNames: vaults.map(([, { plainName }]) => plainName),
        keyArn: region.keyArn,
        accessLogs: { bucketName: region.accessLogBucketName },
        caseRoleArns: args.caseRoleArns,
      },
      region.opts,
    );
    for (const [id, { vault, plainName }] of vaults)
      new RetentionKeeper(
        `${id}-keeper`,
        {
          keeperName: keeperName(args.stage, id),
          vaultName: plainName,
          retention: args.retention,
          inventoryBucket: { name: bucketName, keyArn: region.keyArn, keyAlias: region.keyAlias },
          place: args.placeIn(region),
        },
        { ...region.opts, dependsOn: [vault, inventories] },
      );
  }
}
