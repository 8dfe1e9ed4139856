import { securityHub } from "../frameworks";
import { parameters, type Settings } from "../parameters";
import {
  accountAt,
  accountIn,
  type Admission,
  admittingTypes,
  eachAdmission,
  namedByConditions,
} from "../reading/holding";
import { accountOf, type Principals } from "../reading/principal";
import type { Resource } from "../reading/resource";
import { known, read, shown, text } from "../reading/value";
import { type Finding, rule } from "../rule";

type Parameters = Settings<"trustedAccounts" | "pullingAccounts" | "organizationId">;

/** Whom something may let in. */
interface Trust {
  readonly accounts: readonly string[];
  /** The same, for messages. */
  readonly words: string;
  readonly organizationId?: string | undefined;
}

const GRANT = "aws:kms/grant:Grant";
const REPOSITORY_POLICY = "aws:ecr/repositoryPolicy:RepositoryPolicy";

/** All that it takes to pull an image, in lower case: IAM reads either. */
const PULL: readonly string[] = [
  "ecr:batchchecklayeravailability",
  "ecr:batchgetimage",
  "ecr:getdownloadurlforlayer",
];

export const resourcePolicyKnownAccounts = rule({
  name: "resource-policy-known-accounts",
  why: "Whoever is let in from another account answers to nobody here",
  level: "mandatory",
  severity: "high",
  framework: securityHub("S3.6"),
  remedy:
    "Take the account out, or add it to trustedAccounts; one that only pulls images belongs in pullingAccounts, an organization in organizationId.",
  reads: parameters.pick({ trustedAccounts: true, pullingAccounts: true, organizationId: true }),
  types: [...admittingTypes, GRANT],
  *resource(resource, settings) {
    if (resource.type === GRANT) yield* judgeGrantee(resource, trustOf(settings, false));
    yield* eachAdmission(resource, function* ({ principals, conditions, actions }, where) {
      const trust = trustOf(settings, onlyPulls(actions) && resource.type === REPOSITORY_POLICY);
      if (principals.undecided !== undefined)
        yield { found: `${where} names a principal that is ${principals.undecided}`, expected: trust.words };
      for (const value of identitiesIn(principals))
        if (!isTrusted(accountOf(value), trust))
          yield { found: `${where} names ${shown(known(value))}`, expected: trust.words };
      for (const value of namedByConditions(conditions)) yield* judgeCondition(value, where, trust);
    });
  },
});

function trustOf({ trustedAccounts, pullingAccounts, organizationId }: Parameters, toPull: boolean): Trust {
  return toPull
    ? {
        accounts: [...trustedAccounts, ...pullingAccounts],
        words: "an account in trustedAccounts or pullingAccounts",
        organizationId,
      }
    : { accounts: trustedAccounts, words: "an account in trustedAccounts", organizationId };
}

/** Whether a statement is of single actions by name, none of which does more than pull. */
function onlyPulls(actions: Admission["actions"]): boolean {
  if (actions === undefined || actions.complement || actions.undecided !== undefined) return false;
  return actions.patterns.every((action) => PULL.includes(action.toLowerCase()));
}

/** A service is AWS's own, of no account; whoever is let in by NotPrincipal is told by the conditions alone. */
function identitiesIn({ named, complement }: Principals): readonly string[] {
  if (complement) return [];
  return named.flatMap((each) => (each.kind === "everyone" || each.kind === "Service" ? [] : [each.value]));
}

/** Of a condition's values many name no account; what lets in too many is judged by another rule. */
function* judgeCondition(value: string, where: string, trust: Trust): Iterable<Finding> {
  const account = accountIn(value);
  const organization = /^o-[^/]+/.exec(value)?.[0];
  if (account !== undefined && !isTrusted(account, trust))
    yield { found: `a condition of ${where} names ${shown(known(value))}`, expected: trust.words };
  if (organization !== undefined && organization !== trust.organizationId)
    yield {
      found: `a condition of ${where} names ${shown(known(value))}`,
      expected: "the organization in organizationId",
    };
}

function* judgeGrantee({ props }: Resource, trust: Trust): Iterable<Finding> {
  const grantee = read(props, "granteePrincipal");
  // Unknown in a preview while the grantee is not made yet; `up` judges it before the step.
  if (grantee.kind === "unknown") return;
  const arn = text(grantee);
  if (!isTrusted(accountAt(arn), trust))
    yield { found: `granteePrincipal is ${shown(arn)}`, expected: trust.words };
}

function isTrusted(account: string | undefined, { accounts }: Trust): boolean {
  return accounts.some((trusted) => trusted === account);
}
