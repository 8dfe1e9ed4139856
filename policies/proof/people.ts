import type { Statement } from "../reading/document";
import { POLICY, ROLE } from "../reading/policy-documents";
import { accountOf } from "../reading/principal";
import { ofType, type StackResource } from "../reading/resource";
import { read, text } from "../reading/value";
import { policyNamed } from "./attachments";
import { type Compute, computesIn } from "./compute";
import { type Identity, identitiesIn, unseen } from "./identities";

/** Whom a stage's settings name. */
export type Named = Readonly<
  Record<"custodianRoleArns" | "breakGlassRoleArns" | "deployIdentityArns", readonly string[]>
>;

export const NOBODY: Named = { custodianRoleArns: [], breakGlassRoleArns: [], deployIdentityArns: [] };

/** Everyone in some stacks, with what he may do and who may become him. */
export interface People {
  readonly accountId: string;
  readonly identities: readonly Identity[];
  readonly computes: readonly Compute[];
  /** What a managed policy says that is known by its ARN; undefined where it cannot be looked up. */
  readonly policy: (arn: string) => readonly Statement[] | undefined;
}

/** @param named those of them that no stack makes are there, too, but only by name */
export function peopleIn(resources: readonly StackResource[], named: Named): People {
  const arns = [...named.custodianRoleArns, ...named.breakGlassRoleArns, ...named.deployIdentityArns];
  const seen = ofType(resources, ROLE).flatMap(({ props }) =>
    [read(props, "arn"), read(props, "permissionsBoundary")].map(text),
  );
  const accounts = [...arns, ...seen.flatMap((arn) => (arn.kind === "known" ? [arn.value] : []))].map(
    accountOf,
  );
  const accountId = accounts.find((account) => account !== undefined) ?? "";
  const made = identitiesIn(resources, accountId);
  const others = arns.filter((arn) => !made.some((identity) => identity.arn === arn));
  const policies = ofType(resources, POLICY);
  return {
    accountId,
    identities: [...made, ...others.map((arn) => unseen(arn, accountId))],
    computes: computesIn(resources),
    policy: (arn) => policyNamed(arn, policies),
  };
}
