import { refuses, statementsOf } from "../components/policy-evaluation";

/** A user of the gateway who stands for a role. */
export interface GatewayUser {
  readonly name: string;
  readonly roleArn: string;
}

/** Actions that the gateway has no API for; it refuses a policy that names one. */
const unknownActions = [
  "s3:ReplicateDelete",
  "s3:UpdateObjectEncryption",
  "s3:PutObjectVersionAcl",
  "s3:PutBucketAbac",
  "s3:PauseReplication",
];

/** The condition key that becomes users, and the only other one that the gateway judges as AWS does. */
const PRINCIPAL = "aws:PrincipalArn";
const SECURE_TRANSPORT = "aws:SecureTransport";

/**
 * A bucket policy's refusals as the gateway can judge them. It knows users, and no roles: a condition on roles becomes the
 * users who stand for them. Refusals with conditions that it cannot judge are left out. And as its users have no
 * policies of their own, the bucket allows them everything: each refusal is then the bucket policy's, or the lock's.
 * @returns the document, and the Sids of the refusals in it
 */
export function gatewayPolicy(bucket: string, policy: string, users: readonly GatewayUser[]) {
  const refusals = statementsOf(policy)
    .filter(({ Effect, Condition }) => Effect === "Deny" && keysOf(Condition).every(isJudged))
    .map((statement) => ({
      ...statement,
      Principal: { AWS: namesOf(users.filter(({ roleArn }) => isMeant(statement, roleArn))) },
      Action: statement.Action.filter((action) => !unknownActions.includes(action)),
      Condition: conditionsOn(SECURE_TRANSPORT, statement.Condition),
    }));
  const allowed = {
    Sid: "InPlaceOfPoliciesOfTheirOwn",
    Effect: "Allow",
    Principal: { AWS: namesOf(users) },
    Action: "s3:*",
    Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
  };
  return {
    judged: refusals.map(({ Sid }) => Sid),
    document: JSON.stringify({ Version: "2012-10-17", Statement: [...refusals, allowed] }),
  };
}

type Statement = ReturnType<typeof statementsOf>[number];
type Conditions = Statement["Condition"];

/** Whether a refusal means a role, as far as it depends on who asks. */
function isMeant(statement: Statement, roleArn: string): boolean {
  const onPrincipals = { ...statement, Condition: conditionsOn(PRINCIPAL, statement.Condition) };
  const [action = ""] = statement.Action;
  const [resource = ""] = statement.Resource ?? [];
  const document = JSON.stringify({ Version: "2012-10-17", Statement: [onPrincipals] });
  return refuses(document, { principal: roleArn, action, resource });
}

function isJudged(key: string): boolean {
  return key === PRINCIPAL || key === SECURE_TRANSPORT;
}

function keysOf(conditions: Conditions): readonly string[] {
  return Object.values(conditions).flatMap(Object.keys);
}

/** The conditions that are about just one key. */
function conditionsOn(key: string, conditions: Conditions): Conditions {
  return Object.fromEntries(
    Object.entries(conditions).filter(([, compared]) => Object.keys(compared).every((name) => name === key)),
  );
}

function namesOf(users: readonly GatewayUser[]): readonly string[] {
  return users.map(({ name }) => name);
}
