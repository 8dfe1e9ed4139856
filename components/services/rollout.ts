import type * as pulumi from "@pulumi/pulumi";

/** Share of a service's tasks that may be interrupted at two minutes' notice. */
export interface SpotShare {
  /** Tasks that never are. */
  readonly onDemandBase: number;
  /** Of those beyond, how many are on demand for so many on Spot. */
  readonly onDemandWeight: number;
  readonly spotWeight: number;
}

/** A new revision is tried with a part of the requests before it gets them all, and the old one waits beside it. */
export interface Canary {
  /** Percent of the requests that come first, 0.1 to 100. */
  readonly percent: number;
  /** Minutes for which only they come, 0 to 1440. */
  readonly minutes: number;
  /** Minutes for which the old revision is still there once all requests go to the new one, 0 to 1440. */
  readonly bakeMinutes: number;
}

/** What ECS shifts requests with, from one revision of a service to the next. */
export interface Shift extends Canary {
  readonly alternateTargetGroupArn: pulumi.Input<string>;
  /** Rules of an application load balancer that only forward. */
  readonly productionRuleArn: pulumi.Input<string>;
  readonly testRuleArn: pulumi.Input<string>;
  /** Role by which ECS changes the rules. */
  readonly roleArn: pulumi.Input<string>;
  /** Tries the new revision before any request is shifted to it. */
  readonly smokeTest?: DeploymentHook;
}

/** A function that ECS calls in a deployment, and whose answer it waits for. */
export interface DeploymentHook {
  readonly functionArn: pulumi.Input<string>;
  /** Role by which ECS calls it. */
  readonly roleArn: pulumi.Input<string>;
  /** What must be there before ECS calls: also the first deployment does. */
  readonly ready: readonly pulumi.Resource[];
}

/** All tasks of the new revision are there, the test listener leads to them, and no visitor's request does. */
const BEFORE_VISITORS = "POST_TEST_TRAFFIC_SHIFT";

/** The part of `ecs.Service` that says on which capacity its tasks run. */
export const capacityOf = (spot: boolean | SpotShare) => {
  if (spot === false) return { capacityProviderStrategies: [{ capacityProvider: "FARGATE", weight: 1 }] };
  if (spot === true) return { capacityProviderStrategies: [{ capacityProvider: "FARGATE_SPOT", weight: 1 }] };
  return {
    capacityProviderStrategies: [
      { capacityProvider: "FARGATE", base: spot.onDemandBase, weight: spot.onDemandWeight },
      { capacityProvider: "FARGATE_SPOT", weight: spot.spotWeight },
    ],
  };
};

/** The part of `ecs.Service` that says how a new revision comes in. */
export const strategyOf = (shift: (Canary & Pick<Shift, "smokeTest">) | undefined) =>
  shift === undefined
    ? {}
    : {
        deploymentConfiguration: {
          strategy: "CANARY",
          bakeTimeInMinutes: String(shift.bakeMinutes),
          canaryConfiguration: {
            canaryPercent: shift.percent,
            canaryBakeTimeInMinutes: String(shift.minutes),
          },
          ...(shift.smokeTest && {
            lifecycleHooks: [
              {
                hookTargetArn: shift.smokeTest.functionArn,
                roleArn: shift.smokeTest.roleArn,
                lifecycleStages: [BEFORE_VISITORS],
              },
            ],
          }),
        },
      };

/** The part of a service's load balancer that says where the other revision's requests come from. */
export const shiftOf = (shift: Shift | undefined) =>
  shift === undefined
    ? {}
    : {
        advancedConfiguration: {
          alternateTargetGroupArn: shift.alternateTargetGroupArn,
          productionListenerRule: shift.productionRuleArn,
          testListenerRule: shift.testRuleArn,
          roleArn: shift.roleArn,
        },
      };
