import { z } from "zod";

const Texts = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());

const Document = z.strictObject({
  Version: z.literal("2012-10-17"),
  Statement: z.array(
    z.strictObject({
      Sid: z.string(),
      Effect: z.enum(["Allow", "Deny"]),
      Principal: z.union([z.literal("*"), z.record(z.string(), Texts)]).optional(),
      Action: Texts.default([]),
      NotAction: Texts.optional(),
      Resource: Texts.optional(),
      NotResource: Texts.optional(),
      Condition: z.record(z.string(), z.record(z.string(), Texts)).default({}),
    }),
  ),
});
type Statement = z.infer<typeof Document>["Statement"][number];

/** Somebody who asks for something. */
export interface Asking {
  /** ARN of a role, or name of an AWS service. */
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  /** Condition keys of the request, beside that of the principal itself. */
  readonly context?: Readonly<Record<string, string>>;
}

/** Whether a policy refuses the request, whatever else may allow it. */
export function refuses(document: unknown, asking: Asking): boolean {
  return applying(document, asking).some(({ Effect }) => Effect === "Deny");
}

/** Whether a policy by itself allows the request. */
export function allows(document: unknown, asking: Asking): boolean {
  return !refuses(document, asking) && applying(document, asking).length > 0;
}

/** Documents that were read once: tests ask them thousands of things. */
const read = new Map<unknown, readonly Statement[]>();

/** @throws when it is no policy document, or has a condition that this does not understand */
export function statementsOf(document: unknown): readonly Statement[] {
  const known = read.get(document);
  if (known) return known;
  const { Statement } = Document.parse(JSON.parse(z.string().parse(document)));
  read.set(document, Statement);
  return Statement;
}

function applying(document: unknown, asking: Asking): readonly Statement[] {
  return statementsOf(document).filter(
    ({ Principal, Action, NotAction, Resource, NotResource, Condition }) =>
      isMeant(Principal, asking.principal) &&
      (NotAction ?? Action).some((action) => like(action.toLowerCase(), asking.action.toLowerCase())) ===
        (NotAction === undefined) &&
      (NotResource ?? Resource ?? ["*"]).some((resource) => like(resource, asking.resource)) ===
        (NotResource === undefined) &&
      holds(Condition, asking),
  );
}

function isMeant(principals: Statement["Principal"], principal: string): boolean {
  if (principals === undefined || principals === "*") return true;
  const root = `arn:aws:iam::${principal.split(":")[4]}:root`;
  return Object.values(principals)
    .flat()
    .some((meant) => meant === "*" || meant === principal || meant === root);
}

function holds(conditions: Statement["Condition"], { principal, context }: Asking): boolean {
  const keys: Readonly<Record<string, string>> = {
    "aws:SecureTransport": "true",
    ...(principal.startsWith("arn:") ? { "aws:PrincipalArn": principal } : {}),
    ...context,
  };
  return Object.entries(conditions).every(([operator, wanted]) =>
    Object.entries(wanted).every(([key, values]) => compare(operator, keys[key], values)),
  );
}

/** As IAM compares: a key that the request does not have fits only what is negated. */
function compare(operator: string, found: string | undefined, values: readonly string[]): boolean {
  const some = (fits: (value: string, found: string) => boolean) =>
    found !== undefined && values.some((value) => fits(value, found));
  switch (operator) {
    case "StringEquals":
    case "ForAnyValue:StringEquals":
    case "Bool":
      return some((value, text) => value === text);
    case "ForAllValues:StringEquals":
    case "BoolIfExists":
      return found === undefined || some((value, text) => value === text);
    case "StringNotEquals":
      return !some((value, text) => value === text);
    case "ArnEquals":
    case "ArnLike":
    case "StringLike":
      return some(like);
    case "ArnNotEquals":
      return !some(like);
    case "NumericLessThan":
      return some((value, text) => Number(text) < Number(value));
    case "NumericGreaterThan":
      return some((value, text) => Number(text) > Number(value));
    case "Null":
      return values.includes(String(found === undefined));
    default:
      throw new Error(`this evaluation does not know the condition ${operator}`);
  }
}

function like(pattern: string, text: string): boolean {
  const parts = pattern.split(/([*?])/).map((part) => {
    if (part === "*") return ".*";
    return part === "?" ? "." : part.replaceAll(/[\\^$.|+()[\]{}]/g, "\\$&");
  });
  return new RegExp(`^${parts.join("")}$`, "s").test(text);
}

/** Which AWS services, working for which account, may take a role: by its trust policy. */
export const takers =
  (trust: unknown) =>
  (principal: string, account: string): boolean =>
    allows(trust, {
      principal,
      action: "sts:AssumeRole",
      resource: "*",
      context: { "aws:SourceAccount": account },
    });
