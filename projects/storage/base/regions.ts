import * as pulumi from "@pulumi/pulumi";
import { RegionGround } from "../../../components/ground/region-ground";
import { alarmTopicName, bucketNames, keyAlias } from "../../../components/names/names";
import { stageProvider } from "../../../components/place/provider";

/** What there is in a region of the stage, for the vaults in it. */
export interface Region {
  readonly region: pulumi.Input<string>;
  /** What names of things end with that are in every region: empty in the primary one. */
  readonly suffix: string;
  /** Encrypts objects and messages. */
  readonly keyArn: pulumi.Input<string>;
  /** Alias of that key where this stack makes it. */
  readonly keyAlias: string | undefined;
  readonly logsKeyArn: pulumi.Input<string>;
  readonly accessLogBucketName: pulumi.Input<string>;
  readonly alarmTopicArn: pulumi.Input<string>;
  /** Options that put a component there. */
  readonly opts: pulumi.ComponentResourceOptions;
}

export interface Regions {
  readonly primary: Region;
  /** @throws when nothing of the stage is in that region */
  readonly of: (region: string) => Region;
  readonly all: readonly Region[];
  /** Those that only mirrors are in, by their names. */
  readonly others: readonly (Region & { readonly name: string })[];
}

export interface RegionsArgs {
  readonly stage: string;
  readonly primary: Region;
  /** Names of the other regions that mirrors are in. */
  readonly others: readonly string[];
  readonly accountId: pulumi.Output<string>;
  readonly owner: pulumi.Output<string>;
  readonly custodianRoleArns: pulumi.Output<string[]>;
  readonly logDays: pulumi.Output<number>;
}

/** The primary region, which foundation has furnished, and each other one furnished for a vault. */
export function stageRegions(args: RegionsArgs): Regions {
  const others = new Map(args.others.map((region) => [region, furnished(region, args)]));
  // The primary region is told by another stack: it is known when the program runs, not when its settings are read.
  pulumi.output(args.primary.region).apply((primary) => {
    if (others.has(primary))
      throw new pulumi.RunError(
        `projects/storage/replicas/${args.stage}.json: a mirror must be in another region than the primary one, ${primary}`,
      );
  });
  return {
    primary: args.primary,
    of(region) {
      const found = others.get(region);
      if (found) return found;
      throw new pulumi.RunError(`${region} is none of the regions of this stage: ${args.others.join(", ")}`);
    },
    all: [args.primary, ...others.values()],
    others: [...others].map(([name, region]) => ({ ...region, name })),
  };
}

function furnished(region: string, args: RegionsArgs): Region {
  const { stage, accountId, owner, custodianRoleArns, logDays } = args;
  const opts = {
    providers: [stageProvider(`aws-${region}`, { system: "storage", owner, accountId, region })],
  };
  const alias = keyAlias(stage, `data-${region}`);
  const ground = new RegionGround(
    region,
    {
      accountId,
      region,
      keyAlias: alias,
      accessLogBucketName: accountId.apply((account) =>
        bucketNames(stage, account).regionalAccessLogs(region),
      ),
      alarmTopicName: alarmTopicName(stage),
      custodianRoleArns,
      logDays,
    },
    opts,
  );
  return {
    region,
    suffix: `-${region}`,
    keyArn: ground.keyArn,
    keyAlias: alias,
    logsKeyArn: ground.keyArn,
    accessLogBucketName: ground.accessLogBucketName,
    alarmTopicArn: ground.alarmTopicArn,
    opts,
  };
}
