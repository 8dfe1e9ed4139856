import { allow, document, roleArn, type Statement } from "../documents";
import { changing, type Change } from "../estate";
import { ERASE, erase, tryWaysIn, type WayIn, worker } from "../ways-in";

const HELD = "worker-permissions: policy, statement";

/** A statement of the worker's that lets him erase logs, and one like it that does not. */
function written(
  way: string,
  statement: Statement,
  nearMiss: string,
  harmless: Statement,
  by = `${HELD} Erase`,
): WayIn {
  return {
    way,
    by: worker({ Sid: "Erase", ...statement }),
    could: [ERASE],
    says: `role worker: ${ERASE} (${by})`,
    nearMiss,
    harmless: worker({ Sid: "Erase", ...harmless }),
  };
}

function policy(text: unknown): Change {
  return changing("worker-permissions", { policy: text });
}

tryWaysIn("however a permission is written", [
  written("its plain name", allow(ERASE), "another's name", allow("logs:DeleteLogStream")),
  written(
    "a wildcard for a part",
    allow("logs:Delete*Group"),
    "one for another",
    allow("logs:Describe*Group"),
  ),
  written(
    "a mark for a letter",
    allow("logs:Delete?ogGroup"),
    "for a letter too many",
    allow("logs:?DeleteLogGroup"),
  ),
  written(
    "on one thing alone",
    allow(ERASE, "arn:aws:logs:eu-west-1:111122223333:log-group:kept"),
    "another action on it",
    allow("logs:PutLogEvents", "arn:aws:logs:eu-west-1:111122223333:log-group:kept"),
  ),
  written("in other letters", allow("LOGS:deleteLOGgroup"), "of another word", allow("LOGS:deleteLOGgroups")),
  written(
    "among other actions",
    allow(["logs:PutLogEvents", ERASE]),
    "without it",
    allow(["logs:PutLogEvents", "logs:CreateLogGroup"]),
  ),
  written(
    "all but others (NotAction)",
    {
      Effect: "Allow",
      NotAction: ["s3:*", "kms:*", "iam:*", "sts:*", "logs:Put*", "lambda:*", "ecs:*"],
      Resource: "*",
    },
    "all but all that the boundary leaves",
    {
      Effect: "Allow",
      NotAction: ["s3:*", "kms:*", "iam:*", "sts:*", "logs:*", "lambda:*", "ecs:*"],
      Resource: "*",
    },
  ),
  written(
    "on all but something (NotResource)",
    { Effect: "Allow", Action: ERASE, NotResource: "arn:aws:logs:eu-west-1:111122223333:log-group:kept" },
    "on all but everything",
    { Effect: "Allow", Action: ERASE, NotResource: "*" },
  ),
  written(
    "under a condition that somebody may meet",
    erase({ Condition: { StringEquals: { "aws:RequestedRegion": "eu-west-1" } } }),
    "under one that he never meets",
    erase({ Condition: { ArnEquals: { "aws:PrincipalArn": roleArn("other") } } }),
  ),
  written(
    "under a condition that is always true",
    erase({ Condition: { ArnLike: { "aws:PrincipalArn": "*" } } }),
    "beside a refusal under one",
    allow("logs:PutLogEvents"),
  ),
  written(
    "under an operator that IAM does not know",
    erase({ Condition: { StringResembles: { "aws:PrincipalArn": "x" } } }),
    "under one that it knows, and that fails",
    erase({ Condition: { StringEquals: { "aws:PrincipalArn": "x" } } }),
    `${HELD} Erase) (${HELD} Erase: the condition on aws:principalarn is by stringresembles, which is not understood`,
  ),
  written(
    "with an Effect that IAM does not know",
    { ...erase(), Effect: "allow" },
    "with the one that refuses",
    { ...erase(), Effect: "Deny" },
  ),
  {
    way: "with letters that JSON spells otherwise",
    by: policy(document(erase()).replace("DeleteLog", String.raw`\u0044elete\u004cog`)),
    could: [ERASE],
    says: `role worker: ${ERASE} (${HELD} Erase)`,
    nearMiss: "with such letters, of another action",
    harmless: policy(document(erase()).replace("DeleteLogGroup", String.raw`\u0044escribeLogGroups`)),
  },
  {
    way: "by a single statement, without a list and a Sid",
    by: policy(JSON.stringify({ statement: { effect: "Allow", action: ERASE, resource: "*" } })),
    could: [ERASE],
    says: `role worker: ${ERASE} (${HELD} 1)`,
    nearMiss: "by a single statement that refuses",
    harmless: policy({ Statement: { Effect: "Deny", Action: ERASE, Resource: "*" } }),
  },
  {
    way: "beside a refusal of another action",
    by: worker(erase(), { Effect: "Deny", Action: "logs:PutLogEvents", Resource: "*" }),
    could: [ERASE],
    says: `role worker: ${ERASE} (${HELD} Erase)`,
    nearMiss: "beside a refusal of it",
    harmless: worker(erase(), { Effect: "Deny", Action: "logs:Delete*", Resource: "*" }),
  },
  {
    way: "beside a refusal that a request may escape",
    by: worker(erase(), {
      ...erase(),
      Effect: "Deny",
      Condition: { BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } },
    }),
    could: [ERASE],
    says: `role worker: ${ERASE} (${HELD} Erase)`,
    nearMiss: "beside one that no request escapes",
    harmless: worker(erase(), {
      ...erase(),
      Effect: "Deny",
      Condition: { ArnNotEquals: { "aws:PrincipalArn": roleArn("other") } },
    }),
  },
]);
