import { machineBoundaryName } from "../../../names/names";
import type { DeployedStage } from "../../rights/deployed-stage";
import type { BoundariesByRole, RolesByService } from "../../rights/roles";
import { functions, machineProfile, schedules, taskRoles } from "./names";

/** The roles of DataVault's app stack, by the service that takes them. */
export const datavaultAppRoles = (at: DeployedStage): RolesByService => ({
  ec2: [machineProfile(at)],
  "ecs-tasks": taskRoles(at),
  lambda: functions(at),
  scheduler: schedules(at),
});

/** Machines are within a boundary that no task has. */
export const datavaultBoundaries = (at: DeployedStage): BoundariesByRole => ({
  [machineProfile(at)]: machineBoundaryName(at.stage),
});

/** AWS services whose own roles come into being when DataVault first uses them. */
export const datavaultAppLinkedServices = [
  "autoscaling.amazonaws.com",
  "ecs.amazonaws.com",
  "ecs.application-autoscaling.amazonaws.com",
];
