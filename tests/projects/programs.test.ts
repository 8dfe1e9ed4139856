import * as assert from "node:assert/strict";
import { boundaryActions, boundaryExceptions } from "../../components/identity/permission-boundary";
import { machineActions } from "../../components/capacity/machine-boundary";
import { clusterActions } from "../../components/kubernetes/cluster-rights";
import { deployers } from "../../components/names/names";
import { estate, stages, type Stage } from "../../projects/estate";
import { aws } from "../../rehearsal/clouds/aws";
import { hasUnknown, isUnknown } from "../../rehearsal/clouds/properties";
import { statementsOf } from "../components/policy-evaluation";
import type { Graph, Registered } from "../graph/graph";
import { deployed, previewed } from "../graph/project";

const ACCOUNTS = { pre: "111122223333", pro: "444455556666" };

/** What policies and other stacks must judge by name: its program knows the name before anything exists. */
const NAMED = [
  "aws:cloudwatch/logGroup:LogGroup",
  "aws:cloudwatch/metricAlarm:MetricAlarm",
  "aws:dynamodb/table:Table",
  "aws:ecs/cluster:Cluster",
  "aws:ecs/service:Service",
  "aws:iam/role:Role",
  "aws:iam/rolePolicy:RolePolicy",
  "aws:kms/alias:Alias",
  "aws:s3/bucket:Bucket",
  "aws:secretsmanager/secret:Secret",
  "aws:sns/topic:Topic",
  "aws:sqs/queue:Queue",
];

const nameOf = ({ type, inputs }: Registered): unknown => inputs[aws.types[type]?.name?.property ?? ""];

/** The policy documents of a resource. */
const policiesOf = (resource: Registered) =>
  (aws.types[resource.type]?.documents ?? [])
    .filter(({ property, kind }) => kind === "policy" && property in resource.inputs)
    .map(({ property }) => ({ at: `${called(resource)}: ${property}`, document: resource.inputs[property] }));

const called = ({ type, name }: Registered): string => `${type} ${name}`;

/** The components that a resource is in; the stack itself is none. */
const componentsOf = (graph: Graph, resource: Registered): readonly Registered[] =>
  graph.ancestorsOf(resource).filter(({ type }) => type !== "pulumi:pulumi:Stack");

/** Whether all that one pattern means is meant by the other: `s3:GetObject*` by `s3:Get*`. */
const covers = (allowed: string, action: string): boolean =>
  allowed.endsWith("*") ? action.startsWith(allowed.slice(0, -1)) : action === allowed;

/** Where the stack's providers are. */
const regionsOf = (name: string, stage: Stage): readonly string[] => [
  "eu-west-1",
  ...([
    "root",
    "storage/base",
    "reporting/app",
    "webservice/base",
    "platform/base",
    "datavault/base",
  ].includes(name)
    ? ["eu-west-2"]
    : []),
  // For storage's topic there, and for DataVault's.
  ...(name === "reporting/app" ? ["eu-west-2"] : []),
  ...(edgeStacks[name]?.[stage] ?? []),
];
/** They have what belongs to CloudFront and to zones: that of the web service pre is without. */
const edgeStacks: Readonly<Record<string, Readonly<Partial<Record<Stage, readonly string[]>>>>> = {
  "webservice/base": { pro: ["us-east-1"] },
  "webservice/app": { pro: ["us-east-1"] },
  "platform/base": { pre: ["us-east-1"], pro: ["us-east-1"] },
  "platform/app": { pre: ["us-east-1"], pro: ["us-east-1"] },
  // One provider for each topic there: the platform's, and with a CDN the web service's.
  "reporting/app": { pre: ["us-east-1"], pro: ["us-east-1", "us-east-1"] },
};

const HOLDS_DATA = ["aws:s3/bucket:Bucket", "aws:dynamodb/table:Table", "aws:kms/key:Key"];

