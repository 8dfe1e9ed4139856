import { iamCustodianUnreachable } from "../../../policies/rules/iam-custodian-unreachable";
import { holding, near, role, rolePolicy, statement } from "../holding";
import { type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

const ACCOUNT = "111122223333";
const arn = (name: string) => `arn:aws:iam::${ACCOUNT}:role/${name}`;
const SUBJECT = "repo:example/archive:environment:test";
const GITHUB = `arn:aws:iam::${ACCOUNT}:oidc-provider/token.actions.githubusercontent.com`;
const PERSON = "arn:aws:iam::777788889999:user/first";
const config = {
  custodianRoleArns: [arn("custodian")],
  deployIdentityArns: [arn("deploy")],
  breakGlassRoleArns: [arn("break-glass")],
  githubSubjects: [SUBJECT],
};

function trust(Principal: unknown, more: object = {}): { assumeRolePolicy: string } {
  return {
    assumeRolePolicy: JSON.stringify({
      Statement: { Sid: "T", Effect: "Allow", Principal, Action: "sts:AssumeRole", ...more },
    }),
  };
}

const MFA = { Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } };
const pinned = (sub: string) =>
  trust(
    { Federated: GITHUB },
    {
      Action: "sts:AssumeRoleWithWebIdentity",
      Condition: { StringEquals: { "token.actions.githubusercontent.com:sub": sub } },
    },
  );

/** The operators' roles, with other trusts. */
function operators({
  custodian = trust({ AWS: arn("deploy") }),
  deploy = pinned(SUBJECT),
  breakGlass = trust({ AWS: PERSON }, MFA),
} = {}): Given[] {
  return [
    role("custodian", custodian),
    role("deploy", deploy),
    role("break-glass", breakGlass),
    rolePolicy("deploys", statement("sts:AssumeRole", arn("custodian")), { role: "deploy" }),
  ];
}

const worker = role("worker", trust({ Service: "lambda.amazonaws.com" }));
const DEPLOYS = (who: string) => `expected nobody to become ${who} but the deploys of the stage`;
const PEOPLE = (who: string) => `expected nobody to become ${who} but named people with a second factor`;
const TAKES = "sts:AssumeRole (held: policy, statement It)";

function refusedOf(what: string, given: readonly Given[], ...says: readonly string[]): Refused {
  return { what, given, config, says };
}

const toCustodian = statement("sts:AssumeRole", arn("custodian"));

