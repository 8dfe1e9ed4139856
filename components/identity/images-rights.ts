import type { Statement } from "./policy";

/** Of which stage a stage takes its images, and in whose account that is. */
export interface ImagesSource {
  readonly stage: string;
  readonly accountId: string;
}

/** Where the images of a stage are pushed to. */
export interface ImagesPlace {
  readonly stage: string;
  readonly accountId: string;
  /** Where they come from; without it they are built. */
  readonly copiedFrom: ImagesSource | undefined;
}

const repositories = ({ stage, accountId }: ImagesSource) =>
  `arn:aws:ecr:*:${accountId}:repository/strongroom-${stage}/datavault/*`;

const PULL = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"];

/** What takes to push DataVault's images and to see what is wrong with them; none is deleted or overwritten. */
export const imagesRights = (at: ImagesPlace): readonly Statement[] => [
  {
    Sid: "SignInToRegistries",
    Effect: "Allow",
    Action: ["ecr:GetAuthorizationToken"],
    Resource: "*",
  },
  {
    Sid: "PushImages",
    Effect: "Allow",
    Action: [
      ...PULL,
      "ecr:CompleteLayerUpload",
      "ecr:DescribeImageScanFindings",
      "ecr:DescribeImages",
      "ecr:InitiateLayerUpload",
      "ecr:ListImages",
      "ecr:PutImage",
      "ecr:UploadLayerPart",
    ],
    Resource: repositories(at),
  },
  {
    // What ECR tells of a scan, it asks Amazon Inspector for, as whoever asks [AWS: Enhanced scanning, required IAM permissions].
    Sid: "AskInspectorForFindings",
    Effect: "Allow",
    Action: ["inspector2:ListCoverage", "inspector2:ListFindings"],
    Resource: "*",
  },
  ...(at.copiedFrom === undefined
    ? []
    : ([
        {
          Sid: "PullFromTheStageBefore",
          Effect: "Allow",
          Action: PULL,
          Resource: repositories(at.copiedFrom),
        },
      ] as const)),
];
