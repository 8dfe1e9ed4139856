import { accountOf, type Principal, type Principals } from "../reading/principal";
import { anyOf, type Extent } from "./extent";
import type { Requester } from "./request";

const ACCOUNT = /^\d{12}$|^arn:[^:]*:iam::\d{12}:root$/;

/** Whether a statement's principals name a requester; what is attached to an identity has none, and means it. */
export function namingExtent(principals: Principals | undefined, requester: Requester): Extent {
  if (!principals) return "all";
  const { named, complement, undecided } = principals;
  const known = anyOf(named.map((principal) => names(principal, requester)));
  const extent = known === "none" && undecided !== undefined ? "some" : known;
  if (!complement) return extent;
  // Whoever is excluded by one of his ARNs may be met under another (a role's session, its account), and AWS does not
  // say what excluding nobody comes to.
  return extent === "none" && named.length > 0 ? "all" : "some";
}

/** Whether principals that name a requester may do so otherwise than by his account, which only leaves it to IAM. */
export function namesHimself(principals: Principals | undefined, requester: Requester): boolean {
  if (!principals || principals.complement || principals.undecided !== undefined) return true;
  return principals.named.some(
    (principal) => !isAccount(principal) && names(principal, requester) !== "none",
  );
}

function isAccount(principal: Principal): boolean {
  return principal.kind === "AWS" && ACCOUNT.test(principal.value);
}

function names(principal: Principal, requester: Requester): Extent {
  if (principal.kind === "everyone") return "all";
  // IAM takes no wildcards here; who knows what becomes of them.
  if (/[*?]/.test(principal.value)) return "some";
  const { kind, value } = principal;
  if (requester.kind === "identity")
    return kind === "AWS" ? namesIdentity(value, requester.arn) : canonical(kind);
  if (requester.kind === "any identity") return kind === "AWS" ? namesAny(value, requester) : canonical(kind);
  if (requester.kind === "service")
    return kind === "Service" && isSame(value, requester.principal) ? "all" : "none";
  if (requester.kind === "federated")
    return kind === "Federated" ? namesProvider(value, requester.provider) : "none";
  if (requester.kind === "anonymous") return "none";
  return kind === "AWS" && requester.but.includes(value) ? "none" : "some";
}

/** A canonical user is an account by a number that does not tell which. */
function canonical(kind: Principal["kind"]): Extent {
  return kind === "CanonicalUser" ? "some" : "none";
}

function namesIdentity(value: string, arn: string): Extent {
  const account = accountOf(arn);
  if (value === arn) return "all";
  if (account === undefined) return "some";
  if (value === account || value === rootOf(arn)) return "all";
  if ((accountOf(value) ?? account) !== account) return "none";
  // A session's ARN has the role's name, not its path; and one role has many sessions.
  const role = /:assumed-role\/([^/]*)\//.exec(value)?.[1];
  if (role !== undefined) return isSame(role, arn.slice(arn.lastIndexOf("/") + 1)) ? "some" : "none";
  return /^arn:[^:]*:iam::\d{12}:(role|user)\//.test(value) && !isSame(value, arn) ? "none" : "some";
}

function namesAny(value: string, { accountId, but }: { accountId: string; but: readonly string[] }): Extent {
  if (but.includes(value)) return "none";
  if ((accountOf(value) ?? accountId) !== accountId) return "none";
  return ACCOUNT.test(value) ? "all" : "some";
}

function namesProvider(value: string, provider: string): Extent {
  if (isSame(value, provider)) return "all";
  return isSame(hostOf(value), hostOf(provider)) ? "some" : "none";
}

/** What of a provider's ARN another account's has as well. */
function hostOf(provider: string): string {
  return provider.replace(/arn:.*:(oidc|saml)-provider\//, "");
}

/** The ARN that stands for an identity's whole account. */
function rootOf(arn: string): string {
  return arn.replace(/(:\d{12}:).*/, "$1root");
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
