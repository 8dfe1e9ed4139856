import type { Statement } from "../reading/document";

export type { Extent } from "./extent";

/** Who asks. What is known of them fills the context keys that IAM itself sets (`aws:PrincipalArn` and the like). */
export type Requester =
  /** A role or a user of an account, by its ARN. */
  | { readonly kind: "identity"; readonly arn: string }
  /** Any identity of an account, but for those listed: what holds of it holds of every single one. */
  | { readonly kind: "any identity"; readonly accountId: string; readonly but: readonly string[] }
  /** An AWS service that acts in its own name, `logs.eu-west-1.amazonaws.com`. */
  | { readonly kind: "service"; readonly principal: string }
  /** Whoever holds a token of an identity provider, by the provider's ARN or host. */
  | { readonly kind: "federated"; readonly provider: string }
  /** Whoever asks without being known to AWS. */
  | { readonly kind: "anonymous" }
  /** Whoever asks, of whatever kind and account, but for the identities listed. */
  | { readonly kind: "anyone"; readonly but: readonly string[] };

/** What a request's context is known to hold under a key, one value at most; of a key that is not listed nothing is known. */
export type ContextValue =
  { readonly kind: "absent" } | { readonly kind: "one of"; readonly values: readonly string[] };

/** A class of requests: the same action by the same requester, on any of the resources, in any context not ruled out. */
export interface Request {
  readonly requester: Requester;
  /** One action, `s3:DeleteObjectVersion`; its case does not matter. */
  readonly action: string;
  /** An ARN in which `*` stands for any text: `arn:aws:s3:::archive-vault-x/*` are all its objects. */
  readonly resource: string;
  /** By lower-case key. */
  readonly context: Readonly<Record<string, ContextValue>>;
}

/** Everything that has a say in a request. */
export interface Documents {
  /** What the requester's own policies say; none for who has no identity in the account. */
  readonly identity: readonly Statement[];
  /** What its permission boundary says, where it has one. */
  readonly boundary?: readonly Statement[];
  /** What the resource's own policy says; undefined where it has none. */
  readonly resource?: readonly Statement[];
}
