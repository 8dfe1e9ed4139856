import type { Making } from "../catalogue";
import { textOf } from "../catalogue";
import type { Cloud } from "../cloud";
import { ROLE } from "./tokens";
import { textAt } from "./values";

export interface Principal {
  readonly kind: string;
  readonly value: string;
}

/** One statement of a policy document, with every list a list. */
export interface Statement {
  readonly sid: string;
  readonly effect: string;
  /** Of Action or NotAction. */
  readonly actions: readonly string[];
  readonly isNotAction: boolean;
  readonly resources: readonly string[];
  readonly principals: readonly Principal[];
  readonly hasPrincipal: boolean;
  readonly hasResource: boolean;
  readonly hasCondition: boolean;
}

/** The statements of a document; none of one that is unknown or does not parse (which is refused elsewhere). */
export function statementsOf(document: unknown): readonly Statement[] {
  const policy = parsed(document);
  return listOf(member(policy, "Statement")).map((statement) => ({
    sid: textOf(member(statement, "Sid")),
    effect: textOf(member(statement, "Effect")),
    actions: textsOf(member(statement, "Action") ?? member(statement, "NotAction")),
    isNotAction: member(statement, "NotAction") !== undefined,
    resources: textsOf(member(statement, "Resource") ?? member(statement, "NotResource")),
    principals: principalsOf(member(statement, "Principal") ?? member(statement, "NotPrincipal")),
    hasPrincipal: (member(statement, "Principal") ?? member(statement, "NotPrincipal")) !== undefined,
    hasResource: (member(statement, "Resource") ?? member(statement, "NotResource")) !== undefined,
    hasCondition: member(statement, "Condition") !== undefined,
  }));
}

/** A JSON document as it is; nothing when it does not parse. */
export function parsed(document: unknown): unknown {
  if (typeof document !== "string") return document;
  try {
    return JSON.parse(document);
  } catch {
    return undefined;
  }
}

export function member(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

function textsOf(value: unknown): readonly string[] {
  return listOf(value).filter((entry) => typeof entry === "string");
}

function principalsOf(principal: unknown): readonly Principal[] {
  if (typeof principal === "string") return [{ kind: "AWS", value: principal }];
  if (typeof principal !== "object" || principal === null) return [];
  return Object.entries(principal).flatMap(([kind, values]) =>
    textsOf(values).map((value) => ({ kind, value })),
  );
}

/** The first principal that AWS would not accept: misspelt, or a role of this account that does not exist. */
export function invalidPrincipal(
  document: unknown,
  where: Pick<Making, "account" | "cloud">,
): Principal | undefined {
  return statementsOf(document)
    .flatMap(({ principals }) => principals)
    .find((principal) => !isPrincipal(principal, where));
}

/** Roles of people and of services that no program makes. */
const MADE_BY_AWS = /^aws-(service-role|reserved)\//;

function isPrincipal(
  { kind, value }: Principal,
  { account, cloud }: Pick<Making, "account" | "cloud">,
): boolean {
  if (kind === "Service") return /^([a-z0-9-]+\.)+amazonaws\.com$/.test(value);
  if (kind === "Federated") return /^(arn:aws:iam::\d{12}:(oidc|saml)-provider\/.+|[a-z0-9.-]+)$/.test(value);
  if (kind === "CanonicalUser") return /^[0-9a-f]{64}$/.test(value);
  if (kind !== "AWS") return false;
  if (/^(\*|\d{12}|A(ROA|IDA)[A-Z0-9]+)$/.test(value)) return true;
  const [, owner, resource = ""] = /^arn:aws:(?:iam|sts)::(\d{12}):(.+)$/.exec(value) ?? [];
  if (owner === undefined || resource.includes("*")) return false;
  const [, sessionRole] = /^assumed-role\/([^/]+)\/[^/]+$/.exec(resource) ?? [];
  const [, path] = /^role\/(.+)$/.exec(resource) ?? [];
  if (path === undefined && sessionRole === undefined)
    return resource === "root" || /^user\/.+/.test(resource);
  if (owner !== account || MADE_BY_AWS.test(path ?? "")) return true;
  return path === undefined
    ? cloud.named([ROLE], sessionRole ?? "").some((role) => role.account === account)
    : cloud.named([ROLE], value).length > 0;
}

/** Whether a document allows an AWS service one of these actions. */
export function allowsService(document: unknown, service: string, actions: readonly string[]): boolean {
  return statementsOf(document).some(
    (statement) =>
      statement.effect === "Allow" &&
      statement.principals.some(({ value }) => value === service || value === "*") &&
      actions.some((action) => covers(statement, action)),
  );
}

/** Whether a statement is about an action. */
export const covers = ({ actions, isNotAction }: Statement, action: string): boolean =>
  actions.some((pattern) => wildcards(pattern, "i").test(action)) !== isNotAction;

/** Whether a statement names a resource; what it leaves out by NotResource counts as named. */
export const names = ({ resources }: Statement, resource: string): boolean =>
  resources.some((pattern) => wildcards(pattern).test(resource));

function wildcards(pattern: string, flags = ""): RegExp {
  const expression = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${expression}$`, flags);
}

/** Whether a role of this account can be assumed by an AWS service; roles of others are taken to be. */
export function trusts(roleArn: string, service: string, cloud: Cloud): boolean {
  const [role] = cloud.named([ROLE], roleArn);
  return (
    role === undefined || allowsService(textAt(role.inputs, "assumeRolePolicy"), service, ["sts:AssumeRole"])
  );
}
