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
      tags: {
        project: pulumi.getProject(),
        environment: pulumi.getStack(),
        system: args.system,
        owner: args.owner,
        managedBy: "pulumi",
      },
    },
  });
}
