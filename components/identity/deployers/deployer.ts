import type { Deployer } from "../../names/names";
import { stateRights } from "../operator-rights";
import type { Statement } from "../policy";
import type { DeployedStage } from "../rights/deployed-stage";
import { readingByFamilies, type Telling } from "../rights/families";
import {
  linkedRoleRights,
  passRights,
  roleRights,
  type BoundariesByRole,
  type RolesByService,
} from "../rights/roles";
import { boundaryOf, readsOf, statementsOf, type Policies } from "../rights/statements";
import type { Works } from "../rights/work";

/** One who deploys stacks, by what they are made of. */
export interface DeployerTables {
  /** Last words of its role's name, and of what belongs to that. */
  readonly short: Deployer;
  /** What the role is for; shown where people choose one. */
  readonly description: string;
  /** Whom its boundary bounds, in words. Never changed: a policy with another description is another policy. */
  readonly bounds: string;
  /** What it does to things, by the policies in which it stands: each has at most 6,144 characters. */
  readonly works: Readonly<Record<string, Works>>;
  /** What it does that makes the role what it is: it stands in the role itself. */
  readonly itself?: Works;
  /** What else it may, to the state or to named things alone: it stands in the role, and in the boundary as it is. */
  readonly beside?: (at: DeployedStage) => readonly Statement[];
  /** All roles that its stacks make, and no others. */
  readonly roles: (at: DeployedStage) => RolesByService;
  /** Boundaries of those of them that are within another one than the workloads' own. */
  readonly boundaries?: (at: DeployedStage) => BoundariesByRole;
  /** Those of them that a deployment hands over; all of them, where it is not said. */
  readonly passed?: (at: DeployedStage) => RolesByService;
  /** AWS services whose own roles come into being when the stacks first use them. */
  readonly linkedServices: readonly string[];
  /** What it does with the roles and tokens of AWS services, beside that. */
  readonly ofServices?: (at: DeployedStage) => readonly Statement[];
  /** How its boundary tells actions; by families of reading ones, where it is not said. */
  readonly told?: Telling;
}

/** What one who deploys may, by where it stands. */
export interface DeployerRights {
  /** In the role itself. */
  readonly itself: readonly Statement[];
  /** In managed policies, which the role alone has. */
  readonly policies: Policies;
  /** The same without what it is done to: all that the role may ever do. */
  readonly boundary: readonly Statement[];
}

export function rightsOf(tables: DeployerTables, at: DeployedStage): DeployerRights {
  const { works, itself = {}, told = readingByFamilies } = tables;
  const roles = tables.roles(at);
  const kept = [...stateRights(at), ...(tables.beside?.(at) ?? [])];
  const own = statementsOf(itself, at);
  // What is changed is read, too.
  const services = [...Object.values(works), itself, { iam: [] }].flatMap((each) => Object.keys(each));
  const policies: Policies = {
    reads: readsOf([...new Set(services)].toSorted(), at),
    ...Object.fromEntries(Object.entries(works).map(([short, each]) => [short, statementsOf(each, at)])),
    roles: [
      ...roleRights(at, roles, tables.boundaries?.(at)),
      linkedRoleRights(at, tables.linkedServices),
      ...(tables.ofServices?.(at) ?? []),
    ],
    passing: passRights(at, tables.passed?.(at) ?? roles),
  };
  return {
    itself: [...kept, ...own],
    policies,
    boundary: [...kept, boundaryOf("ItsStacks", { ...policies, own }, told)],
  };
}
