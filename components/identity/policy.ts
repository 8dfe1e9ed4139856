import * as pulumi from "@pulumi/pulumi";

/** The value of a condition key, or of a part of a statement that takes one or many. */
export type OneOrMany = pulumi.Input<string> | pulumi.Input<readonly pulumi.Input<string>[]>;

export type Conditions = Readonly<Record<string, Readonly<Record<string, OneOrMany>>>>;

/** One statement of a policy document. Its words are AWS's own. */
export interface Statement {
  readonly Sid: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: "*" | Readonly<Record<string, OneOrMany>>;
  readonly Action: readonly string[];
  readonly Resource: OneOrMany;
  readonly Condition?: Conditions;
}

/** A refusal of everything but some actions. */
export interface RefusalOfTheRest extends Omit<Statement, "Effect" | "Action" | "Principal"> {
  readonly Effect: "Deny";
  readonly NotAction: readonly string[];
}

/** A refusal of some actions on everything but some resources. */
export interface RefusalElsewhere extends Omit<Statement, "Effect" | "Resource" | "Principal"> {
  readonly Effect: "Deny";
  readonly NotResource: string;
}

/** What a policy document may hold. */
export type AnyStatement = Statement | RefusalOfTheRest | RefusalElsewhere;

/** The JSON text of a policy document; known in a preview when all that the statements name is. */
export function policyDocument(statements: readonly AnyStatement[]): pulumi.Output<string> {
  return pulumi.jsonStringify({ Version: "2012-10-17", Statement: statements });
}

/** Refuses whoever comes without TLS. */
export function refusePlainHttp(action: string, resources: OneOrMany): Statement {
  return {
    Sid: "RefusePlainHttp",
    Effect: "Deny",
    Principal: "*",
    Action: [action],
    Resource: resources,
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
}

/**
 * Who a role is for: an AWS service, working for one account where the service says for which it does.
 * @param tagged for a service that tags its sessions: what must hold when it takes the role, beside the account
 */
export function serviceTrust(
  service: string,
  accountId: pulumi.Input<string> | undefined,
  tagged?: Conditions,
): pulumi.Output<string> {
  const ofAccount = accountId === undefined ? {} : { "aws:SourceAccount": accountId };
  const condition = {
    ...tagged,
    ...(accountId === undefined ? {} : { StringEquals: { ...tagged?.["StringEquals"], ...ofAccount } }),
  };
  return pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: accountId === undefined ? "TheService" : "OnlyForThisAccount",
        Effect: "Allow",
        Principal: { Service: service },
        Action: tagged === undefined ? "sts:AssumeRole" : ["sts:AssumeRole", "sts:TagSession"],
        ...(Object.keys(condition).length === 0 ? {} : { Condition: condition }),
      },
    ],
  });
}
