import { keyAlias } from "../names/names";
import type { OperatedStage } from "./operator-rights";
import type { Statement } from "./policy";
import { previewReads } from "./preview-rights";
import { sid } from "./sid";

/**
 * What a preview takes: the state with its secrets, and what is there. It writes nothing, not even a lock of the state:
 * Pulumi takes none for a preview.
 */
export function previewRights(at: OperatedStage): readonly Statement[] {
  const { stage, accountId, stateBucketName } = at;
  const all = Object.entries(previewReads);
  const named = (service: string, actions: readonly string[]) =>
    actions.map((action) => `${service}:${action}`);
  const accounts = all.filter(([, { ofThings }]) => ofThings && !ofThings.arns);
  return [
    {
      Sid: "FindState",
      Effect: "Allow",
      Action: ["s3:ListBucket"],
      Resource: `arn:aws:s3:::${stateBucketName}`,
    },
    {
      Sid: "ReadState",
      Effect: "Allow",
      Action: ["s3:GetObject"],
      Resource: `arn:aws:s3:::${stateBucketName}/*`,
    },
    {
      Sid: "ReadSecretsOfState",
      Effect: "Allow",
      Action: ["kms:Decrypt"],
      Resource: `arn:aws:kms:*:${accountId}:key/*`,
      Condition: { "ForAnyValue:StringEquals": { "kms:ResourceAliases": keyAlias(stage, "state") } },
    },
    {
      Sid: "ReadTheAccount",
      Effect: "Allow",
      Action: accounts.flatMap(([service, { ofThings }]) => named(service, ofThings?.actions ?? [])),
      Resource: [
        `arn:aws:*:*:${accountId}:*`,
        ...accounts.flatMap(([, { ofThings }]) => ofThings?.besides ?? []),
      ],
    },
    ...all.flatMap(([service, { ofThings }]): readonly Statement[] =>
      ofThings?.arns
        ? [
            {
              Sid: sid("read", service),
              Effect: "Allow",
              Action: named(service, ofThings.actions),
              Resource: ofThings.arns,
            },
          ]
        : [],
    ),
    {
      Sid: "ReadLists",
      Effect: "Allow",
      Action: all.flatMap(([service, { ofAll }]) => named(service, ofAll ?? [])),
      Resource: "*",
    },
  ];
}

/** Statements about the state, which say what they are about in the boundary, too. */
const OF_STATE = ["ReadState", "ReadSecretsOfState"];

/** Services of which whatever describes tells how things are set up, and no value: a boundary has 6,144 characters. */
const DESCRIBED_BY_FAMILY = ["backup", "ec2", "eks", "elasticache", "elasticfilesystem", "mq", "rds"];

function told(service: string, action: string): string {
  const isTold = DESCRIBED_BY_FAMILY.includes(service) && action.startsWith("Describe");
  return `${service}:${isTold ? "Describe*" : action}`;
}

/**
 * What a preview reads, action by action but for some families, and without what it is read of; but objects of the state's
 * bucket alone.
 */
export const previewBoundary = (at: OperatedStage): readonly Statement[] => [
  ...previewRights(at).filter(({ Sid }) => OF_STATE.includes(Sid)),
  {
    Sid: "ReadHowThingsAreSetUp",
    Effect: "Allow",
    Action: [
      ...new Set(
        Object.entries(previewReads).flatMap(([service, { ofThings, ofAll }]) =>
          [...(ofThings?.actions ?? []), ...(ofAll ?? [])].map((action) => told(service, action)),
        ),
      ),
    ],
    Resource: "*",
  },
];
