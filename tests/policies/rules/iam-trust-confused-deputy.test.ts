import { iamTrustConfusedDeputy } from "../../../policies/rules/iam-trust-confused-deputy";
import { type Accepted, type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

const ACCOUNT = "111122223333";
const TASKS = "ecs-tasks.amazonaws.com";
const EXPECTED = "expected a condition on aws:SourceAccount, aws:SourceArn or aws:SourceOrgID";

function role(assumeRolePolicy: unknown, type = "aws:iam/role:Role"): Given {
  return { type, name: "worker", props: { assumeRolePolicy } };
}

function trusting(statement: object): Given {
  return role(JSON.stringify({ Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", ...statement }] }));
}

function held(what: string, Condition: object, Service: unknown = TASKS): Accepted {
  return { as: "compliant", what, given: trusting({ Principal: { Service }, Condition }) };
}

function free(what: string, statement: object, ...trusted: readonly string[]): Refused {
  return {
    what,
    given: role({ Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", ...statement }] }),
    says: trusted.map(
      (each) => `worker: assumeRolePolicy, statement 1 trusts ${each} on anybody's behalf; ${EXPECTED}`,
    ),
  };
}

function loose(what: string, Condition: unknown): Refused {
  return free(what, { Principal: { Service: TASKS }, Condition }, TASKS);
}

tryRule(iamTrustConfusedDeputy, {
  remedy: "Hold the statement to the stage's account by StringEquals on aws:SourceAccount.",
  accepts: [
    held("for our account", { StringEquals: { "aws:SourceAccount": ACCOUNT } }),
    held("for two", { StringLike: { "AWS:sourceaccount": [ACCOUNT, "222233334444"] } }),
    held("for what is in our account", { ArnLike: { "aws:SourceArn": `arn:aws:ecs:*:${ACCOUNT}:*` } }),
    held("for one thing", {
      StringEquals: { "aws:SourceArn": `arn:aws:ecs:eu-west-1:${ACCOUNT}:cluster/a` },
    }),
    held("for our organization", { StringEquals: { "aws:SourceOrgID": "o-abcdefghij" } }),
    held(
      "for our account, among other conditions",
      { Bool: { "aws:SecureTransport": "true" }, StringEquals: { "aws:SourceAccount": ACCOUNT } },
      [TASKS, "scheduler.amazonaws.com"],
    ),
    ...["ec2.amazonaws.com", "lambda.amazonaws.com", "cloudtrail.amazonaws.com"].map((Service): Accepted => ({
      as: "near miss",
      what: `${Service}, which names no account`,
      given: trusting({ Principal: { Service } }),
    })),
    {
      as: "near miss",
      what: "an account and an identity provider, which serve nobody else",
      given: trusting({
        Principal: { AWS: ACCOUNT, Federated: "accounts.google.com", CanonicalUser: "79a5" },
      }),
    },
    {
      as: "near miss",
      what: "a denial",
      given: trusting({ Effect: "Deny", Principal: { Service: TASKS } }),
    },
    {
      as: "not applicable",
      what: "a queue",
      given: role({ Statement: [{ Effect: "Allow", Principal: { Service: TASKS } }] }, "aws:sqs/queue:Queue"),
    },
  ],
  refuses: [
    loose("no condition", undefined),
    loose("another condition", { StringEquals: { "aws:PrincipalAccount": ACCOUNT } }),
    loose("another account than one", { StringNotEquals: { "aws:SourceAccount": ACCOUNT } }),
    loose("any account", { StringLike: { "aws:SourceAccount": "*" } }),
    loose("an account, if one is named", { StringEqualsIfExists: { "aws:SourceAccount": ACCOUNT } }),
    loose("an account that is not known", { StringEquals: { "aws:SourceAccount": UNKNOWN } }),
    loose("a condition that is not known", UNKNOWN),
    free(
      "two services",
      { Principal: { Service: [TASKS, "ec2.amazonaws.com", "s3.amazonaws.com"] } },
      TASKS,
      "s3.amazonaws.com",
    ),
    free(
      "a service with nearly a name of an exempt one",
      { Principal: { Service: "edgelambda.amazonaws.com" } },
      "edgelambda.amazonaws.com",
    ),
    free("everyone", { Principal: "*" }, "everyone"),
    free(
      "services that are not known",
      { Principal: { Service: UNKNOWN } },
      "a principal that is not known in preview",
    ),
    {
      what: "a document that is not known",
      given: role(UNKNOWN),
      says: [
        "worker: assumeRolePolicy is not known in preview; expected an IAM document that can be read in preview",
      ],
    },
  ],
});
