import { errors } from "@opensearch-project/opensearch";
import { omit } from "es-toolkit/object";
import { isEmptyObject } from "es-toolkit/predicate";
import * as z from "zod";

/** How OpenSearch says why: each cause may have one of its own. */
interface Cause {
  readonly type: string;
  readonly reason?: string | null | undefined;
  readonly caused_by?: Cause | undefined;
}
const Cause: z.ZodType<Cause> = z.looseObject({
  type: z.string(),
  reason: z.string().nullish(),
  get caused_by() {
    return Cause.optional();
  },
});

/** How the plugins and AWS say why. */
const Said = z.union([
  z.looseObject({ error: Cause }).transform(({ error }) => inWords(error)),
  z.looseObject({ error: z.string() }).transform(({ error }) => error),
  z.looseObject({ reason: z.string() }).transform(withDetails),
  z.looseObject({ message: z.string() }).transform(({ message }) => message),
  z.looseObject({ Message: z.string() }).transform(({ Message }) => Message),
]);

/** The security plugin names the keys that it does not know beside its reason. */
function withDetails(said: { readonly reason: string; readonly status?: unknown }): string {
  const details = omit(said, ["reason", "status"]);
  return isEmptyObject(details) ? said.reason : `${said.reason}: ${JSON.stringify(details)}`;
}

/** What is not one of the forms above, such as a proxy's page, is not all of use. */
const LONGEST = 300;

/** The cluster's own words: of an error that the client threw, and never what was sent. */
export function clustersWords(error: unknown): string {
  if (error instanceof z.ZodError)
    return `an answer of a form that we do not know: ${z.prettifyError(error)}`;
  if (!(error instanceof errors.ResponseError)) return error instanceof Error ? error.message : String(error);
  const said = Said.safeParse(error.body);
  if (said.success) return said.data;
  const text = typeof error.body === "string" ? error.body : JSON.stringify(error.body);
  return `HTTP ${error.statusCode} ${text.trim().slice(0, LONGEST)}`.trim();
}

function inWords({ type, reason, caused_by: cause }: Cause): string {
  const words = reason ? `${type}: ${reason}` : type;
  return !cause || repeats(cause, reason) ? words : `${words}: ${inWords(cause)}`;
}

/** The plugins wrap what they caught in its own words. */
const repeats = ({ reason: caught }: Cause, reason: Cause["reason"]): boolean =>
  Boolean(caught && reason && (reason.includes(caught) || caught.includes(reason)));
