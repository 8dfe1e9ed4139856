import * as ecr from "@pulumi/aws/ecr";
import * as pulumi from "@pulumi/pulumi";

export interface ImageRepositoryArgs {
  /** Physical name, `strongroom-pro/webservice`: lower-case words, parted by `/`, `.`, `_` or `-`. */
  readonly repositoryName: string;
  /** Key of ours that the images are encrypted with. It cannot be changed later. */
  readonly keyArn: pulumi.Input<string>;
  /** Accounts that may pull the images, by their ids of 12 digits; at least one. */
  readonly pullAccountIds: readonly pulumi.Input<string>[];
}

/** How many tagged images are kept, and how many days one without a tag (webservice-and-platform.md W17). */
const KEPT = { taggedImages: 50, untaggedDays: 7 };

/** All that a pull takes; `ecr:GetAuthorizationToken` is of no repository. */
const PULL = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"];

/**
 * Where the images of one service are. A tag names one image for ever, each image is scanned when it comes, and none can
 * be pulled from outside of the stage. Scanning that goes on (enhanced scanning) is a setting of the whole registry: it
 * belongs to what the root project sets for the account, once for each region.
 */
export class ImageRepository extends pulumi.ComponentResource {
  /** What an image's name begins with: `111122223333.dkr.ecr.eu-west-1.amazonaws.com/strongroom-pro/webservice`. */
  readonly url: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;
  readonly repositoryName: pulumi.Output<string>;

  constructor(name: string, args: ImageRepositoryArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:delivery:ImageRepository", name, {}, opts);
    if (args.pullAccountIds.length === 0)
      throw new pulumi.ResourceError(
        "pullAccountIds: name the accounts that run the images, at least the stage's own",
        this,
      );
    const child = { parent: this, protect: true, retainOnDelete: true };
    const repository = new ecr.Repository(
      `${name}-repository`,
      {
        name: args.repositoryName,
        imageTagMutability: "IMMUTABLE",
        imageScanningConfiguration: { scanOnPush: true },
        encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: args.keyArn }],
      },
      child,
    );
    new ecr.RepositoryPolicy(
      `${name}-policy`,
      {
        repository: repository.name,
        policy: pulumi.jsonStringify(pullPolicy(args.pullAccountIds)),
      },
      child,
    );
    new ecr.LifecyclePolicy(
      `${name}-lifecycle`,
      { repository: repository.name, policy: JSON.stringify(lifecycle) },
      child,
    );
    this.url = repository.repositoryUrl;
    this.arn = repository.arn;
    this.repositoryName = repository.name;
    this.registerOutputs({ url: this.url, arn: this.arn });
  }
}

/** It names no resource: a repository's policy is about the repository. */
const pullPolicy = (accountIds: readonly pulumi.Input<string>[]) => ({
  Version: "2012-10-17",
  Statement: [
    {
      Sid: "PullForTheStage",
      Effect: "Allow",
      Principal: { AWS: accountIds.map((accountId) => pulumi.interpolate`arn:aws:iam::${accountId}:root`) },
      Action: PULL,
    },
  ],
});

const lifecycle = {
  rules: [
    {
      rulePriority: 1,
      description: "What no tag names was built and never released",
      selection: {
        tagStatus: "untagged",
        countType: "sinceImagePushed",
        countUnit: "days",
        countNumber: KEPT.untaggedDays,
      },
      action: { type: "expire" },
    },
    {
      rulePriority: 2,
      description: "Releases to go back to",
      selection: {
        tagStatus: "tagged",
        tagPatternList: ["*"],
        countType: "imageCountMoreThan",
        countNumber: KEPT.taggedImages,
      },
      action: { type: "expire" },
    },
  ],
};
