import * as assert from "node:assert/strict";
import { deployerTables } from "../../components/identity/deployers/deployers";
import { deployerName, deployers, type Deployer } from "../../components/names/names";
import { estate, stages, type Stage } from "../../projects/estate";
import { valuesAt } from "../../rehearsal/clouds/properties";
import type { Graph, Registered } from "../graph/graph";
import { deployed, estateStack } from "../graph/project";
import { actedOn } from "./deploy-calls/acted-on";
import { callsByType } from "./deploy-calls/by-type";
import type { Calls, Place } from "./deploy-calls/calls";
import { allows } from "./policy-evaluation";

/** The primary region of both stages. */
const HOME = "eu-west-1";

/** What programs protect, and its deployer could remove all the same. */
const REMOVABLE = [
  // Nobody else may take a name from a key: the key's own policy refuses it.
  "aws:kms/alias:Alias",
  // Others of the type come and go, and IAM knows all of them by ids alone.
  "aws:ec2/securityGroup:SecurityGroup",
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
];

/** What no resource asks for, and a deployer does all the same. */
const BESIDE: Partial<Record<Deployer, readonly string[]>> = {
  // The workflow tries the archive with a bag.
  deploy: ["states:DescribeExecution", "states:StartExecution"],
  // Tags of a domain's name, by their own path.
  custodian: ["apigateway:PUT"],
};

/** Services that start programs with a role: no role is handed to one that is not its own. */
const OTHERS = ["ec2.amazonaws.com", "lambda.amazonaws.com"];

/** What a deployer of a stage may, by all that the root project gives it, and by its boundary. */
function rightsIn(root: Graph, stage: Stage, who: Deployer) {
  const named = (name: string) =>
    root.of("aws:iam/policy:Policy").filter(({ inputs }) => inputs["name"] === name);
  const roleName = deployerName(stage, who);
  const [boundary] = named(`${roleName}-boundary`);
  const attached = root
    .of("aws:iam/rolePolicyAttachment:RolePolicyAttachment")
    .filter(({ inputs }) => inputs["role"] === roleName)
    .flatMap(({ inputs }) => named(String(inputs["policyArn"]).split("/").at(-1) ?? ""));
  const given = [...attached, root.one("aws:iam/rolePolicy:RolePolicy", `operators-${who}-permissions`)].map(
    ({ inputs }) => inputs["policy"],
  );
  const accountId = String(boundary?.outputs["arn"]).split(":")[4] ?? "";
  const principal = `arn:aws:iam::${accountId}:role/${roleName}`;
  return {
    stage,
    accountId,
    may: (action: string, resource: string, context: Readonly<Record<string, string>>) => {
      const asking = { principal, action, resource, context };
      return given.some((policy) => allows(policy, asking)) && allows(boundary?.inputs["policy"], asking);
    },
  };
}

/** An instance profile knows its role by name. */
const wholeRole = (role: string, { accountId }: ReturnType<typeof rightsIn>) =>
  role.startsWith("arn:") ? role : `arn:aws:iam::${accountId}:role/${role}`;

const stacksOf = (who: Deployer) => estate.filter(({ deployedBy }) => deployedBy === who);
const thingsOf = async (who: Deployer, stage: Stage) => {
  const graphs = await Promise.all(stacksOf(who).map((stack) => deployed(stack, stage)));
  return graphs.flatMap(({ custom }) => custom).filter(({ type }) => type.startsWith("aws:"));
};

interface Rights extends ReturnType<typeof rightsIn> {
  /** By the whole names of roles, the boundary that each is within. */
  readonly boundaries: ReadonlyMap<string, string>;
}

const boundariesOf = (things: readonly Registered[]) =>
  new Map(
    things
      .filter(({ type }) => type === "aws:iam/role:Role")
      .map(({ inputs }) => [String(inputs["name"]), String(inputs["permissionsBoundary"])]),
  );

const words = (text = "") => text.split(/\s+/).filter((word) => word !== "");

const wholeAction = (word: string, { service }: Calls) => (word.includes(":") ? word : `${service}:${word}`);

/** What the rights lack of some of the calls for a resource: actions, each with what it acts on. */
async function lacking(
  actions: readonly string[],
  thing: Registered,
  calls: Calls,
  { stage, accountId, may, boundaries }: Rights,
): Promise<readonly string[]> {
  const { region = HOME, arn } = thing.outputs;
  const at: Place = { accountId, region: String(region) };
  const arns = calls.on?.(thing, at) ?? [String(arn)];
  const context = {
    "iam:PermissionsBoundary": boundaries.get(String(thing.inputs["role"] ?? thing.inputs["name"])) ?? "",
    "iam:AWSServiceName": String(thing.inputs["awsServiceName"]),
    "kms:ViaService": `${calls.uses}.${at.region}.amazonaws.com`,
    "kms:GrantIsForAWSResource": "true",
    "kms:EncryptionContext:aws:s3:arn": String(arn),
    "ec2:AuthorizedService": `${calls.uses}.amazonaws.com`,
    "ec2:LaunchTemplate": `arn:aws:ec2:${at.region}:${accountId}:launch-template/lt-1`,
    "route53:ChangeResourceRecordSetsActions": "CREATE",
    "route53:ChangeResourceRecordSetsRecordTypes": String(thing.inputs["type"]),
    ...calls.context?.(stage),
  };
  const faults: string[] = [];
  for (const word of actions) {
    const action = wholeAction(word, calls);
    const on = await actedOn(action, arns);
    // A bucket is asked where it is, whatever comes from elsewhere for it.
    const where = calls.service !== "s3" && action.startsWith("s3:") ? HOME : at.region;
    assert.ok(on.length > 0, `${thing.type}: deploy-calls says of nothing what ${action} acts on`);
    faults.push(
      ...on
        .filter((each) => !may(action, each, { ...context, "aws:RequestedRegion": where }))
        .map((each) => `${action} on ${each}`),
    );
  }
  return faults;
}

