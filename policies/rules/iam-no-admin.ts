import { securityHub } from "../frameworks";
import { parameters } from "../parameters";
import { type Reach, widened } from "../reading/document";
import { eachGrant } from "../reading/each-statement";
import { matches } from "../reading/glob";
import { attachedArns, POLICY, ROLE, ROLE_POLICY } from "../reading/policy-documents";
import { rule } from "../rule";

const BROAD = ["AdministratorAccess", "PowerUserAccess", "IAMFullAccess", "AmazonS3FullAccess"];

// A pattern that covers both of two things with nothing in common is meant to cover everything.
const ACTIONS = ["s3:deleteobject", "iam:passrole"];
const RESOURCES = ["arn:aws:s3:::bucket/key", "arn:aws:iam::123456789012:role/name"];

export const iamNoAdmin = rule({
  name: "iam-no-admin",
  why: "Whoever may do everything may also undo every other rule",
  level: "mandatory",
  severity: "critical",
  framework: securityHub("IAM.1"),
  tags: ["CKV_AWS_62", "CKV_AWS_274", "CKV_AWS_275", "CIS AWS 7.0 2.14"],
  remedy: "Grant the actions that are needed, on the resources that they are needed for.",
  reads: parameters.pick({ broadManagedPolicies: true }),
  types: [
    POLICY,
    ROLE_POLICY,
    ROLE,
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    "aws:iam/policyAttachment:PolicyAttachment",
    "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment",
  ],
  *resource(identity, { broadManagedPolicies }) {
    yield* eachGrant(identity, function* ({ actions, resources }, where) {
      if (coversAll(actions, ACTIONS) && coversAll(resources, RESOURCES))
        yield {
          found: `${where} allows ${extent(actions, "actions")} on ${extent(resources, "resources")}`,
          expected: "no grant of everything",
        };
    });
    for (const { place, value: arn } of attachedArns(identity)) {
      const name = arn.kind === "known" ? awsManagedName(arn.value) : undefined;
      if (name !== undefined && [...BROAD, ...broadManagedPolicies].includes(name))
        yield { found: `${place} is AWS's ${name}`, expected: "a narrower policy" };
    }
  },
  // In preview the ARN of a policy that this stack creates is not known; that policy's own document is judged.
  *stack(identities) {
    for (const identity of identities)
      for (const { place, property, value: arn } of attachedArns(identity)) {
        const sources = identity.propertyDependencies[property] ?? [];
        const isOwn = sources.length > 0 && sources.every((source) => source.type === POLICY);
        // A role's whole list, where the program gave none, is the provider's to fill in.
        const isOutput = identity.type === ROLE && place === property && sources.length === 0;
        if (arn.kind === "unknown" && !isOwn && !isOutput)
          yield {
            about: identity,
            found: `${place} is ${arn.why}`,
            expected: "an ARN known in preview, or that of a policy of this stack",
          };
      }
  },
});

function coversAll(reach: Reach, samples: readonly string[]): boolean {
  if (reach.complement || reach.undecided !== undefined) return true;
  return widened(reach).some((pattern) => samples.every((sample) => matches(pattern.toLowerCase(), sample)));
}

function extent({ complement, undecided }: Reach, noun: string): string {
  if (complement) return `all but some ${noun}`;
  return undecided === undefined ? `all ${noun}` : `${noun} of which one is ${undecided}`;
}

/** Undefined for a policy of the account's own, whatever its name. */
function awsManagedName(arn: string): string | undefined {
  return /^arn:[^:]*:iam::aws:policy\/(?:.*\/)?([^/]+)$/.exec(arn)?.[1];
}
