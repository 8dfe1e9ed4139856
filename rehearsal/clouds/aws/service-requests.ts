import { covers, member, names, parsed, statementsOf, type Statement } from "./policy-document";
import { recordOf } from "./values";

/** A request that an AWS service makes on the account's behalf, as a policy of a bucket, key or log group sees it. */
export interface ServiceRequest {
  /** Principal: `cloudtrail.amazonaws.com`. */
  readonly service: string;
  readonly action: string;
  readonly resource: string;
  /** Condition keys that come with the request; what is not here is not sent. */
  readonly context: Readonly<Record<string, string>>;
}

/** Condition keys that come with every request of a service [docs.aws.amazon.com: AWS global condition context keys]. */
const ALWAYS = { "aws:SecureTransport": "true", "aws:PrincipalIsAWSService": "true" };

/** Whether these documents, taken together, let a service make a request: one allows it and none denies it. */
export function letsService(documents: readonly unknown[], request: ServiceRequest): boolean {
  const about = documents.flatMap(conditioned).filter((statement) => isAbout(statement, request));
  const meets = ({ condition }: Conditioned, otherwise: boolean) => met(condition, request, otherwise);
  return (
    about.some((statement) => statement.effect === "Allow" && meets(statement, true)) &&
    !about.some((statement) => statement.effect === "Deny" && meets(statement, false))
  );
}

interface Conditioned extends Statement {
  readonly condition: unknown;
}

function conditioned(document: unknown): readonly Conditioned[] {
  const listed = [member(parsed(document), "Statement")].flat();
  return statementsOf(document).map((statement, position) => ({
    ...statement,
    condition: member(listed[position], "Condition"),
  }));
}

const isAbout = (statement: Statement, { service, action, resource }: ServiceRequest): boolean =>
  statement.principals.some(({ value }) => value === service || value === "*") &&
  covers(statement, action) &&
  names(statement, resource);

/** @param otherwise what is taken of operators that are not known here, as those of dates and addresses */
function met(condition: unknown, { context }: ServiceRequest, otherwise: boolean): boolean {
  const sent = new Map(
    Object.entries({ ...ALWAYS, ...context }).map(([key, value]) => [key.toLowerCase(), value]),
  );
  return Object.entries(recordOf(condition)).every(([operator, keys]) =>
    Object.entries(recordOf(keys)).every(
      ([key, wanted]) => compared(operator, texts(wanted), sent.get(key.toLowerCase())) ?? otherwise,
    ),
  );
}

/** [docs.aws.amazon.com: IAM JSON policy elements: Condition operators] */
const COMPARISONS: Readonly<Record<string, (wanted: string, sent: string) => boolean>> = {
  StringEquals: (wanted, sent) => wanted === sent,
  StringEqualsIgnoreCase: (wanted, sent) => wanted.toLowerCase() === sent.toLowerCase(),
  StringLike: fits,
  ArnEquals: fits,
  ArnLike: fits,
  Bool: (wanted, sent) => wanted === sent,
};

function compared(
  operator: string,
  wanted: readonly string[],
  sent: string | undefined,
): boolean | undefined {
  const name = operator.replace(/^For(AnyValue|AllValues):/, "").replace(/IfExists$/, "");
  const compare = COMPARISONS[name.replace("Not", "")];
  if (compare === undefined) return undefined;
  if (sent === undefined) return operator.endsWith("IfExists") || name.includes("Not");
  return wanted.some((one) => compare(one, sent)) !== name.includes("Not");
}

const texts = (value: unknown): readonly string[] => [value].flat().map(String);

function fits(pattern: string, text: string): boolean {
  const expression = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${expression}$`).test(text);
}
