import { Provider } from "@pulumi/aws/provider";
import * as pulumi from "@pulumi/pulumi";

export interface StageProviderArgs {
  /** System that the stack belongs to, `storage`. */
  readonly system: string;
  /** Team that answers for the stage's resources, as a tag. */
  readonly owner: pulumi.Input<string>;
  /** The stage's account: with credentials of any other, AWS is not even asked. */
  readonly accountId: pulumi.Input<string>;
  readonly region: pulumi.Input<string>;
}

/** The one road to AWS of a stack: its region, held to the stage's account, with the tags that everything carries. */
export function stageProvider(name: string, args: StageProviderArgs): Provider {
  return new Provider(name, {
    region: args.region,
    allowedAccountIds: [args.accountId],
    defaultTags: {
      tags: stageTags(args),
    },
  });
}

/** The tags that everything of a stack carries: for what AWS makes by itself, which no provider tags. */
export const stageTags = ({ system, owner }: Pick<StageProviderArgs, "system" | "owner">) => ({
  project: pulumi.getProject(),
  environment: pulumi.getStack(),
  system,
  owner,
  managedBy: "pulumi",
});