tryRule(iamCustodianUnreachable, {
  remedy: "Cut one of the steps: narrow the permission that it rests on, or the trust that it enters by.",
  accepts: [
    { as: "compliant", what: "the operators' roles", given: operators(), config },
    {
      as: "compliant",
      what: "the operators' roles in a preview",
      given: operators().map((each) => ({ ...each, props: { ...each.props, arn: UNKNOWN } })),
      config,
    },
    {
      as: "compliant",
      what: "a workload that takes nothing",
      given: holding(statement("s3:GetObject"), worker),
      config,
    },
    near(
      "a workload that takes another role",
      holding(statement("sts:AssumeRole", arn("other")), worker),
      config,
    ),
    near(
      "a workload that passes another role",
      holding(statement("iam:PassRole", arn("other")), worker),
      config,
    ),
    near(
      "a workload that hands on what it has no service for",
      [...operators(), ...holding(statement("iam:PassRole"), worker)],
      config,
    ),
    near(
      "the deploys by name in another stack",
      holding(toCustodian, role("deploy", pinned(SUBJECT))),
      config,
    ),
    near(
      "break-glass, where there is none",
      holding(statement("sts:AssumeRole", arn("break-glass")), worker),
      { ...config, breakGlassRoleArns: [] },
    ),
    {
      as: "not applicable",
      what: "a bucket",
      given: { type: "aws:s3/bucket:Bucket", name: "b", props: {} },
      config,
    },
  ],
  refuses: [
    refusedOf(
      "a workload that may take the custodian of another stack",
      holding(toCustodian, worker),
      `worker-role: role worker becomes ${arn("custodian")} by ${TAKES}; ${DEPLOYS(arn("custodian"))}`,
    ),
    refusedOf(
      "a workload that may take any role",
      holding(statement("sts:*"), worker),
      `worker-role: role worker becomes ${arn("custodian")} by ${TAKES}; ${DEPLOYS(arn("custodian"))}`,
      `worker-role: role worker becomes ${arn("deploy")} by ${TAKES}; ${DEPLOYS(arn("deploy"))}`,
      `worker-role: role worker becomes ${arn("break-glass")} by ${TAKES}; ${PEOPLE(arn("break-glass"))}`,
    ),
    refusedOf(
      "a workload that the custodian trusts too",
      [...operators({ custodian: trust({ AWS: [arn("deploy"), arn("worker")] }) }), worker],
      `worker-role: role worker becomes role custodian by sts:AssumeRole (custodian-role: assumeRolePolicy, statement T); ${DEPLOYS("role custodian")}`,
    ),
    refusedOf(
      "the account",
      operators({ custodian: trust({ AWS: ACCOUNT }) }),
      `custodian-role: any other identity of account ${ACCOUNT} becomes role custodian by custodian-role: assumeRolePolicy, statement T; ${DEPLOYS("role custodian")}`,
    ),
    refusedOf(
      "tokens of other workflows",
      operators({ deploy: pinned("repo:*") }),
      `deploy-role: whoever ${GITHUB} knows becomes role deploy by deploy-role: assumeRolePolicy, statement T, and role deploy becomes role custodian by sts:AssumeRole (deploys: policy, statement It; custodian-role: assumeRolePolicy, statement T); ${DEPLOYS("role custodian")}`,
      `deploy-role: whoever ${GITHUB} knows becomes role deploy by deploy-role: assumeRolePolicy, statement T; ${DEPLOYS("role deploy")}`,
    ),
    refusedOf(
      "a person without a second factor",
      operators({ breakGlass: trust({ AWS: PERSON }) }),
      `break-glass-role: ${PERSON} becomes role break-glass by break-glass-role: assumeRolePolicy, statement T; ${PEOPLE("role break-glass")}`,
    ),
    refusedOf(
      "a trust that is not known",
      [role("break-glass", { assumeRolePolicy: UNKNOWN })],
      ...[
        `${arn("custodian")} becomes role break-glass by sts:AssumeRole (break-glass-role: assumeRolePolicy)`,
        `${arn("deploy")} becomes role break-glass by sts:AssumeRole (break-glass-role: assumeRolePolicy)`,
        "everyone becomes role break-glass by break-glass-role: assumeRolePolicy",
      ].map((found) => `break-glass-role: ${found}; ${PEOPLE("role break-glass")}`),
    ),
    refusedOf(
      "who passes it, and nobody knows to what",
      holding(statement("iam:PassRole", arn("custodian")), worker),
      `worker-role: role worker becomes ${arn("custodian")} by iam:PassRole (held: policy, statement It); ${DEPLOYS(arn("custodian"))}`,
    ),
    refusedOf(
      "who changes a function that runs as it",
      [
        ...operators({ custodian: trust({ AWS: arn("deploy"), Service: "lambda.amazonaws.com" }) }),
        {
          type: "aws:lambda/function:Function",
          name: "f",
          props: { arn: "arn:aws:lambda:f", role: arn("custodian") },
        },
        ...holding(statement("lambda:UpdateFunctionCode", "arn:aws:lambda:f"), worker),
      ],
      `worker-role: role worker becomes role custodian by lambda:UpdateFunctionCode (held: policy, statement It); ${DEPLOYS("role custodian")}`,
      `custodian-role: the service lambda.amazonaws.com becomes role custodian by custodian-role: assumeRolePolicy, statement T; ${DEPLOYS("role custodian")}`,
    ),
  ],
});
