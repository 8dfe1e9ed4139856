import type { Made } from "./estate";

export const ACCOUNT = "111122223333";
export const VAULT = "archive-vault-test-primary";
export const MIRROR = "archive-replica-test-mirror";
export const roleArn = (name: string) => `arn:aws:iam::${ACCOUNT}:role/${name}`;
export const BREAK_GLASS = roleArn("break-glass");
export const CUSTODIAN = roleArn("custodian");
export const DEPLOY = roleArn("deploy");
export const BOUNDARY = `arn:aws:iam::${ACCOUNT}:policy/boundary`;
export const KEY_ARN = `arn:aws:kms:eu-west-1:${ACCOUNT}:key/0000`;
export const GITHUB = `arn:aws:iam::${ACCOUNT}:oidc-provider/token.actions.githubusercontent.com`;
export const SUBJECT = "repo:example-archive/strongroom:environment:test";
export const PERSON = "arn:aws:iam::777788889999:user/break-glass/first-person";

export type Statement = Readonly<Record<string, unknown>>;

export function document(...Statement: readonly Statement[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement });
}

export function allow(Action: unknown, Resource: unknown = "*", more: Statement = {}): Statement {
  return { Effect: "Allow", Action, Resource, ...more };
}

/** A refusal to everybody, as the policies of vaults and keys have it. */
export function deny(Sid: string, Action: unknown, Resource: unknown, Condition: object = {}): Statement {
  return { Sid, Effect: "Deny", Principal: "*", Action, Resource, Condition };
}

export function trust(Principal: unknown, more: Statement = {}): Statement {
  return { Sid: "Trust", Effect: "Allow", Principal, Action: "sts:AssumeRole", ...more };
}

export function role(name: string, statement: Statement, more: object = {}): Made {
  return {
    type: "aws:iam/role:Role",
    props: {
      name,
      arn: roleArn(name),
      path: "/",
      assumeRolePolicy: document(statement),
      maxSessionDuration: 3600,
      permissionsBoundary: BOUNDARY,
      ...more,
    },
  };
}

export function rolePolicy(name: string, ...statements: readonly Statement[]): Made {
  return {
    type: "aws:iam/rolePolicy:RolePolicy",
    props: { role: name, name: "permissions", policy: document(...statements) },
  };
}