const asked = {
  make: (calls: Calls, thing: Registered) => words(`${calls.make} ${calls.also?.(thing) ?? ""}`),
  read: (calls: Calls) => words(calls.read),
  change: (calls: Calls, thing: Registered) => words(`${calls.change ?? ""} ${calls.also?.(thing) ?? ""}`),
  remove: (calls: Calls) => words(calls.remove),
};

for (const who of deployers)
  for (const stage of stages)
    describe(`${who} of ${stage}, and the stacks that it deploys`, function () {
      this.timeout(120_000);
      let rights: Rights;
      let things: readonly Registered[];

      before(async () => {
        things = await thingsOf(who, stage);
        const root = await deployed(estateStack("root"), stage);
        rights = { ...rightsIn(root, stage, who), boundaries: boundariesOf(things) };
        assert.ok(things.length > 0, `${who} deploys nothing: say in projects/estate.ts what it does`);
      });

      it("has types of AWS's alone whose calls are known", () => {
        const types = new Set(things.map(({ type }) => type));
        assert.deepEqual(
          [...types]
            .filter((type) => !(type in callsByType))
            .map(
              (type) =>
                `${type} is new to these stacks: say in tests/components/deploy-calls what the provider calls for it, and give ${who} what it lacks in components/identity/deployers/${who}`,
            ),
          [],
        );
      });

      for (const what of ["make", "read", "change"] as const)
        it(`may ${what} all that they have`, async () => {
          const faults: string[] = [];
          for (const thing of things) {
            const calls = callsByType[thing.type];
            if (calls) faults.push(...(await lacking(asked[what](calls, thing), thing, calls, rights)));
          }
          assert.deepEqual([...new Set(faults)], []);
        });

      it("may remove what comes and goes", async () => {
        const faults: string[] = [];
        for (const thing of things.filter(({ protect }) => !protect)) {
          const calls = callsByType[thing.type];
          if (calls) faults.push(...(await lacking(asked.remove(calls), thing, calls, rights)));
        }
        assert.deepEqual([...new Set(faults)], []);
      });

      it("may remove nothing that programs protect", async () => {
        const faults: string[] = [];
        for (const thing of things.filter(({ protect, type }) => protect && !REMOVABLE.includes(type))) {
          const calls = callsByType[thing.type];
          for (const action of words(calls?.remove))
            if (calls && (await lacking([action], thing, calls, rights)).length === 0)
              faults.push(`${calls.service}:${action} of ${thing.name}`);
        }
        assert.deepEqual(faults, []);
      });

      it("hands over the roles that AWS services take when these are deployed, each to its own", () => {
        const faults: string[] = [];
        for (const { type, name, inputs } of things) {
          const passes = callsByType[type]?.passes ?? [];
          for (const { role: where, to } of passes)
            for (const role of valuesAt(inputs, where)) {
              const may = (service: string) =>
                rights.may("iam:PassRole", wholeRole(String(role), rights), {
                  "iam:PassedToService": service,
                  "aws:RequestedRegion": HOME,
                });
              if (!may(to)) faults.push(`${String(role)} of ${name} to ${to}`);
              for (const other of OTHERS.filter(
                (each) => !passes.some((passed) => passed.role === where && passed.to === each),
              ))
                if (may(other)) faults.push(`${String(role)} of ${name} to ${other}`);
            }
        }
        assert.deepEqual([...new Set(faults)], []);
      });
    });

for (const who of deployers)
  it(`gives ${who} no action that nothing asks for in the stacks that it deploys`, async function () {
    this.timeout(120_000);
    const things = (await Promise.all(stages.map((stage) => thingsOf(who, stage)))).flat();
    const called = new Set(
      things.flatMap((thing) => {
        const calls = callsByType[thing.type];
        if (!calls) return [];
        return Object.values(asked).flatMap((of) => of(calls, thing).map((word) => wholeAction(word, calls)));
      }),
    );
    const { works, itself = {} } = deployerTables[who];
    const given = [...Object.values(works), itself].flatMap((each) =>
      Object.entries(each).flatMap(([service, all]) =>
        all.flatMap(({ actions }) => actions.map((action) => `${service}:${action}`)),
      ),
    );
    assert.deepEqual(
      [...new Set(given)].filter((action) => !called.has(action)).toSorted(),
      BESIDE[who] ?? [],
    );
  });
