import { accountOf } from "../reading/principal";
import type { ContextValue, Request, Requester } from "./request";

/** Any text that a pattern matches, but for those listed. */
export interface Like {
  readonly like: string;
  readonly but: readonly string[];
}

/** What a key of the context may hold, over all requests of a class. */
export interface Possible {
  /** Whether there are requests without the key. */
  readonly absent: boolean;
  /** What the key may hold in the others; an empty list where there are none. */
  readonly texts: readonly string[] | Like;
}

const ABSENT: Possible = { absent: true, texts: [] };
const ANYTHING: Possible = { absent: true, texts: { like: "*", but: [] } };

/** @param key in lower case */
export function possible(key: string, { context, requester }: Request): Possible {
  const given = new Map(Object.entries(context)).get(key);
  return given ? asGiven(given) : (setByIam(requester, key) ?? ANYTHING);
}

function asGiven(given: ContextValue): Possible {
  return given.kind === "one of" ? { absent: false, texts: given.values } : ABSENT;
}

/** What IAM itself says of the requester [AWS: global condition context keys]; undefined where that is anything. */
function setByIam(requester: Requester, key: string): Possible | undefined {
  if (requester.kind === "anonymous") return ofNobody(key);
  return new Map(Object.entries(ofSomebody(requester))).get(key);
}

function ofSomebody(requester: Requester): Readonly<Record<string, Possible>> {
  if (requester.kind === "identity")
    return ofIdentity(accountOf(requester.arn), { absent: false, texts: [requester.arn] });
  if (requester.kind === "any identity") {
    const { accountId, but } = requester;
    return ofIdentity(accountId, { absent: false, texts: { like: `arn:*:*::${accountId}:*`, but } });
  }
  if (requester.kind === "service")
    return {
      "aws:principalarn": ABSENT,
      "aws:principalisawsservice": just("true"),
      "aws:principalservicename": just(requester.principal),
    };
  if (requester.kind === "anyone")
    return { "aws:principalarn": { absent: true, texts: { like: "*", but: requester.but } } };
  return {};
}

function ofIdentity(account: string | undefined, arn: Possible): Readonly<Record<string, Possible>> {
  return {
    "aws:principalarn": arn,
    ...(account !== undefined && { "aws:principalaccount": just(account) }),
    "aws:principalisawsservice": just("false"),
    "aws:principalservicename": ABSENT,
  };
}

function ofNobody(key: string): Possible | undefined {
  if (key === "aws:principaltype") return just("Anonymous");
  // AWS's documentation gives it this value; nothing else known of a requester has one.
  if (key === "aws:principalaccount") return { absent: true, texts: ["anonymous"] };
  return key.startsWith("aws:principal") ? ABSENT : undefined;
}

function just(text: string): Possible {
  return { absent: false, texts: [text] };
}
