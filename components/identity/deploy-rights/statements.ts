import { previewReads } from "../preview-rights";
import type { Statement } from "../policy";
import type { DeployedStage } from "./deployed-stage";
import { passRights, roleRights } from "./roles";
import { runningWork } from "./running";
import { tellingWork } from "./telling";
import type { Works } from "./work";

/** What is read while app stacks are deployed: of the services that they are made of. */
const readServices = [...Object.keys({ ...runningWork, ...tellingWork }), "iam", "kms"].toSorted();

/**
 * All that a deploy of app stacks may do beside keeping the state, by the policies that it stands in: a managed policy
 * has at most 6,144 characters.
 */
export const appPolicies = (at: DeployedStage): Readonly<Record<string, readonly Statement[]>> => ({
  reads: reads(at),
  running: statementsOf(runningWork, at),
  telling: statementsOf(tellingWork, at),
  roles: roleRights(at),
  passing: passRights(at),
});

/** The same without what it is done to, for the boundary: short enough to fit into one policy. */
export function appBoundary(at: DeployedStage): readonly Statement[] {
  const { reads: reading, ...writing } = appPolicies(at);
  const actions = (statements: readonly Statement[] = []) => statements.flatMap(({ Action }) => Action);
  return [
    {
      Sid: "AppStacks",
      Effect: "Allow",
      Action: [
        ...new Set([...actions(reading).map(asFamily), ...Object.values(writing).flatMap(actions)]),
      ].toSorted(),
      Resource: "*",
    },
  ];
}

/** `ecs:DescribeServices` as `ecs:Describe*`. */
const asFamily = (action: string): string => action.replace(/:(Describe|Get|List)[A-Z].*/, ":$1*");

const capital = (service: string): string =>
  service
    .split("-")
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join("");

function statementsOf(works: Works, at: DeployedStage): readonly Statement[] {
  return Object.entries(works).flatMap(([service, all]) =>
    all.map(({ actions, on }, position): Statement => ({
      Sid: `${capital(service)}${position === 0 ? "" : position + 1}`,
      Effect: "Allow",
      Action: actions.map((action) => `${service}:${action}`),
      Resource: on(at),
    })),
  );
}

function reads({ accountId }: DeployedStage): readonly Statement[] {
  const read = (kind: "ofThings" | "ofAll") =>
    readServices.flatMap((service) => {
      const of = previewReads[service];
      const actions = kind === "ofAll" ? of?.ofAll : of?.ofThings?.actions;
      return (actions ?? []).map((action) => `${service}:${action}`);
    });
  const elsewhere = readServices.flatMap((service) => previewReads[service]?.ofThings?.arns ?? []);
  return [
    {
      Sid: "ReadThings",
      Effect: "Allow",
      Action: read("ofThings"),
      Resource: [`arn:aws:*:*:${accountId}:*`, ...elsewhere],
    },
    { Sid: "ReadLists", Effect: "Allow", Action: read("ofAll"), Resource: "*" },
  ];
}
