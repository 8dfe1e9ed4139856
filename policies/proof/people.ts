import type { Statement } from "../reading/document";
import { POLICY, ROLE } from "../reading/policy-documents";
import { accountOf } from "../reading/principal";
import { ofType, type StackResource } from "../reading/resource";
import { known, read, text } from "../reading/value";
import { policyNamed } from "./attachments";
import { type Compute, computesIn } from "./compute";
import { type Identity, identitiesIn, unseen } from "./identities";

/** Everyone in some stacks, with what he may do and who may become him. */
export interface People {
  readonly accountId: string;
  readonly identities: readonly Identity[];
  readonly computes: readonly Compute[];
  /** What a managed policy says that is known by its ARN; undefined where it cannot be looked up. */
  readonly policy: (arn: string) => readonly Statement[] | undefined;
}

/** @param named the ARNs of those who are there, too, but only by name, where no stack makes them */
export function peopleIn(resources: readonly StackResource[], named: readonly string[]): People {
  const accountId = accountIn(resources, named);
  const made = identitiesIn(resources, accountId);
  const others = named.filter((arn) => !made.some((identity) => identity.arn === arn));
  const policies = ofType(resources, POLICY);
  return {
    accountId,
    identities: [...made, ...others.map((arn) => unseen(arn, accountId))],
    computes: computesIn(resources),
    policy: (arn) => policyNamed(arn, policies),
  };
}

/** The account that the stacks are in, by whatever tells it; an empty text where nothing does. */
function accountIn(resources: readonly StackResource[], named: readonly string[]): string {
  const ofRoles = ofType(resources, ROLE).flatMap(({ props }) =>
    ["arn", "permissionsBoundary"].map((property) => text(read(props, property))),
  );
  const arns = [...named.map(known), ...ofRoles];
  const accounts = arns.map((arn) => (arn.kind === "known" ? accountOf(arn.value) : undefined));
  return accounts.find((account) => account !== undefined) ?? "";
}