for (const stage of stages)
  for (const stack of estate)
    describe(`${stack.name} in ${stage}`, () => {
      let preview: Graph;
      let graph: Graph;
      before(async () => {
        preview = await previewed(stack, stage);
        graph = await deployed(stack, stage);
      });

      it("knows every name in a preview", () => {
        const nameless = preview.custom
          .filter(({ type }) => NAMED.includes(type))
          .filter((resource) => nameOf(resource) === undefined || isUnknown(nameOf(resource)));
        assert.deepEqual(nameless.map(called), []);
      });

      it("knows every policy document in a preview", () => {
        const documents = preview.custom.flatMap(policiesOf);
        assert.deepEqual(
          documents.filter(({ document }) => hasUnknown(document)).map(({ at }) => at),
          [],
        );
        assert.ok(documents.length > 0);
      });

      it("puts every resource into a component", () => {
        const alone = graph.custom.filter((resource) => componentsOf(graph, resource).length === 0);
        assert.deepEqual(alone.map(called), []);
      });

      it("makes everything by its own providers, held to the stage's account and regions, which tag what they make", () => {
        const providers = graph.of("pulumi:providers:aws");
        const urns = graph.resources.flatMap(({ type, urn }) =>
          type.startsWith("pulumi:providers:") ? [urn] : [],
        );
        const strays = graph.custom.filter(
          ({ type, provider }) => /^(aws|azure-native):/.test(type) && !urns.includes(provider),
        );
        assert.deepEqual(strays.map(called), []);
        assert.deepEqual(graph.texts("pulumi:providers:aws", "region"), regionsOf(stack.name, stage));
        for (const { inputs } of providers) {
          assert.equal(inputs["allowedAccountIds"], JSON.stringify([ACCOUNTS[stage]]));
          assert.deepEqual(JSON.parse(String(inputs["defaultTags"])), {
            tags: {
              project: stack.project,
              environment: stage,
              system: stack.name.split("/")[0],
              owner: "digital-preservation",
              managedBy: "pulumi",
            },
          });
        }
      });

      it("gives no role an action that the permission boundary of the stage does not have, and no role goes without it", () => {
        // Those that people and deploys take have a boundary of their own, made of what they may do.
        const ofOperators = ({ name }: { readonly name: string }) => name.startsWith("operators-");
        const boundary = `arn:aws:iam::${ACCOUNTS[stage]}:policy/strongroom-${stage}`;
        // EKS works for a cluster, and a machine for ECS, within boundaries that no workload has.
        const ofClusters = ({ name }: { readonly name: string }) => name.includes("-control-role-");
        const ofMachines = ({ name }: { readonly name: string }) => name.startsWith("machines-machine-");
        const boundaryOf = (role: Registered) => {
          if (ofClusters(role)) return "-cluster-boundary";
          if (ofMachines(role)) return "-machine-boundary";
          if (!ofOperators(role)) return "-boundary";
          const own = [...deployers, "preview", "images"].find(
            (short) => role.name === `operators-${short}-role`,
          );
          return own === undefined ? "-operators-boundary" : `-${own}-boundary`;
        };
        for (const role of graph.of("aws:iam/role:Role"))
          assert.equal(role.inputs["permissionsBoundary"], boundary + boundaryOf(role), role.name);
        const within = [
          ...Object.entries(boundaryActions).flatMap(([service, actions]) =>
            actions.map((action) => `${service}:${action}`),
          ),
          ...boundaryExceptions.flatMap(({ Action }) => Action),
        ];
        const withinOf = (policy: Registered) =>
          ofClusters(policy) ? clusterActions : ofMachines(policy) ? machineActions : within;
        const beyond = graph
          .of("aws:iam/rolePolicy:RolePolicy")
          .filter((policy) => !ofOperators(policy))
          .flatMap((policy) =>
            statementsOf(policy.inputs["policy"]).flatMap(({ Action }) =>
              Action.filter((action) => !withinOf(policy).some((allowed) => covers(allowed, action))).map(
                (action) => `${policy.name}: ${action}`,
              ),
            ),
          );
        assert.deepEqual(beyond, []);
      });

      it("plans in a preview what it deploys", () => {
        const urns = ({ resources }: Graph) => resources.map(({ urn }) => urn).toSorted();
        assert.deepEqual(urns(preview), urns(graph));
        assert.deepEqual(Object.keys(preview.outputs), Object.keys(graph.outputs));
      });

      it("protects and retains what holds data, and nothing that can be rebuilt", () => {
        const unsafe = graph.custom
          .filter(({ type }) => HOLDS_DATA.includes(type))
          .filter(({ protect, retainOnDelete }) => !protect || !retainOnDelete);
        assert.deepEqual(unsafe.map(called), []);
        const rebuilt = stack.name.endsWith("/app") ? graph.custom.filter(({ protect }) => protect) : [];
        assert.deepEqual(rebuilt.map(called), []);
      });
    });
